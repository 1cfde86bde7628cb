package rnnlab.graph;

import java.util.Arrays;

/**
 * The numbers that one node gives to the next: values [T][size][B] and, in training, the gradient of the loss by them. B is the
 * batch padded to whole vectors; T is 1 for data without time.
 */
public final class Signal {

    final String name;
    final int size;
    final int capacity;
    final int paddedBatch;
    /** Whether the numbers have a time axis. */
    final boolean sequence;
    /** Whether anything before this signal learns, so that its gradient is wanted. */
    final boolean learned;

    /** Values [T][size][B], from index {@link #at}. */
    float[] value;

    int at;
    /** The loss's gradient by the values, [T][size][B] from index 0; null when it is not wanted. */
    float[] gradient;
    /** Time steps of the pass under way. */
    int steps;
    /** 1 for a valid step, 0 for padding, [T][B]; null for no mask. */
    float[] mask;

    private boolean taken;

    /**
     * @param name what to call it in messages
     * @param size numbers a time step
     * @param capacity the largest number of time steps
     */
    Signal(String name, int size, int capacity, int paddedBatch, boolean sequence, boolean learned, boolean training) {
        this.name = name;
        this.size = size;
        this.capacity = capacity;
        this.paddedBatch = paddedBatch;
        this.sequence = sequence;
        this.learned = learned;
        if (learned && training) {
            gradient = new float[capacity * size * paddedBatch];
        }
    }

    /** A signal of another size after this one, with values of its own. */
    Signal next(String name, int size, boolean sequence, boolean learns, boolean training) {
        int steps = sequence ? capacity : 1;
        return new Signal(name, size, steps, paddedBatch, sequence, learned || learns, training);
    }

    Signal allocate() {
        value = new float[capacity * size * paddedBatch];
        return this;
    }

    /** Numbers in one time step, size*B. */
    int block() {
        return size * paddedBatch;
    }

    /** Marks the signal as read by a node; a second reader is a mistake of whoever builds the graph. */
    Signal take() {
        if (taken) {
            throw new IllegalStateException("signal " + name + " is read by two nodes without a Fork");
        }
        taken = true;
        return this;
    }

    /** As the signal before: its number of steps and its mask. */
    void follow(Signal before) {
        steps = before.steps;
        mask = before.mask;
    }

    void clearGradient() {
        Arrays.fill(gradient, 0, steps * block(), 0f);
    }

    /** What the signal holds per time step. */
    public int size() {
        return size;
    }

    /** Whether it has a time axis. */
    public boolean sequence() {
        return sequence;
    }
}
