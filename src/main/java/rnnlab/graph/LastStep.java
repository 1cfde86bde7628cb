package rnnlab.graph;

import rnnlab.network.Shape;

/**
 * The last time step that no mask hides: y = x_T. For a layer that reads backwards, its own last step is the first in
 * time: {@code backwards} takes that one.
 */
final class LastStep implements Node {

    private final Signal in;
    /** Has the mask that decides which step is the last. */
    private final Signal masked;

    private final boolean backwards;
    final Signal out;

    LastStep(String name, Signal in, Signal masked, boolean backwards) {
        this.in = in.take();
        this.masked = masked;
        this.backwards = backwards;
        this.out = in.next(name, new Shape(in.size, false), false).allocate();
    }

    @Override
    public void forward(Pass pass) {
        out.steps = 1;
        float[] x = in.value.array();
        float[] y = out.value.array();
        if (masked.mask == null) {
            System.arraycopy(x, in.value.at() + last() * in.block(), y, 0, in.block());
            return;
        }
        if (masked.steps != in.steps) {
            throw new IllegalArgumentException(out.name + ": the mask of " + masked.name + " has " + masked.steps
                    + " time steps, " + in.name + " has " + in.steps + "; they must be equal");
        }
        for (int b = 0; b < in.paddedBatch; b++) {
            int from = in.value.at() + last(b) * in.block() + b;
            for (int i = b; i < in.block(); i += in.paddedBatch, from += in.paddedBatch) {
                y[i] = x[from];
            }
        }
    }

    @Override
    public void backward(Pass pass) {
        if (in.gradient.isNone()) {
            return;
        }
        in.clearGradient();
        float[] dx = in.gradient.array();
        float[] dy = out.gradient.array();
        if (masked.mask == null) {
            System.arraycopy(dy, 0, dx, last() * in.block(), in.block());
            return;
        }
        for (int b = 0; b < in.paddedBatch; b++) {
            int to = last(b) * in.block() + b;
            for (int i = b; i < in.block(); i += in.paddedBatch, to += in.paddedBatch) {
                dx[to] = dy[i];
            }
        }
    }

    private int last() {
        return backwards ? 0 : in.steps - 1;
    }

    /** The last valid step of one example; the last of all when every step is masked. */
    private int last(int b) {
        for (int s = 0; s < in.steps; s++) {
            int t = backwards ? s : in.steps - 1 - s;
            if (masked.mask[t * in.paddedBatch + b] != 0) {
                return t;
            }
        }
        return last();
    }
}
