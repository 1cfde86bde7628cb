package rnnlab.graph;

import java.util.List;

/** The units of several signals side by side: y = [x_1; x_2; ...] at each time step. */
final class Merge implements Node {

    private final List<Signal> ins;
    final Signal out;

    Merge(String name, List<Signal> ins, boolean training) {
        this.ins = ins;
        ins.forEach(Signal::take);
        boolean learned = ins.stream().anyMatch(in -> in.learned);
        int size = ins.stream().mapToInt(in -> in.size).sum();
        Signal first = ins.get(0);
        this.out = first.next(name, size, first.sequence, learned, training).allocate();
    }

    @Override
    public void forward(Pass pass) {
        follow(ins, out);
        int to = 0;
        for (int t = 0; t < out.steps; t++) {
            for (Signal in : ins) {
                System.arraycopy(in.value, in.at + t * in.block(), out.value, to, in.block());
                to += in.block();
            }
        }
    }

    @Override
    public void backward(Pass pass) {
        int from = 0;
        for (int t = 0; t < out.steps; t++) {
            for (Signal in : ins) {
                if (in.gradient != null) {
                    System.arraycopy(out.gradient, from, in.gradient, t * in.block(), in.block());
                }
                from += in.block();
            }
        }
    }

    /** Signals that meet must be equally long; the first mask among them holds after it. */
    static void follow(List<Signal> ins, Signal out) {
        out.follow(ins.get(0));
        for (Signal in : ins) {
            if (in.steps != out.steps) {
                throw new IllegalArgumentException(out.name + ": " + ins.get(0).name + " has " + out.steps
                        + " time steps, " + in.name + " has " + in.steps + "; they must be equal");
            }
            if (out.mask == null) {
                out.mask = in.mask;
            }
        }
    }
}
