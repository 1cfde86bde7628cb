package rnnlab.kernel;

/** One step of a {@link SimpleRnn} for one sequence: vectors run along the units. Same parameters, same equation. */
public final class SimpleRnnCell {
    private final int inputs;
    private final int units;
    private final Activation activation;
    private final MatrixVectorProduct input;
    private final MatrixVectorProduct recurrent;
    private final float[] sum;
    private Slice bias;

    /** A cell without parameters yet; threads share out large products. */
    public SimpleRnnCell(int inputs, int units, Activation activation, Workers workers) {
        this.inputs = inputs;
        this.units = units;
        this.activation = activation;
        this.input = new MatrixVectorProduct(inputs, units, workers);
        this.recurrent = new MatrixVectorProduct(units, units, workers);
        this.sum = new float[MatrixVectorProduct.room(units)];
    }

    /** Takes over the parameters, in the order of {@link SimpleRnn}. */
    public void load(Slice parameters) {
        input.load(parameters, units, 0);
        recurrent.load(parameters.plus(units * inputs), units, 0);
        bias = parameters.plus(units * (inputs + units));
    }

    /**
     * The next hidden state, in place.
     *
     * @param x the input, at least {@code inputs} numbers
     * @param h the hidden state, {@link Vectors#pad}(units) numbers
     */
    public void step(float[] x, float[] h) {
        input.set(bias, units, x, sum);
        recurrent.add(h, sum);
        activation.apply(sum, 0, Vectors.pad(units));
        System.arraycopy(sum, 0, h, 0, units);
    }
}
