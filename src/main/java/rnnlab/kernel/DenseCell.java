package rnnlab.kernel;

/** A {@link Dense} layer for one vector: vector registers run along the units. Same parameters, same equation. */
public final class DenseCell {
    private final int inputs;
    private final int units;
    private final Activation activation;
    private final MatrixVectorProduct product;
    private final float[] y;
    private Slice bias;

    /** A layer with b, without parameters yet; threads share out large products. */
    public DenseCell(int inputs, int units, Activation activation, Workers workers) {
        this.inputs = inputs;
        this.units = units;
        this.activation = activation;
        this.product = new MatrixVectorProduct(inputs, units, workers);
        this.y = new float[MatrixVectorProduct.room(units)];
    }

    /** Takes over the parameters, in the order of {@link Dense}. */
    public void load(Slice parameters) {
        product.load(parameters, units, 0);
        bias = parameters.plus(units * inputs);
    }

    /** The output for x; its first {@code units} numbers count, and the next call overwrites them. */
    public float[] step(float[] x) {
        product.set(bias, units, x, y);
        activation.apply(y, 0, Vectors.pad(units));
        return y;
    }

    /** Replaces the logits l[0 ... length) by probabilities, exp(l) / sum of exp(l). */
    public static void softmax(float[] l, int length) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < length; i++) {
            max = Math.max(max, l[i]);
        }
        double sum = 0;
        for (int i = 0; i < length; i++) {
            l[i] = (float) Math.exp(l[i] - max);
            sum += l[i];
        }
        for (int i = 0; i < length; i++) {
            l[i] /= (float) sum;
        }
    }
}
