package rnnlab.graph;

/** The same signal, behind which no gradient goes back: y = x; dx = 0. */
final class StopGradient implements Node {

    private final Signal in;
    final Signal out;

    StopGradient(Signal in) {
        this.in = in.take();
        this.out = new Signal(in.name, in.shape, in.capacity, in.paddedBatch, false);
    }

    @Override
    public void forward(Pass pass) {
        out.share(in);
    }

    @Override
    public void backward(Pass pass) {
        in.clearGradient();
    }
}
