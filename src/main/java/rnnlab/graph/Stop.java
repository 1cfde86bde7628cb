package rnnlab.graph;

/** The same signal, behind which no gradient goes back: y = x; dx = 0. */
final class Stop implements Node {

    private final Signal in;
    final Signal out;

    Stop(Signal in) {
        this.in = in.take();
        this.out = new Signal(in.name, in.size, in.capacity, in.paddedBatch, in.sequence, false, false);
    }

    @Override
    public void forward(Pass pass) {
        out.value = in.value;
        out.at = in.at;
        out.follow(in);
    }

    @Override
    public void backward(Pass pass) {
        in.clearGradient();
    }
}
