package rnnlab.graph;

/**
 * How one attention layer weighs its keys, for one query of one example.
 *
 * @param layer its name
 * @param self whether the keys are steps of the same sequence as the queries
 * @param weights [heads][Tk]
 */
public record AttentionWeights(String layer, boolean self, float[][] weights) {}
