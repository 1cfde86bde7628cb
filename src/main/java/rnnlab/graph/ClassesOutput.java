package rnnlab.graph;

import rnnlab.kernel.LossWeights;

/**
 * Predicts one of several classes: softmax p_i = exp(z_i) / sum of exp(z_j) and cross-entropy -sum of q_i ln p_i, with
 * q the target distribution, for sums z that a layer before has computed. Smoothing s makes (1 - s) q + s sum(q) / V of
 * a target q of V classes.
 */
final class ClassesOutput extends GraphOutput {

    private final boolean indices;
    private final float smoothing;
    private final float[] targets;
    private final int[] classes;
    private final float[] prediction;

    /** @param indices whether a target is one class, or else a distribution over all */
    ClassesOutput(Signal in, boolean indices, double smoothing) {
        super(in);
        this.indices = indices;
        this.smoothing = (float) smoothing;
        this.targets = indices ? null : new float[in.capacity * in.block()];
        this.classes = indices ? new int[in.capacity * in.paddedBatch] : null;
        this.prediction = new float[in.capacity * in.block()];
    }

    @Override
    public boolean wantsIndices() {
        return indices;
    }

    @Override
    public float[] targets() {
        return targets;
    }

    @Override
    public int[] classes() {
        return classes;
    }

    @Override
    double sum(Pass pass, LossWeights count) {
        float[] p = prediction();
        float[] dz = gradient(pass).array();
        double sum = 0;
        for (int t = 0; t < count.steps(); t++) {
            for (int b = 0; b < in.paddedBatch; b++) {
                float weight = count.weights()[t * in.paddedBatch + b];
                if (weight != 0) {
                    sum += weight * loss(p, t, b);
                }
                if (dz != null) {
                    slope(dz, t, b, weight * count.scale());
                }
            }
        }
        return sum;
    }

    private double loss(float[] p, int t, int b) {
        if (indices && smoothing == 0) {
            return -logarithm(p[position(t, classes[t * in.paddedBatch + b], b)]);
        }
        double loss = 0;
        float total = total(t, b);
        for (int j = 0; j < in.size; j++) {
            float q = target(t, j, b, total);
            if (q != 0) {
                loss -= q * logarithm(p[position(t, j, b)]);
            }
        }
        return loss;
    }

    /** The sum of the targets of all classes. */
    private float total(int t, int b) {
        if (indices) {
            return 1;
        }
        float total = 0;
        for (int j = 0; j < in.size; j++) {
            total += targets[position(t, j, b)];
        }
        return total;
    }

    /** The smoothed target of a class. */
    private float target(int t, int j, int b, float total) {
        float q = indices ? (classes[t * in.paddedBatch + b] == j ? 1 : 0) : targets[position(t, j, b)];
        return smoothing == 0 ? q : (1 - smoothing) * q + smoothing * total / in.size;
    }

    /** A probability that underflowed to 0 counts as the smallest one. */
    private static double logarithm(float p) {
        return Math.log(Float.isNaN(p) ? p : Math.max(p, Float.MIN_NORMAL));
    }

    /** dz = (p sum(q) - q) * weight, for the prediction p. */
    private void slope(float[] dz, int t, int b, float weight) {
        float total = total(t, b);
        for (int j = 0; j < in.size; j++) {
            int i = position(t, j, b);
            dz[i] = weight == 0 ? 0 : weight * (prediction[i] * total - target(t, j, b, total));
        }
    }

    private int position(int t, int unit, int b) {
        return (t * in.size + unit) * in.paddedBatch + b;
    }

    @Override
    public float[] prediction() {
        for (int t = 0; t < in.steps; t++) {
            for (int b = 0; b < in.paddedBatch; b++) {
                softmax(t, b);
            }
        }
        return prediction;
    }

    private void softmax(int t, int b) {
        float[] z = in.value.array();
        int at = in.value.at();
        float greatest = Float.NEGATIVE_INFINITY;
        for (int j = 0; j < in.size; j++) {
            greatest = Math.max(greatest, z[at + position(t, j, b)]);
        }
        double sum = 0;
        for (int j = 0; j < in.size; j++) {
            double e = Math.exp(z[at + position(t, j, b)] - greatest);
            prediction[position(t, j, b)] = (float) e;
            sum += e;
        }
        for (int j = 0; j < in.size; j++) {
            prediction[position(t, j, b)] /= (float) sum;
        }
    }
}
