package rnnlab.layers;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.util.TimeSeriesUtils;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import rnnlab.scratch.Ctc;

/** Runs a {@link CtcOutput} inside Deeplearning4j, by the recursion in plain Java. */
final class CtcOutputLayer extends BaseLayer<CtcOutput> implements IOutputLayer {

    private static final long serialVersionUID = 1;

    /** N. */
    private int examples;
    /** [N][1][U] or one-hot [N][K][U]. */
    private transient INDArray labels;
    /** Which steps there are [N][T], and which places of the labels [N][U]; null for all. */
    private transient INDArray stepMask;

    private transient INDArray placeMask;

    CtcOutputLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    @Override
    public Type type() {
        return Type.RECURRENT;
    }

    /** Takes sequences [N][F][T] as rows [T N][F], which is what the dense part computes on. */
    @Override
    public void setInput(INDArray input, LayerWorkspaceMgr workspaces) {
        if (input != null && input.rank() == 3) {
            examples = (int) input.size(0);
            super.setInput(TimeSeriesUtils.reshape3dTo2d(input, workspaces, ArrayType.INPUT), workspaces);
        } else {
            super.setInput(input, workspaces);
        }
    }

    @Override
    public int getInputMiniBatchSize() {
        return examples;
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        INDArray p = Transforms.softmax(preOutput(training, workspaces), true); // [T N][K]
        return TimeSeriesUtils.reshape2dTo3d(p, examples, workspaces, ArrayType.ACTIVATIONS);
    }

    /** The steps of example n that there are. */
    private int[] steps(int n) {
        int steps = (int) (input.size(0) / examples);
        return IntStream.range(0, steps)
                .filter(t -> stepMask == null || stepMask.getDouble(n, t) != 0)
                .toArray();
    }

    private Ctc.Result result(double[][] y, int n, int... steps) {
        double[][] logits =
                Arrays.stream(steps).mapToObj(t -> y[t * examples + n]).toArray(double[][]::new);
        int[] label = CtcLabels.of(labels, placeMask, n);
        Ctc.Result result = Ctc.loss(logits, label);
        if (result.loss() == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("CtcOutput: example " + n + " of this batch has " + steps.length
                    + " time steps, too few for its label of " + label.length + " symbols");
        }
        return result;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        double[][] y = preOutput(true, workspaces).toDoubleMatrix();
        double[][] dy = new double[y.length][y[0].length];
        for (int n = 0; n < examples; n++) {
            int[] steps = steps(n);
            double[][] gradient = result(y, n, steps).gradient();
            for (int i = 0; i < steps.length; i++) {
                dy[steps[i] * examples + n] = gradient[i];
            }
        }
        var delta = Nd4j.createFromArray(dy).castTo(dataType);
        Pair<Gradient, INDArray> through = super.backpropGradient(delta, workspaces);
        INDArray dx =
                TimeSeriesUtils.reshape2dTo3d(through.getSecond(), examples, workspaces, ArrayType.ACTIVATION_GRAD);
        return new Pair<>(through.getFirst(), dx);
    }

    private double[] losses(boolean training, LayerWorkspaceMgr workspaces) {
        double[][] y = preOutput(training, workspaces).toDoubleMatrix();
        return IntStream.range(0, examples)
                .mapToDouble(n -> result(y, n, steps(n)).loss())
                .toArray();
    }

    @Override
    public double computeScore(double penalty, boolean training, LayerWorkspaceMgr workspaces) {
        double sum = Arrays.stream(losses(training, workspaces)).sum();
        score = sum / (conf().isMiniBatch() ? examples : 1) + penalty;
        return score;
    }

    @Override
    public INDArray computeScoreForExamples(double penalty, LayerWorkspaceMgr workspaces) {
        return Nd4j.createFromArray(losses(false, workspaces))
                .reshape(examples, 1)
                .addi(penalty);
    }

    /** The mask of the labels. */
    @Override
    public void setMaskArray(INDArray mask) {
        placeMask = mask;
    }

    /** The mask of the features. A recurrent layer hands it on as one that is no longer active, and it holds here. */
    @Override
    public Pair<INDArray, MaskState> feedForwardMaskArray(INDArray mask, MaskState state, int batch) {
        stepMask = mask;
        return null; // the last layer
    }

    @Override
    public boolean needsLabels() {
        return true;
    }

    @Override
    public void setLabels(INDArray labels) {
        this.labels = labels;
    }

    @Override
    public INDArray getLabels() {
        return labels;
    }

    @Override
    public void clear() {
        super.clear();
        labels = null;
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }

    @Override
    @SuppressWarnings("deprecation") // Deeplearning4j still asks for it
    public int numLabels() {
        return (int) layerConf().getNOut();
    }

    private static UnsupportedOperationException unsupported() {
        return new UnsupportedOperationException("a CtcOutput layer does this only as part of a network");
    }

    @Override
    public double f1Score(DataSet data) {
        throw unsupported();
    }

    @Override
    public double f1Score(INDArray examples, INDArray labels) {
        throw unsupported();
    }

    @Override
    public void fit(DataSetIterator data) {
        throw unsupported();
    }

    @Override
    public void fit(INDArray examples, INDArray labels) {
        throw unsupported();
    }

    @Override
    public void fit(DataSet data) {
        throw unsupported();
    }

    @Override
    public void fit(INDArray examples, int[] labels) {
        throw unsupported();
    }

    @Override
    public int[] predict(INDArray examples) {
        throw unsupported();
    }

    @Override
    public List<String> predict(DataSet data) {
        throw unsupported();
    }
}
