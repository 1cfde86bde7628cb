package rnnlab.kernel;

/**
 * A layer over whole sequences, [T][inputs][B] to [T][units][B], with B = {@link Vectors#pad}(batch).
 *
 * <p>One step of training calls {@link #load}, {@link #forward} and {@link #backward} in this order. A layer allocates
 * its arrays when it is made, for its {@link Capacity}, and nothing later.
 */
public interface Layer {
    /** The number of its parameters: they lie together. */
    int parameters();

    /** Takes over its parameters; to be called again after they changed. */
    void load(Slice parameters);

    /** Computes the output for the first {@code steps} time steps of x, [T][inputs][B]. */
    void forward(Slice x, int steps);

    /** Where the output is, [T][units][B]; the next forward call overwrites it. */
    Slice output();

    /**
     * Adds the gradient of the parameters and, unless {@code dx} is none, writes the gradient of the input.
     *
     * @param x the input of the last forward call, which must not have changed since
     * @param dy the gradient of the output, [T][units][B]; columns above the batch must be zero. Dense layers overwrite
     *     it.
     * @param gradients of the parameters, in their order
     * @param dx the gradient of the input, [T][inputs][B]
     */
    void backward(Slice x, int steps, Slice dy, Slice gradients, Slice dx);
}
