package rnnlab.kernel;

/**
 * y_t = activation(W x_t + b) at every time step; for data without time, T is 1.
 *
 * <p>Parameters: W [units][inputs] and, unless the layer has none, b [units].
 */
public final class Dense implements Layer {
    private final Affine affine;
    private final boolean bias;
    private final Activation activation;
    private final float[] y;

    public Dense(int inputs, int units, Activation activation, int capacity, int paddedBatch, Workers workers) {
        this(inputs, units, true, activation, capacity, paddedBatch, workers);
    }

    /**
     * @param bias whether there is a b
     * @param capacity the most time steps of a call
     * @param paddedBatch {@link Vectors#pad} of the batch
     */
    public Dense(
            int inputs,
            int units,
            boolean bias,
            Activation activation,
            int capacity,
            int paddedBatch,
            Workers workers) {
        this.bias = bias;
        this.affine = new Affine(inputs, 1, units, capacity, paddedBatch, workers);
        this.activation = activation;
        this.y = new float[capacity * units * paddedBatch];
    }

    @Override
    public int parameters() {
        return affine.units * (affine.inputs + (bias ? 1 : 0));
    }

    @Override
    public void load(float[] params, int at) {
        affine.load(params, at, biasAt(at));
    }

    @Override
    public void forward(float[] x, int xAt, int steps) {
        affine.forwardAll(x, xAt, y, 0, steps);
        activation.apply(y, 0, steps * affine.units * affine.paddedBatch);
    }

    @Override
    public void backward(
            float[] x, int xAt, int steps, float[] dy, int dyAt, float[] gradients, int at, float[] dx, int dxAt) {
        activation.derive(y, 0, dy, dyAt, dy, dyAt, steps * affine.units * affine.paddedBatch);
        affine.gradient(dy, dyAt, x, xAt, steps, gradients, at, biasAt(at));
        if (dx != null) {
            affine.backwardAll(dy, dyAt, dx, dxAt, steps);
        }
    }

    private int biasAt(int at) {
        return bias ? at + affine.units * affine.inputs : -1;
    }

    @Override
    public float[] output() {
        return y;
    }

    @Override
    public int outputAt() {
        return 0;
    }
}
