package rnnlab.graph;

import java.util.List;
import rnnlab.kernel.Slice;
import rnnlab.kernel.Workers;
import rnnlab.network.Layer.Combination;

/** Signals of one size put together number by number: their sum, mean, difference or product. */
final class Combine implements Node {

    private final Combination how;
    private final List<Signal> ins;
    private final Workers workers;
    final Signal out;

    Combine(String name, Combination how, List<Signal> ins, Workers workers) {
        this.workers = workers;
        this.how = how;
        this.ins = ins;
        ins.forEach(Signal::take);
        boolean learned = ins.stream().anyMatch(in -> in.learned);
        this.out = ins.get(0).next(name, ins.get(0).shape, learned).allocate();
    }

    @Override
    public void forward(Pass pass) {
        out.follow(ins);
        workers.ranges(out.length(), this::values);
    }

    private void values(int from, int to) {
        Slice first = ins.get(0).value;
        float[] y = out.value.array();
        System.arraycopy(first.array(), first.at() + from, y, from, to - from);
        for (Signal in : ins.subList(1, ins.size())) {
            float[] x = in.value.array();
            int at = in.value.at();
            switch (how) {
                case ADD, AVERAGE -> {
                    for (int i = from; i < to; i++) {
                        y[i] += x[at + i];
                    }
                }
                case SUBTRACT -> {
                    for (int i = from; i < to; i++) {
                        y[i] -= x[at + i];
                    }
                }
                case PRODUCT -> {
                    for (int i = from; i < to; i++) {
                        y[i] *= x[at + i];
                    }
                }
                case CONCATENATE -> throw new IllegalStateException("Concatenate does that");
            }
        }
        if (how == Combination.AVERAGE) {
            scale(y, from, to, 1f / ins.size());
        }
    }

    @Override
    public void backward(Pass pass) {
        workers.ranges(out.length(), this::slopes);
    }

    private void slopes(int from, int to) {
        for (int i = 0; i < ins.size(); i++) {
            if (ins.get(i).gradient.isNone()) {
                continue;
            }
            float[] gradient = ins.get(i).gradient.array();
            System.arraycopy(out.gradient.array(), from, gradient, from, to - from);
            switch (how) {
                case ADD -> {}
                case AVERAGE -> scale(gradient, from, to, 1f / ins.size());
                case SUBTRACT -> {
                    if (i > 0) {
                        scale(gradient, from, to, -1);
                    }
                }
                case PRODUCT -> {
                    float[] other = ins.get(1 - i).value.array();
                    int at = ins.get(1 - i).value.at();
                    for (int k = from; k < to; k++) {
                        gradient[k] *= other[at + k];
                    }
                }
                case CONCATENATE -> throw new IllegalStateException("Concatenate does that");
            }
        }
    }

    private static void scale(float[] x, int from, int to, float factor) {
        for (int i = from; i < to; i++) {
            x[i] *= factor;
        }
    }
}
