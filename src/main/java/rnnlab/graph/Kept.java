package rnnlab.graph;

/**
 * A signal that was computed once, before another input is read step by step; its columns may be put in another order.
 */
final class Kept implements Carrying {

    private final Signal in;
    private final float[] mask;
    final Signal out;

    Kept(Signal in) {
        this.in = in.take();
        this.out = in.next(in.name, in.shape, false).allocate();
        this.mask = new float[in.capacity * in.paddedBatch];
    }

    @Override
    public void forward(Pass pass) {
        out.follow(in);
        System.arraycopy(in.value.array(), in.value.at(), out.value.array(), 0, in.length());
        if (in.mask != null) {
            System.arraycopy(in.mask, 0, mask, 0, in.steps * in.paddedBatch);
            out.mask = mask;
        }
    }

    @Override
    public void backward(Pass pass) {
        throw new IllegalStateException("nothing is learned step by step");
    }

    /** It is the same at each step. */
    @Override
    public void carry(boolean keep) {}

    @Override
    public void take(Carrying before, int[] from) {
        var of = (Kept) before;
        Signal theirs = of.out;
        out.steps = theirs.steps;
        Carrying.columns(
                theirs.value.array(),
                theirs.paddedBatch,
                out.value.array(),
                out.paddedBatch,
                out.steps * out.size,
                from);
        out.mask = theirs.mask == null ? null : mask;
        if (out.mask != null) {
            Carrying.columns(of.mask, theirs.paddedBatch, mask, out.paddedBatch, out.steps, from);
        }
    }
}
