package rnnlab.graph;

/**
 * The last time step that no mask hides: y = x_T. For a layer that reads backwards, its own last step is the first in time:
 * {@code backwards} takes that one.
 */
final class LastStep implements Node {

    private final Signal in;
    /** Has the mask that decides which step is the last. */
    private final Signal masked;

    private final boolean backwards;
    final Signal out;

    LastStep(String name, Signal in, Signal masked, boolean backwards, boolean training) {
        this.in = in.take();
        this.masked = masked;
        this.backwards = backwards;
        this.out = in.next(name, in.size, false, false, training).allocate();
    }

    @Override
    public void forward(Pass pass) {
        out.steps = 1;
        if (masked.mask == null) {
            System.arraycopy(in.value, in.at + last() * in.block(), out.value, 0, in.block());
            return;
        }
        if (masked.steps != in.steps) {
            throw new IllegalArgumentException(out.name + ": the mask of " + masked.name + " has " + masked.steps
                    + " time steps, " + in.name + " has " + in.steps + "; they must be equal");
        }
        for (int b = 0; b < in.paddedBatch; b++) {
            int from = in.at + last(b) * in.block() + b;
            for (int i = b; i < in.block(); i += in.paddedBatch, from += in.paddedBatch) {
                out.value[i] = in.value[from];
            }
        }
    }

    @Override
    public void backward(Pass pass) {
        if (in.gradient == null) {
            return;
        }
        in.clearGradient();
        if (masked.mask == null) {
            System.arraycopy(out.gradient, 0, in.gradient, last() * in.block(), in.block());
            return;
        }
        for (int b = 0; b < in.paddedBatch; b++) {
            int to = last(b) * in.block() + b;
            for (int i = b; i < in.block(); i += in.paddedBatch, to += in.paddedBatch) {
                in.gradient[to] = out.gradient[i];
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
