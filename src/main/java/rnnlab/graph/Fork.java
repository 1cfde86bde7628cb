package rnnlab.graph;

import java.util.List;
import java.util.stream.IntStream;

/** Several signals with the same values: y_i = x; dx = sum of dy_i. */
final class Fork implements Node {

    private final Signal in;
    final List<Signal> outs;

    Fork(Signal in, int readers, boolean training) {
        this.in = in.take();
        this.outs = IntStream.range(0, readers)
                .mapToObj(i -> in.next(in.name, in.size, in.sequence, false, training))
                .toList();
    }

    @Override
    public void forward(Pass pass) {
        for (Signal out : outs) {
            out.value = in.value;
            out.at = in.at;
            out.follow(in);
        }
    }

    @Override
    public void backward(Pass pass) {
        if (in.gradient == null) {
            return;
        }
        int length = in.steps * in.block();
        System.arraycopy(outs.get(0).gradient, 0, in.gradient, 0, length);
        for (Signal out : outs.subList(1, outs.size())) {
            for (int i = 0; i < length; i++) {
                in.gradient[i] += out.gradient[i];
            }
        }
    }
}
