package rnnlab.dl4j;

import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.layers.BaseOutputLayer;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.indexing.NDArrayIndex;
import rnnlab.graph.Losses;
import rnnlab.layers.CtcOutput;
import rnnlab.network.Truncation;

/**
 * Makes the engine's loss, the mean over all steps that count, of Deeplearning4j's, the sum over time; over all pieces
 * of a sequence. And stops a step that would learn from numbers that are not finite.
 */
final class Dl4jLosses extends BaseTrainingListener {

    private final Dl4jCalls calls;
    private final MultiDataSet data;
    private final Truncation truncated;
    private final Losses losses;
    private double penalties;
    private int pieces;
    private INDArray lastGood;
    private ArithmeticException diverged;

    /**
     * @param data with the masks that hold at the outputs as masks of the labels
     * @param lastGood the parameters of the last step whose loss and gradient were finite; null before the first
     */
    Dl4jLosses(Dl4jCalls calls, MultiDataSet data, Truncation truncated, INDArray lastGood) {
        this.calls = calls;
        this.data = data;
        this.truncated = truncated;
        this.losses = new Losses(data.numLabelsArrays());
        this.lastGood = lastGood;
    }

    /** The loss over all pieces so far, with the mean of the penalties. */
    double loss() {
        return losses.mean() + penalties / Math.max(1, pieces);
    }

    INDArray lastGood() {
        return lastGood;
    }

    Optional<ArithmeticException> diverged() {
        return Optional.ofNullable(diverged);
    }

    @Override
    public void onBackwardPass(Model model) {
        add(model.score());
    }

    /** Adds the loss that Deeplearning4j has just computed, of the next piece. */
    void add(double score) {
        double penalty = calls.penalty();
        for (int i = 0; i < data.numLabelsArrays(); i++) {
            Layer layer = calls.thawedOutputLayers().get(i);
            double own = data.numLabelsArrays() == 1 ? score : ((Model) layer).score();
            boolean sum = layer instanceof BaseOutputLayer && !layer.conf().isMiniBatch();
            losses.add(
                    i,
                    (own - (i == 0 ? penalty : 0))
                            * (sum ? 1 : data.getLabels(i).size(0)),
                    count(i, layer));
        }
        penalties += penalty;
        pieces++;
    }

    /** How many steps of the present piece count at an output. */
    private double count(int output, Layer layer) {
        INDArray labels = data.getLabels(output);
        INDArray mask = data.getLabelsMaskArray(output);
        if (layer.conf().getLayer() instanceof CtcOutput) {
            return labels.size(0);
        }
        boolean sequence = labels.rank() == 3;
        long steps = sequence ? labels.size(lastInTime(layer) ? 1 : 2) : 1;
        long from = sequence && truncated.used() ? (long) pieces * truncated.forward() : 0;
        long to = sequence && truncated.used() ? Math.min(steps, from + truncated.forward()) : steps;
        if (mask == null) {
            return (double) labels.size(0) * (to - from);
        }
        if (mask.rank() != 2 || mask.size(1) != steps) {
            return mask.sumNumber().doubleValue() / Math.max(1, mask.length() / (labels.size(0) * steps));
        }
        return mask.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to))
                .sumNumber()
                .doubleValue();
    }

    /** Whether an output's numbers are [examples][steps][size]. */
    static boolean lastInTime(Layer layer) {
        var conf = layer.conf().getLayer();
        return conf instanceof RnnOutputLayer output && output.getRnnDataFormat() == RNNFormat.NWC
                || conf instanceof RnnLossLayer loss && loss.getRnnDataFormat() == RNNFormat.NWC;
    }

    @Override
    public void onGradientCalculation(Model model) {
        if (!Double.isFinite(model.score())) {
            throw diverge("loss became " + model.score());
        }
        double squares = 0;
        for (double g : model.gradient().gradient().dup().data().asDouble()) {
            squares += g * g;
        }
        double limit = model.params().dataType() == DataType.DOUBLE ? Double.MAX_VALUE : Float.MAX_VALUE;
        if (!(squares <= limit)) {
            throw diverge("gradient became infinite");
        }
        lastGood = model.params().dup();
    }

    private ArithmeticException diverge(String what) {
        diverged = exception(calls.network(), what, lastGood);
        return diverged;
    }

    /** The exception that says so. */
    static ArithmeticException exception(Dl4jNetwork network, String what, INDArray lastGood) {
        INDArray parameters = lastGood == null ? network.model().params() : lastGood;
        return LearningReader.divergence(network)
                .exception(
                        what,
                        network.iteration(),
                        network.epoch(),
                        parameters.dup().data().asFloat());
    }
}
