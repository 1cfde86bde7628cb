package rnnlab.graph;

import java.util.Arrays;
import rnnlab.kernel.LossWeights;
import rnnlab.kernel.Slice;

/**
 * Where the network's prediction is compared with what it should have been. The loss is the mean over the batch and the
 * time steps that no mask hides.
 */
public abstract class GraphOutput {

    final Signal in;
    /** What counts: 1 or 0 (or a weight) for each step of each example, [T][B]; 0 in the columns without an example. */
    private final float[] weights;

    GraphOutput(Signal in) {
        this.in = in.take();
        this.weights = new float[in.capacity * in.paddedBatch];
    }

    /** What messages call it. */
    public String name() {
        return in.name;
    }

    /** Numbers a time step. */
    public int size() {
        return in.size;
    }

    /** Whether there is a time axis. */
    public final boolean sequence() {
        return in.shape.sequence();
    }

    /** Time steps of the last pass. */
    public final int steps() {
        return in.steps;
    }

    /** The array to fill with a label mask [T][B] before {@link #count}. */
    public final float[] weights() {
        return weights;
    }

    /** Whether the labels are indices of classes; otherwise they are numbers. */
    public abstract boolean wantsIndices();

    /** The array to fill with numbers, [T][size][B]. */
    public abstract float[] targets();

    /** The array to fill with classes, [T][B]. */
    public abstract int[] classes();

    /**
     * Makes room for labels of so many steps.
     *
     * @throws IllegalArgumentException when they are not those of the prediction, and must be
     */
    public void room(int steps) {
        if (steps != in.steps) {
            throw new IllegalArgumentException(
                    "layer \"" + name() + "\" predicts " + in.steps + " time steps, the labels have " + steps);
        }
    }

    /**
     * Prepares the weights for a batch.
     *
     * @param batch number of examples; the columns above do not count
     * @param masked whether {@link #weights} was filled; else the mask of the features counts, where one reaches the
     *     output
     */
    public void prepare(int batch, boolean masked) {
        float[] mask = in.mask;
        for (int t = 0; t < in.steps; t++) {
            int row = t * in.paddedBatch;
            if (!masked && mask != null) {
                System.arraycopy(mask, row, weights, row, batch);
            } else if (!masked) {
                Arrays.fill(weights, row, row + batch, 1);
            }
            Arrays.fill(weights, row + batch, row + in.paddedBatch, 0);
        }
        if (wantsIndices()) {
            skipNone(batch);
        }
    }

    /** A label that is a vector of zeros (class -1) says nothing, so its step does not count. */
    void skipNone(int batch) {
        int[] classes = classes();
        for (int t = 0; t < in.steps; t++) {
            for (int i = t * in.paddedBatch; i < t * in.paddedBatch + batch; i++) {
                weights[i] = classes[i] < 0 ? 0 : weights[i];
            }
        }
    }

    /** What the loss's sum is divided by: the sum of the weights of all steps. */
    public double count() {
        double count = 0;
        for (int i = 0; i < in.steps * in.paddedBatch; i++) {
            count += weights[i];
        }
        return count;
    }

    /**
     * The sum of the losses of the last forward pass, each times its weight; when training, also writes the gradient of
     * the input, times {@code scale}.
     */
    final double sum(Pass pass, float scale) {
        return sum(pass, new LossWeights(weights, in.steps, in.paddedBatch, scale));
    }

    /** Takes over its parameters, if it has any, from the network's vector. */
    void load(float[] parameters) {}

    abstract double sum(Pass pass, LossWeights count);

    /** Where the gradient of the input goes: nowhere unless this is training. */
    final Slice gradient(Pass pass) {
        return pass.training() ? in.gradient : Slice.NONE;
    }

    /** The prediction of the last forward pass, [T][size][B]; the next pass overwrites it. */
    public abstract float[] prediction();
}
