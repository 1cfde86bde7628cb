package rnnlab.engine;

/**
 * How one attention layer weighs its keys for all queries of one example: a heat map for each head.
 *
 * @param layer its name
 * @param weights [heads][Tq][Tk]; each row's sum is 1, and 0 stands where a key may not be seen
 */
public record AttentionMap(String layer, float[][][] weights) {}
