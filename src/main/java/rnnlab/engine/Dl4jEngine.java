package rnnlab.engine;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

/** Trains a network by Deeplearning4j's own {@code fit}: slow, but it knows every layer. */
final class Dl4jEngine implements Engine {

    private final Dl4jNetwork network;
    private final String reason;
    private final List<Boolean> featureIndices;
    private final List<Boolean> labelIndices;

    Dl4jEngine(Model model, String reason) {
        this.network = Dl4jNetwork.of(model);
        this.reason = reason;
        this.featureIndices = featureIndices(network);
        this.labelIndices = labelIndices(network);
    }

    private static List<Boolean> featureIndices(Dl4jNetwork network) {
        try {
            return Inputs.of(network).stream().map(Shapes.InputShape::indices).toList();
        } catch (UnknownPartException e) {
            return Collections.nCopies(network.inputs(), false); // an input of another kind is no embedding's
        }
    }

    private static List<Boolean> labelIndices(Dl4jNetwork network) {
        try {
            return Compiler.losses(network).stream()
                    .map(LossSparseMCXENT.class::isInstance)
                    .toList();
        } catch (UnknownPartException e) {
            return Collections.nCopies(network.outputs(), false); // a loss of another kind wants numbers
        }
    }

    @Override
    public Optional<String> notice() {
        return Optional.of("Deeplearning4j's own fit trains this network, which is slower: " + reason);
    }

    @Override
    public void seed(long seed) {
        Nd4j.getRandom().setSeed(seed);
    }

    @Override
    public double train(Examples data, int[] batch) {
        MultiDataSet examples = data.batch(batch, featureIndices, labelIndices);
        if (network.model() instanceof MultiLayerNetwork layers) {
            layers.fit(
                    examples.getFeatures(0),
                    examples.getLabels(0),
                    examples.getFeaturesMaskArray(0),
                    examples.getLabelsMaskArray(0));
        } else {
            ((ComputationGraph) network.model()).fit(examples);
        }
        return network.model().score() / stepsPerExample(examples);
    }

    @Override
    public int iteration() {
        return network.iteration();
    }

    @Override
    public int epoch() {
        return network.epoch();
    }

    @Override
    public int stepsPerBatch(Examples data) {
        return TruncatedBptt.of(network).pieces(data.steps());
    }

    @Override
    public double loss(Examples data, int[] batch) {
        MultiDataSet examples = data.batch(batch, featureIndices, labelIndices);
        double score = network.model() instanceof MultiLayerNetwork layers
                ? layers.score(new org.nd4j.linalg.dataset.DataSet(
                        examples.getFeatures(0),
                        examples.getLabels(0),
                        examples.getFeaturesMaskArray(0),
                        examples.getLabelsMaskArray(0)))
                : ((ComputationGraph) network.model()).score(examples);
        return score / stepsPerExample(examples);
    }

    /** Deeplearning4j sums the loss over time: how many unmasked steps an example has on average. */
    private static double stepsPerExample(MultiDataSet examples) {
        INDArray labels = examples.getLabels(0);
        INDArray mask = examples.getLabelsMaskArray(0);
        if (mask != null) {
            return mask.sumNumber().doubleValue() / labels.size(0);
        }
        return labels.rank() == 3 ? labels.size(2) : 1;
    }

    @Override
    public void stateful(boolean stateful) {
        if (stateful) {
            throw new UnsupportedOperationException(
                    "Deeplearning4j's fit carries no state from batch to batch: " + reason);
        }
    }

    @Override
    public void clipGlobalNorm(double limit) {
        throw new UnsupportedOperationException(
                "Deeplearning4j's fit clips the gradient of each layer alone, not of all together: " + reason);
    }

    @Override
    public void resetState() {}

    @Override
    public List<INDArray> output(INDArray... features) {
        return network.model() instanceof MultiLayerNetwork layers
                ? List.of(layers.output(features[0]))
                : List.of(((ComputationGraph) network.model()).output(features));
    }

    @Override
    public List<INDArray> output(Examples data) {
        MultiDataSet all = data.batch(IntStream.range(0, data.size()).toArray(), featureIndices, labelIndices);
        INDArray[] masks = all.getFeaturesMaskArrays();
        return network.model() instanceof MultiLayerNetwork layers
                ? List.of(layers.output(all.getFeatures(0), false, masks == null ? null : masks[0], null))
                : List.of(((ComputationGraph) network.model()).output(false, all.getFeatures(), masks));
    }

    @Override
    public Stream stream() {
        boolean indices = featureIndices.get(0);
        return new Dl4jStream(network.model(), indices ? 0 : Dl4jStream.inputs(network));
    }

    @Override
    public void endEpoch() {
        network.counts(network.iteration(), network.epoch() + 1);
    }

    @Override
    public void writeBack() {}
}
