package rnnlab.graph;

import rnnlab.kernel.Activation;

/** A function of each number, as a layer of its own. */
final class ActivationNode implements Node {

    private final Signal in;
    private final Activation function;
    final Signal out;

    ActivationNode(String name, Signal in, Activation function, boolean training) {
        this.in = in.take();
        this.function = function;
        this.out = in.next(name, in.size, in.sequence, false, training).allocate();
    }

    @Override
    public void forward(Pass pass) {
        out.follow(in);
        System.arraycopy(in.value, in.at, out.value, 0, in.steps * in.block());
        function.apply(out.value, 0, in.steps * in.size * in.paddedBatch);
    }

    @Override
    public void backward(Pass pass) {
        if (in.gradient != null) {
            function.derive(out.value, 0, out.gradient, 0, in.gradient, 0, in.steps * in.size * in.paddedBatch);
        }
    }
}
