package rnnlab.graph;

import java.util.Arrays;
import rnnlab.network.Shape;

/** The same numbers at each time step of another signal: y_t = x; dx = sum over t of dy_t. */
final class Repeat implements Node {

    private final Signal in;
    private final Signal like;
    final Signal out;

    /** @param like gives the number of time steps and the mask; it is not read otherwise */
    Repeat(String name, Signal in, Signal like) {
        this.in = in.take();
        this.like = like;
        this.out = new Signal(name, new Shape(in.size, true), like.capacity, in.paddedBatch, in.learned).allocate();
    }

    @Override
    public void forward(Pass pass) {
        out.follow(like);
        float[] y = out.value.array();
        for (int t = 0; t < out.steps; t++) {
            System.arraycopy(in.value.array(), in.value.at(), y, t * in.block(), in.block());
        }
    }

    @Override
    public void backward(Pass pass) {
        if (in.gradient.isNone()) {
            return;
        }
        float[] dx = in.gradient.array();
        float[] dy = out.gradient.array();
        int block = in.block();
        Arrays.fill(dx, 0, block, 0f);
        for (int t = 0; t < out.steps; t++) {
            for (int i = 0; i < block; i++) {
                dx[i] += dy[t * block + i];
            }
        }
    }
}
