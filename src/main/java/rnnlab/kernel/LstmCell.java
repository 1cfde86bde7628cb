package rnnlab.kernel;

import static rnnlab.kernel.Activation.SIGMOID;
import static rnnlab.kernel.Activation.TANH;
import static rnnlab.kernel.Vectors.SPECIES;
import static rnnlab.kernel.Vectors.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * One step of an {@link Lstm} for one sequence, as in generation: vectors run along the units. Same parameters, same
 * equations.
 */
public final class LstmCell {
    private final int inputs;
    private final int units;
    /** Units of a gate, rounded up to whole vectors. */
    private final int width;

    private final MatrixVectorProduct input;
    private final MatrixVectorProduct recurrent;
    /** b: [4][width]. */
    private final Slice bias;

    /** g, f, o, i: [4][width]. */
    private final float[] gates;

    /** A cell without parameters yet; threads share out large products. */
    public LstmCell(int inputs, int units, Workers workers) {
        this.inputs = inputs;
        this.units = units;
        this.width = Vectors.pad(units);
        this.input = new MatrixVectorProduct(inputs, 4 * width, workers);
        this.recurrent = new MatrixVectorProduct(units, 4 * width, workers);
        this.bias = Slice.of(new float[4 * width]);
        this.gates = new float[MatrixVectorProduct.room(4 * width)];
    }

    /** Takes over the parameters, in the order of {@link Lstm}. */
    public void load(Slice parameters) {
        Slice r = parameters.plus(4 * units * inputs), b = r.plus(4 * units * units);
        for (int gate = 0; gate < 4; gate++) {
            input.load(parameters.plus(gate * units * inputs), units, gate * width);
            recurrent.load(r.plus(gate * units * units), units, gate * width);
            System.arraycopy(b.array(), b.at() + gate * units, bias.array(), gate * width, units);
        }
    }

    /**
     * The next hidden and cell state, in place.
     *
     * @param x the input, at least {@code inputs} numbers
     * @param h the hidden state, {@link Vectors#pad}(units) numbers
     * @param c the cell state, likewise
     */
    public void step(float[] x, float[] h, float[] c) {
        input.set(bias, 4 * width, x, gates);
        recurrent.add(h, gates);
        TANH.apply(gates, 0, width);
        SIGMOID.apply(gates, width, 4 * width);
        for (int n = 0; n < width; n += WIDTH) {
            var g = FloatVector.fromArray(SPECIES, gates, n);
            var f = FloatVector.fromArray(SPECIES, gates, width + n);
            var o = FloatVector.fromArray(SPECIES, gates, 2 * width + n);
            var i = FloatVector.fromArray(SPECIES, gates, 3 * width + n);
            var next = f.fma(FloatVector.fromArray(SPECIES, c, n), i.mul(g));
            next.intoArray(c, n);
            o.mul(Elementary.tanh(next)).intoArray(h, n);
        }
    }
}
