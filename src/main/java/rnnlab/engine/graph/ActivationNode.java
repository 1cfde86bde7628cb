package rnnlab.engine.graph;

import rnnlab.engine.kernel.Activation;

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
        for (int i = 0; i < in.steps * in.block(); i++) {
            double z = in.value[in.at + i];
            out.value[i] = (float)
                    switch (function) {
                        case IDENTITY -> z;
                        case TANH -> Math.tanh(z);
                        case SIGMOID -> 1 / (1 + Math.exp(-z));
                        case RELU -> Math.max(z, 0);
                    };
        }
    }

    @Override
    public void backward(Pass pass) {
        if (in.gradient == null) {
            return;
        }
        for (int i = 0; i < in.steps * in.block(); i++) {
            float y = out.value[i];
            in.gradient[i] = out.gradient[i]
                    * switch (function) {
                        case IDENTITY -> 1;
                        case TANH -> 1 - y * y;
                        case SIGMOID -> y * (1 - y);
                        case RELU -> y > 0 ? 1 : 0;
                    };
        }
    }
}
