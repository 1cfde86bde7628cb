package rnnlab.kernel;

/**
 * y_t = activation(W x_t + b) at every time step; for data without time, T is 1.
 *
 * <p>Parameters: W [units][inputs] and, unless the layer has none, b [units].
 */
public final class Dense implements Layer {
    private final int parameters;
    private final Affine affine;
    private final Activation activation;
    private final Workers workers;
    /** Numbers in one step's output, units*B. */
    private final int block;

    private final Slice y;

    /** @param bias whether there is a b */
    public Dense(int inputs, int units, boolean bias, Activation activation, Capacity capacity) {
        this.parameters = units * (inputs + (bias ? 1 : 0));
        var product = new Affine(inputs, 1, units, capacity);
        this.affine = bias ? product.biasAt(units * inputs) : product;
        this.activation = activation;
        this.workers = capacity.workers();
        this.block = units * capacity.paddedBatch();
        this.y = Slice.of(new float[capacity.steps() * block]);
    }

    @Override
    public int parameters() {
        return parameters;
    }

    @Override
    public void load(Slice parameters) {
        affine.load(parameters);
    }

    @Override
    public void forward(Slice x, int steps) {
        affine.forwardAll(x, y, steps);
        if (activation != Activation.IDENTITY) {
            workers.ranges(steps * block, (from, to) -> activation.apply(y.array(), from, to));
        }
    }

    @Override
    public void backward(Slice x, int steps, Slice dy, Slice gradients, Slice dx) {
        if (activation != Activation.IDENTITY) {
            workers.ranges(
                    steps * block,
                    (from, to) -> activation.derive(y.array(), from, dy.array(), dy.at() + from, to - from));
        }
        affine.gradient(dy, x, steps, gradients);
        if (!dx.isNone()) {
            affine.backwardAll(dy, dx, steps);
        }
    }

    @Override
    public Slice output() {
        return y;
    }
}
