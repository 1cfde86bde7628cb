package rnnlab.kernel;

import static rnnlab.kernel.Activation.SIGMOID;
import static rnnlab.kernel.Activation.TANH;

import java.util.Arrays;

/** One step of a {@link Gru} for one sequence: vectors run along the units. Same parameters, same equations. */
public final class GruCell {
    private final int inputs;
    private final int units;
    private final boolean resetAfter;
    /** Units of a gate, rounded up to whole vectors. */
    private final int width;

    private final MatrixVectorProduct input;
    private final MatrixVectorProduct recurrentGates;
    private final MatrixVectorProduct recurrentCandidate;
    /** b, and q if the reset is after the product: [3][width] each. */
    private final Slice bias;

    private final Slice secondBias;
    /** The sums and then the values of z, r, g: [3][width]. */
    private final float[] gates;

    private final float[] gatesPast;
    private final float[] inner;

    /** @param resetAfter whether the reset gate multiplies after the recurrent product */
    public GruCell(int inputs, int units, boolean resetAfter, Workers workers) {
        this.inputs = inputs;
        this.units = units;
        this.resetAfter = resetAfter;
        this.width = Vectors.pad(units);
        this.input = new MatrixVectorProduct(inputs, 3 * width, workers);
        this.recurrentGates = new MatrixVectorProduct(units, 2 * width, workers);
        this.recurrentCandidate = new MatrixVectorProduct(units, width, workers);
        this.bias = Slice.of(new float[3 * width]);
        this.secondBias = Slice.of(new float[3 * width]);
        this.gates = new float[MatrixVectorProduct.room(3 * width)];
        this.gatesPast = new float[MatrixVectorProduct.room(2 * width)];
        this.inner = new float[MatrixVectorProduct.room(width)];
    }

    /** Takes over the parameters, in the order of {@link Gru}. */
    public void load(Slice parameters) {
        Slice r = parameters.plus(3 * units * inputs), b = r.plus(3 * units * units), q = b.plus(3 * units);
        for (int gate = 0; gate < 3; gate++) {
            input.load(parameters.plus(gate * units * inputs), units, gate * width);
            if (gate < 2) {
                recurrentGates.load(r.plus(gate * units * units), units, gate * width);
            }
            System.arraycopy(b.array(), b.at() + gate * units, bias.array(), gate * width, units);
            if (resetAfter) {
                System.arraycopy(q.array(), q.at() + gate * units, secondBias.array(), gate * width, units);
            }
        }
        recurrentCandidate.load(r.plus(2 * units * units), units, 0);
    }

    /**
     * The next hidden state, in place.
     *
     * @param x the input, at least {@code inputs} numbers
     * @param h the hidden state, {@link Vectors#pad}(units) numbers
     */
    public void step(float[] x, float[] h) {
        input.set(bias, 3 * width, x, gates);
        recurrentGates.set(secondBias, 2 * width, h, gatesPast);
        for (int i = 0; i < 2 * width; i++) {
            gates[i] += gatesPast[i];
        }
        SIGMOID.apply(gates, 0, 2 * width);
        if (resetAfter) {
            Arrays.fill(inner, 0f);
            System.arraycopy(secondBias.array(), 2 * width, inner, 0, width);
            recurrentCandidate.add(h, inner);
            for (int i = 0; i < width; i++) {
                gates[2 * width + i] += gates[width + i] * inner[i];
            }
        } else {
            for (int i = 0; i < width; i++) {
                inner[i] = gates[width + i] * h[i];
            }
            Arrays.fill(gatesPast, 0f);
            recurrentCandidate.add(inner, gatesPast);
            for (int i = 0; i < width; i++) {
                gates[2 * width + i] += gatesPast[i];
            }
        }
        TANH.apply(gates, 2 * width, 3 * width);
        for (int i = 0; i < width; i++) {
            float z = gates[i], g = gates[2 * width + i];
            h[i] = z * (h[i] - g) + g;
        }
    }
}
