package rnnlab.graph;

import java.util.List;
import java.util.stream.IntStream;

/** One signal for several readers, which adds up what they say of its gradient: y_i = x; dx = sum of dy_i. */
final class Fork implements Node {

    private final Signal in;
    final List<Signal> outs;

    Fork(Signal in, int readers) {
        this.in = in.take();
        this.outs = IntStream.range(0, readers)
                .mapToObj(i -> in.next(in.name, in.shape, false))
                .toList();
    }

    @Override
    public void forward(Pass pass) {
        for (Signal out : outs) {
            out.share(in);
        }
    }

    @Override
    public void backward(Pass pass) {
        if (in.gradient.isNone()) {
            return;
        }
        float[] sum = in.gradient.array();
        int length = in.length();
        System.arraycopy(outs.get(0).gradient.array(), 0, sum, 0, length);
        for (Signal out : outs.subList(1, outs.size())) {
            float[] gradient = out.gradient.array();
            for (int i = 0; i < length; i++) {
                sum[i] += gradient[i];
            }
        }
    }
}
