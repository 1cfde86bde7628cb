package rnnlab.graph;

import rnnlab.network.Input;

/**
 * Where a batch of examples enters the network: numbers [T][size][B], or whole numbers [T][B] that an embedding looks
 * up.
 */
public final class GraphInput {

    /** The numbers; for indices it only tells steps and mask. */
    final Signal signal;
    /** The indices, [T][B]; null for an input of numbers. */
    final int[] indices;

    private final float[] maskArray;
    private int batch;

    GraphInput(Input input, int capacity, int paddedBatch) {
        this.signal = new Signal(input.name(), input.shape(), capacity, paddedBatch, false);
        this.indices = input.indices() ? new int[capacity * paddedBatch] : null;
        this.maskArray = new float[capacity * paddedBatch];
        if (!input.indices()) {
            signal.allocate();
        }
    }

    /** The array to fill with numbers, [T][size][B]. */
    public float[] values() {
        return signal.value.array();
    }

    /** The array to fill with indices, [T][B]; null for an input of numbers. */
    public int[] indices() {
        return indices;
    }

    /** The array to fill with 1 for valid steps and 0 for padding, [T][B], when there is a mask. */
    public float[] mask() {
        return maskArray;
    }

    /** How many time steps of how many examples were filled in, and whether the mask was. */
    public void filled(int steps, int batch, boolean masked) {
        this.batch = batch;
        signal.steps = steps;
        signal.mask = masked ? maskArray : null;
    }

    /** The number of examples. */
    int batch() {
        return batch;
    }

    /** Numbers a time step. */
    public int size() {
        return signal.size;
    }

    /** The largest number of time steps. */
    public int capacity() {
        return signal.capacity;
    }

    /** Whether there is a time axis. */
    public boolean sequence() {
        return signal.shape.sequence();
    }

    /** What messages call it. */
    public String name() {
        return signal.name;
    }
}
