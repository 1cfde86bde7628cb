package rnnlab.graph;

import java.util.List;
import rnnlab.kernel.Slice;
import rnnlab.network.Layer.Combination;

/** Signals of one size put together number by number: their sum, mean, difference or product. */
final class Combine implements Node {

    private final Combination how;
    private final List<Signal> ins;
    final Signal out;

    Combine(String name, Combination how, List<Signal> ins) {
        this.how = how;
        this.ins = ins;
        ins.forEach(Signal::take);
        boolean learned = ins.stream().anyMatch(in -> in.learned);
        this.out = ins.get(0).next(name, ins.get(0).shape, learned).allocate();
    }

    @Override
    public void forward(Pass pass) {
        out.follow(ins);
        int length = out.length();
        Slice first = ins.get(0).value;
        float[] y = out.value.array();
        System.arraycopy(first.array(), first.at(), y, 0, length);
        for (Signal in : ins.subList(1, ins.size())) {
            float[] x = in.value.array();
            int at = in.value.at();
            switch (how) {
                case ADD, AVERAGE -> {
                    for (int i = 0; i < length; i++) {
                        y[i] += x[at + i];
                    }
                }
                case SUBTRACT -> {
                    for (int i = 0; i < length; i++) {
                        y[i] -= x[at + i];
                    }
                }
                case PRODUCT -> {
                    for (int i = 0; i < length; i++) {
                        y[i] *= x[at + i];
                    }
                }
                case CONCATENATE -> throw new IllegalStateException("Concatenate does that");
            }
        }
        if (how == Combination.AVERAGE) {
            scale(y, length, 1f / ins.size());
        }
    }

    @Override
    public void backward(Pass pass) {
        int length = out.length();
        for (int i = 0; i < ins.size(); i++) {
            if (ins.get(i).gradient.isNone()) {
                continue;
            }
            float[] gradient = ins.get(i).gradient.array();
            System.arraycopy(out.gradient.array(), 0, gradient, 0, length);
            switch (how) {
                case ADD -> {}
                case AVERAGE -> scale(gradient, length, 1f / ins.size());
                case SUBTRACT -> {
                    if (i > 0) {
                        scale(gradient, length, -1);
                    }
                }
                case PRODUCT -> {
                    float[] other = ins.get(1 - i).value.array();
                    int at = ins.get(1 - i).value.at();
                    for (int k = 0; k < length; k++) {
                        gradient[k] *= other[at + k];
                    }
                }
                case CONCATENATE -> throw new IllegalStateException("Concatenate does that");
            }
        }
    }

    private static void scale(float[] x, int length, float factor) {
        for (int i = 0; i < length; i++) {
            x[i] *= factor;
        }
    }
}
