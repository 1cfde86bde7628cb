package rnnlab.graph;

import rnnlab.network.Activation;

/** What computes the functions that a description names. */
public final class KernelFunction {

    private KernelFunction() {}

    /** The kernels' function. */
    public static rnnlab.kernel.Activation of(Activation function) {
        return switch (function) {
            case IDENTITY -> rnnlab.kernel.Activation.IDENTITY;
            case TANH -> rnnlab.kernel.Activation.TANH;
            case SIGMOID -> rnnlab.kernel.Activation.SIGMOID;
            case RELU -> rnnlab.kernel.Activation.RELU;
        };
    }
}
