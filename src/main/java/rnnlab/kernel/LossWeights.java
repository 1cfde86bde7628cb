package rnnlab.kernel;

/**
 * How much each time step of each example counts in a loss.
 *
 * @param weights [T][B], mostly 1; 0 for a step that does not count, and in the columns above the batch
 * @param steps the time steps, T
 * @param paddedBatch the columns, B
 * @param scale what gradients are multiplied by: 1 by the sum of the weights, for a mean
 */
public record LossWeights(float[] weights, int steps, int paddedBatch, float scale) {
    /** The same for a loss that is multiplied by {@code factor}. */
    public LossWeights times(float factor) {
        return new LossWeights(weights, steps, paddedBatch, scale * factor);
    }
}
