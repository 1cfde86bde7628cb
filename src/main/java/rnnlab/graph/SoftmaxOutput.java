package rnnlab.graph;

import rnnlab.kernel.SoftmaxCrossEntropy;

/**
 * A dense layer to many classes, softmax and cross-entropy in one: its sums are never all in memory at once. Gradients are ready when
 * the loss is.
 */
final class SoftmaxOutput extends GraphOutput {

    private final SoftmaxCrossEntropy kernel;
    private final String name;
    private final int units;
    private final Place place;
    private final int[] classes;
    private float[] prediction = new float[0];

    /** @param place the layer's parameters */
    SoftmaxOutput(String name, SoftmaxCrossEntropy kernel, int units, Place place, Signal in) {
        super(in);
        this.name = name;
        this.kernel = kernel;
        this.units = units;
        this.place = place;
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
    void load(float[] parameters) {
        kernel.load(parameters, place.at());
    }

    @Override
    double sum(Pass pass, float[] weights, int batch, float scale) {
        return pass.training()
                ? kernel.train(
                        in.value,
                        in.at,
                        classes,
                        weights,
                        in.steps,
                        batch,
                        scale,
                        place.gradients(pass.gradients()),
                        place.gradientsAt(),
                        in.gradient,
                        0)
                : kernel.loss(in.value, in.at, classes, weights, in.steps, batch);
    }

    @Override
    public float[] prediction() {
        int length = in.steps * units * in.paddedBatch;
        if (prediction.length < length) {
            prediction = new float[length];
        }
        kernel.probabilities(in.value, in.at, in.steps, prediction, 0);
        return prediction;
    }
}
