package rnnlab.graph;

import java.util.Arrays;

/** The same numbers at each time step of another signal: y_t = x; dx = sum over t of dy_t. */
final class Repeat implements Node {

    private final Signal in;
    private final Signal like;
    final Signal out;

    /** @param like gives the number of time steps and the mask; it is not read otherwise */
    Repeat(String name, Signal in, Signal like, boolean training) {
        this.in = in.take();
        this.like = like;
        this.out = new Signal(name, in.size, like.capacity, in.paddedBatch, true, in.learned, training).allocate();
    }

    @Override
    public void forward(Pass pass) {
        out.follow(like);
        for (int t = 0; t < out.steps; t++) {
            System.arraycopy(in.value, in.at, out.value, t * in.block(), in.block());
        }
    }

    @Override
    public void backward(Pass pass) {
        if (in.gradient == null) {
            return;
        }
        Arrays.fill(in.gradient, 0, in.block(), 0f);
        for (int t = 0; t < out.steps; t++) {
            for (int i = 0; i < in.block(); i++) {
                in.gradient[i] += out.gradient[t * in.block() + i];
            }
        }
    }
}
