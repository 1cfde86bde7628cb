package rnnlab.kernel;

/**
 * A layer over whole sequences, [T][inputs][B] to [T][units][B], with B = {@link Vectors#pad}(batch).
 *
 * <p>One step of training calls {@link #load}, {@link #forward} and {@link #backward} in this order. A layer allocates its
 * arrays when it is made, for at most {@code capacity} time steps, and nothing later.
 */
public interface Layer {
    /** The number of its parameters: they lie together in the flat array. */
    int parameters();

    /** Takes over the parameters params[at ... at + parameters()); to be called again after they changed. */
    void load(float[] params, int at);

    /** Computes the output for the first {@code steps} time steps of x[xAt ...), [T][inputs][B]. */
    void forward(float[] x, int xAt, int steps);

    /** The array that holds the output, [T][units][B] from {@link #outputAt}; the next forward call overwrites it. */
    float[] output();

    /** Where the output of the first time step begins in {@link #output}. */
    int outputAt();

    /**
     * Adds the gradient of the parameters to gradients[at ...) and, if {@code dx} is not null, writes the gradient of the input
     * to dx[dxAt ...).
     *
     * @param x the input of the last forward call, which must not have changed since
     * @param dy the gradient of the output, [T][units][B]; columns above the batch must be zero. Dense layers overwrite it.
     */
    void backward(float[] x, int xAt, int steps, float[] dy, int dyAt, float[] gradients, int at, float[] dx, int dxAt);
}
