package rnnlab.graph;

import java.util.Arrays;
import java.util.List;
import rnnlab.kernel.Slice;
import rnnlab.network.Shape;

/**
 * The numbers that one node gives to the next: values [T][size][B] and, in training, the gradient of the loss by them.
 * B is the batch padded to whole vectors; T is 1 for data without time.
 */
public final class Signal {

    final String name;
    /** Numbers a time step, and whether there is a time axis. */
    final Shape shape;

    final int size;
    final int capacity;
    final int paddedBatch;
    /** Whether anything before this signal learns now, so that its gradient is wanted. */
    final boolean learned;

    /** Values, [T][size][B]. */
    Slice value = Slice.NONE;
    /** The loss's gradient by the values, likewise; none when it is not wanted. */
    final Slice gradient;
    /** Time steps of the pass under way. */
    int steps;
    /** 1 for a valid step, 0 for padding, [T][B]; null for no mask. */
    float[] mask;

    private boolean taken;

    /**
     * @param name what to call it in messages
     * @param capacity the largest number of time steps
     */
    Signal(String name, Shape shape, int capacity, int paddedBatch, boolean learned) {
        this.name = name;
        this.shape = shape;
        this.size = shape.size();
        this.capacity = capacity;
        this.paddedBatch = paddedBatch;
        this.learned = learned;
        this.gradient = learned ? Slice.of(new float[capacity * block()]) : Slice.NONE;
    }

    /** A signal of another shape after this one. */
    Signal next(String name, Shape shape, boolean learns) {
        return new Signal(name, shape, shape.sequence() ? capacity : 1, paddedBatch, learned || learns);
    }

    /** With values of its own. */
    Signal allocate() {
        value = Slice.of(new float[capacity * block()]);
        return this;
    }

    /** Numbers in one time step, size*B. */
    int block() {
        return size * paddedBatch;
    }

    /** Numbers of the pass under way. */
    int length() {
        return steps * block();
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

    /** As the signals before, which must be equally long; the first mask among them holds. */
    void follow(List<Signal> before) {
        follow(before.get(0));
        for (Signal in : before) {
            if (in.steps != steps) {
                throw new IllegalArgumentException(name + ": " + before.get(0).name + " has " + steps + " time steps, "
                        + in.name + " has " + in.steps + "; they must be equal");
            }
            if (mask == null) {
                mask = in.mask;
            }
        }
    }

    /** The same numbers as another signal, where they are. */
    void share(Signal before) {
        value = before.value;
        follow(before);
    }

    void clearGradient() {
        Arrays.fill(gradient.array(), 0, length(), 0f);
    }
}
