package rnnlab.graph;

import rnnlab.kernel.Loss;
import rnnlab.kernel.LossWeights;
import rnnlab.kernel.Slice;

/**
 * Predicts numbers: mean squared or mean absolute error; or independent yes or no: logistic function and cross-entropy.
 */
final class NumbersOutput extends GraphOutput {

    private final Loss loss;
    private final float factor;
    private final float[] targets;
    private final float[] prediction;

    /** @param factor multiplies the loss */
    NumbersOutput(Signal in, Loss loss, float factor) {
        super(in);
        this.loss = loss;
        this.factor = factor;
        this.targets = new float[in.capacity * in.block()];
        this.prediction = new float[in.capacity * in.block()];
    }

    @Override
    public boolean wantsIndices() {
        return false;
    }

    @Override
    public float[] targets() {
        return targets;
    }

    @Override
    public int[] classes() {
        throw new IllegalStateException(in.name + " predicts numbers, not classes");
    }

    @Override
    double sum(Pass pass, LossWeights count) {
        return factor * loss.sum(in.value, Slice.of(targets), in.size, count.times(factor), gradient(pass));
    }

    @Override
    public float[] prediction() {
        int length = in.length();
        System.arraycopy(in.value.array(), in.value.at(), prediction, 0, length);
        if (loss == Loss.SIGMOID_CROSS_ENTROPY) {
            for (int i = 0; i < length; i++) {
                prediction[i] = (float) (1 / (1 + Math.exp(-prediction[i])));
            }
        }
        return prediction;
    }
}
