package rnnlab.kernel;

/** One step of a {@link SimpleRnn} for one sequence: vectors run along the units. Same parameters, same equation. */
public final class SimpleRnnCell {
    private final int inputs;
    private final int units;
    private final Activation activation;
    private final SingleProduct input;
    private final SingleProduct recurrent;
    private final float[] sum;
    private float[] params;
    private int biasAt;

    public SimpleRnnCell(int inputs, int units, Activation activation, Workers workers) {
        this.inputs = inputs;
        this.units = units;
        this.activation = activation;
        this.input = new SingleProduct(inputs, units, workers);
        this.recurrent = new SingleProduct(units, units, workers);
        this.sum = new float[SingleProduct.room(units)];
    }

    /** Takes over the parameters params[at ...), in the order of {@link SimpleRnn}. */
    public void load(float[] params, int at) {
        input.load(params, at, units, 0);
        recurrent.load(params, at + units * inputs, units, 0);
        this.params = params;
        this.biasAt = at + units * (inputs + units);
    }

    /**
     * The next hidden state, in place.
     *
     * @param x the input, at least {@code inputs} numbers
     * @param h the hidden state, {@link Vectors#pad}(units) numbers
     */
    public void step(float[] x, float[] h) {
        input.set(params, biasAt, units, x, sum);
        recurrent.add(h, sum);
        activation.apply(sum, 0, Vectors.pad(units));
        System.arraycopy(sum, 0, h, 0, units);
    }
}
