package rnnlab.graph;

import java.util.List;
import rnnlab.network.Layer.Combination;

/** Signals of one size put together number by number: their sum, mean, difference or product. */
final class Combine implements Node {

    private final Combination how;
    private final List<Signal> ins;
    final Signal out;

    Combine(String name, Combination how, List<Signal> ins, boolean training) {
        this.how = how;
        this.ins = ins;
        ins.forEach(Signal::take);
        boolean learned = ins.stream().anyMatch(in -> in.learned);
        Signal first = ins.get(0);
        this.out =
                first.next(name, first.size, first.sequence, learned, training).allocate();
    }

    @Override
    public void forward(Pass pass) {
        Merge.follow(ins, out);
        int length = out.steps * out.block();
        Signal first = ins.get(0);
        System.arraycopy(first.value, first.at, out.value, 0, length);
        for (Signal in : ins.subList(1, ins.size())) {
            float[] x = in.value;
            float[] y = out.value;
            int at = in.at;
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
                case CONCATENATE -> throw new IllegalStateException("Merge does that");
            }
        }
        if (how == Combination.AVERAGE) {
            scale(out.value, length, 1f / ins.size());
        }
    }

    @Override
    public void backward(Pass pass) {
        int length = out.steps * out.block();
        for (int i = 0; i < ins.size(); i++) {
            float[] gradient = ins.get(i).gradient;
            if (gradient == null) {
                continue;
            }
            System.arraycopy(out.gradient, 0, gradient, 0, length);
            switch (how) {
                case ADD -> {}
                case AVERAGE -> scale(gradient, length, 1f / ins.size());
                case SUBTRACT -> {
                    if (i > 0) {
                        scale(gradient, length, -1);
                    }
                }
                case PRODUCT -> {
                    Signal other = ins.get(1 - i);
                    for (int k = 0; k < length; k++) {
                        gradient[k] *= other.value[other.at + k];
                    }
                }
                case CONCATENATE -> throw new IllegalStateException("Merge does that");
            }
        }
    }

    private static void scale(float[] x, int length, float factor) {
        for (int i = 0; i < length; i++) {
            x[i] *= factor;
        }
    }
}
