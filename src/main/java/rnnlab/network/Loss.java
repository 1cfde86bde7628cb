package rnnlab.network;

/** What compares a prediction y with its target q, at each time step of each example. */
public enum Loss {
    /** Mean over the units of (y - q)². */
    MEAN_SQUARED_ERROR,
    /** Mean over the units of |y - q|. */
    MEAN_ABSOLUTE_ERROR,
    /** Sum over the units of (y - q)². */
    SQUARED_ERROR,
    /** Sum over the units of |y - q|. */
    ABSOLUTE_ERROR,
    /** Sum over the units of -q ln p - (1 - q) ln(1 - p), with p = 1 / (1 + exp(-y)): each unit says yes or no. */
    SIGMOID_CROSS_ENTROPY,
    /** -sum of q_i ln p_i, with p = softmax(y): one class out of many. */
    SOFTMAX_CROSS_ENTROPY
}
