package rnnlab.graph;

import rnnlab.network.Activation;
import rnnlab.network.Layer;

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

    /** The kernels' comparison of queries and keys. */
    public static rnnlab.kernel.Attention.Score of(Layer.Score score) {
        return switch (score) {
            case DOT -> rnnlab.kernel.Attention.Score.DOT;
            case SCALED_DOT -> rnnlab.kernel.Attention.Score.SCALED_DOT;
            case ADDITIVE -> rnnlab.kernel.Attention.Score.ADDITIVE;
        };
    }
}
