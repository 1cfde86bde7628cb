package rnnlab.graph;

import java.util.List;
import rnnlab.network.Shape;

/** The units of several signals side by side: y = [x_1; x_2; ...] at each time step. */
final class Concatenate implements Node {

    private final List<Signal> ins;
    final Signal out;

    Concatenate(String name, List<Signal> ins) {
        this.ins = ins;
        ins.forEach(Signal::take);
        boolean learned = ins.stream().anyMatch(in -> in.learned);
        Shape shape = ins.get(0).shape.of(ins.stream().mapToInt(in -> in.size).sum());
        this.out = ins.get(0).next(name, shape, learned).allocate();
    }

    @Override
    public void forward(Pass pass) {
        out.follow(ins);
        float[] y = out.value.array();
        int to = 0;
        for (int t = 0; t < out.steps; t++) {
            for (Signal in : ins) {
                System.arraycopy(in.value.array(), in.value.at() + t * in.block(), y, to, in.block());
                to += in.block();
            }
        }
    }

    @Override
    public void backward(Pass pass) {
        float[] dy = out.gradient.array();
        int from = 0;
        for (int t = 0; t < out.steps; t++) {
            for (Signal in : ins) {
                if (!in.gradient.isNone()) {
                    System.arraycopy(dy, from, in.gradient.array(), t * in.block(), in.block());
                }
                from += in.block();
            }
        }
    }
}
