package rnnlab.graph;

import rnnlab.kernel.Dropout;

/** Dropout between two layers: in training y = x * mask, the mask 0 or 1/keep; otherwise y = x. */
final class DropoutNode implements Node {

    private static final long APART = 0x9E3779B97F4A7C15L;

    private final Signal in;
    final Signal out;
    private final double keep;
    private final int layer;
    private final float[] mask;

    /** @param layer a number that no other dropout of the network has */
    DropoutNode(String name, Signal in, double keep, int layer, boolean training) {
        this.in = in.take();
        this.keep = keep;
        this.layer = layer;
        this.out = in.next(name, in.size, in.sequence, false, training).allocate();
        this.mask = training ? new float[out.value.length] : null;
    }

    @Override
    public void forward(Pass pass) {
        out.follow(in);
        int length = in.steps * in.block();
        if (pass.training()) {
            Dropout.fill(pass.seed() + layer * APART, pass.step(), keep, mask, 0, length);
            Dropout.multiply(in.value, in.at, mask, 0, out.value, 0, length);
        } else {
            System.arraycopy(in.value, in.at, out.value, 0, length);
        }
    }

    @Override
    public void backward(Pass pass) {
        if (in.gradient != null) {
            Dropout.multiply(out.gradient, 0, mask, 0, in.gradient, 0, in.steps * in.block());
        }
    }
}
