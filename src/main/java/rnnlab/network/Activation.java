package rnnlab.network;

/** The function at a unit's output. */
public enum Activation {
    /** y = z */
    IDENTITY,
    /** y = tanh z */
    TANH,
    /** y = 1 / (1 + exp(-z)) */
    SIGMOID,
    /** y = max(z, 0) */
    RELU
}
