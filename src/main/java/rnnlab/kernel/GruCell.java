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

    private final SingleProduct input;
    private final SingleProduct recurrentGates;
    private final SingleProduct recurrentCandidate;
    /** b, and q if the reset is after the product: [3][width] each. */
    private final float[] bias;

    private final float[] secondBias;
    /** The sums and then the values of z, r, n: [3][width]. */
    private final float[] gates;

    private final float[] gatesPast;
    private final float[] inner;

    public GruCell(int inputs, int units, boolean resetAfter, Workers workers) {
        this.inputs = inputs;
        this.units = units;
        this.resetAfter = resetAfter;
        this.width = Vectors.pad(units);
        this.input = new SingleProduct(inputs, 3 * width, workers);
        this.recurrentGates = new SingleProduct(units, 2 * width, workers);
        this.recurrentCandidate = new SingleProduct(units, width, workers);
        this.bias = new float[3 * width];
        this.secondBias = new float[3 * width];
        this.gates = new float[SingleProduct.room(3 * width)];
        this.gatesPast = new float[SingleProduct.room(2 * width)];
        this.inner = new float[SingleProduct.room(width)];
    }

    /** Takes over the parameters params[at ...), in the order of {@link Gru}. */
    public void load(float[] params, int at) {
        int recurrentAt = at + 3 * units * inputs, biasAt = recurrentAt + 3 * units * units;
        for (int q = 0; q < 3; q++) {
            input.load(params, at + q * units * inputs, units, q * width);
            if (q < 2) {
                recurrentGates.load(params, recurrentAt + q * units * units, units, q * width);
            }
            System.arraycopy(params, biasAt + q * units, bias, q * width, units);
            if (resetAfter) {
                System.arraycopy(params, biasAt + (3 + q) * units, secondBias, q * width, units);
            }
        }
        recurrentCandidate.load(params, recurrentAt + 2 * units * units, units, 0);
    }

    /**
     * The next hidden state, in place.
     *
     * @param x the input, at least {@code inputs} numbers
     * @param h the hidden state, {@link Vectors#pad}(units) numbers
     */
    public void step(float[] x, float[] h) {
        input.set(bias, 0, 3 * width, x, gates);
        recurrentGates.set(secondBias, 0, 2 * width, h, gatesPast);
        for (int i = 0; i < 2 * width; i++) {
            gates[i] += gatesPast[i];
        }
        SIGMOID.apply(gates, 0, 2 * width);
        if (resetAfter) {
            Arrays.fill(inner, 0f);
            System.arraycopy(secondBias, 2 * width, inner, 0, width);
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
            float n = gates[2 * width + i];
            h[i] = gates[i] * (h[i] - n) + n;
        }
    }
}
