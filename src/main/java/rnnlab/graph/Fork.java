package rnnlab.graph;

import java.util.List;
import java.util.stream.IntStream;
import rnnlab.kernel.Workers;

/** One signal for several readers, which adds up what they say of its gradient: y_i = x; dx = sum of dy_i. */
final class Fork implements Node {

    private final Signal in;
    private final Workers workers;
    final List<Signal> outs;

    Fork(Signal in, int readers, Workers workers) {
        this.workers = workers;
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
        if (!in.gradient.isNone()) {
            workers.ranges(in.length(), this::sum);
        }
    }

    private void sum(int from, int to) {
        float[] sum = in.gradient.array();
        System.arraycopy(outs.get(0).gradient.array(), from, sum, from, to - from);
        for (Signal out : outs.subList(1, outs.size())) {
            float[] gradient = out.gradient.array();
            for (int i = from; i < to; i++) {
                sum[i] += gradient[i];
            }
        }
    }
}
