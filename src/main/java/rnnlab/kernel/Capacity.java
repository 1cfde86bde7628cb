package rnnlab.kernel;

/**
 * What a layer is made for: it allocates its arrays once, for as many numbers, and nothing later.
 *
 * @param steps the most time steps of a call
 * @param paddedBatch the columns of all arrays: {@link Vectors#pad} of the batch
 * @param workers the threads that share out its work
 */
public record Capacity(int steps, int paddedBatch, Workers workers) {}
