package rnnlab.graph;

import rnnlab.kernel.Activation;

/** A function of each number, as a layer of its own. */
final class ActivationNode implements Node {

    private final Signal in;
    private final Activation function;
    final Signal out;

    ActivationNode(String name, Signal in, Activation function) {
        this.in = in.take();
        this.function = function;
        this.out = in.next(name, in.shape, false).allocate();
    }

    @Override
    public void forward(Pass pass) {
        out.follow(in);
        System.arraycopy(in.value.array(), in.value.at(), out.value.array(), 0, in.length());
        function.apply(out.value.array(), 0, in.length());
    }

    @Override
    public void backward(Pass pass) {
        if (!in.gradient.isNone()) {
            System.arraycopy(out.gradient.array(), 0, in.gradient.array(), 0, in.length());
            function.derive(out.value.array(), 0, in.gradient.array(), 0, in.length());
        }
    }
}
