package rnnlab.kernel;

/**
 * What an optimiser reads and writes: four arrays, the same places in each.
 *
 * @param w parameters
 * @param g their gradient
 * @param first what the optimiser remembers of earlier gradients; empty where it remembers nothing
 * @param second its second memory, likewise
 */
public record OptimiserState(float[] w, float[] g, float[] first, float[] second) {}
