package rnnlab.graph;

import rnnlab.kernel.Dropout;

/** Dropout between two layers: in training y = x * mask, the mask 0 or 1/keep; otherwise y = x. */
final class DropoutNode implements Node {

    private static final long APART = 0x9E3779B97F4A7C15L;

    private final Signal in;
    final Signal out;
    private final Dropout dropout;
    private final int layer;
    private final float[] mask;

    /** @param layer a number that no other dropout of the network has */
    DropoutNode(String name, Signal in, double keep, int layer, boolean training) {
        this.in = in.take();
        this.dropout = new Dropout(keep);
        this.layer = layer;
        this.out = in.next(name, in.shape, false).allocate();
        this.mask = training ? new float[in.capacity * in.block()] : null;
    }

    @Override
    public void forward(Pass pass) {
        out.follow(in);
        if (pass.training()) {
            dropout.fill(mask, in.length(), pass.seed() + layer * APART, pass.step());
            Dropout.multiply(in.value, mask, out.value, in.length());
        } else {
            System.arraycopy(in.value.array(), in.value.at(), out.value.array(), 0, in.length());
        }
    }

    @Override
    public void backward(Pass pass) {
        if (!in.gradient.isNone()) {
            Dropout.multiply(out.gradient, mask, in.gradient, in.length());
        }
    }
}
