package rnnlab.network;

/** What compares a prediction y with its target q, at each time step of each example unless it says otherwise. */
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
    SOFTMAX_CROSS_ENTROPY,
    /**
     * -ln of the probability of a sequence of symbols, p = softmax(y) at each step, over all ways of laying it along
     * the steps; class 0 is the blank. Not of each step: of each example.
     */
    CONNECTIONIST_TEMPORAL
}
