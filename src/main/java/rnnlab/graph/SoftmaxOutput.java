package rnnlab.graph;

import rnnlab.kernel.LossWeights;
import rnnlab.kernel.Slice;
import rnnlab.kernel.SoftmaxCrossEntropy;

/**
 * A dense layer to many classes, softmax and cross-entropy in one: its sums are never all in memory at once. Gradients
 * are ready when the loss is.
 */
final class SoftmaxOutput extends GraphOutput {

    private final SoftmaxCrossEntropy kernel;
    private final String name;
    private final int units;
    private final Parameters parameters;
    private final int[] classes;
    private float[] prediction = new float[0];

    SoftmaxOutput(String name, SoftmaxCrossEntropy kernel, int units, Parameters parameters, Signal in) {
        super(in);
        this.name = name;
        this.kernel = kernel;
        this.units = units;
        this.parameters = parameters;
        this.classes = new int[in.capacity * in.paddedBatch];
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int size() {
        return units;
    }

    @Override
    public boolean wantsIndices() {
        return true;
    }

    @Override
    public float[] targets() {
        throw new IllegalStateException(name + " predicts classes, not numbers");
    }

    @Override
    public int[] classes() {
        return classes;
    }

    @Override
    void load(float[] all) {
        kernel.load(parameters.in(all));
    }

    @Override
    double sum(Pass pass, LossWeights count) {
        return pass.training()
                ? kernel.train(in.value, classes, count, parameters.gradients(pass.gradients()), in.gradient)
                : kernel.loss(in.value, classes, count);
    }

    @Override
    public float[] prediction() {
        int length = in.steps * units * in.paddedBatch;
        if (prediction.length < length) {
            prediction = new float[length];
        }
        kernel.probabilities(in.value, in.steps, Slice.of(prediction));
        return prediction;
    }
}
