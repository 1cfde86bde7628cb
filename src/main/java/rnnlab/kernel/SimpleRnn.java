package rnnlab.kernel;

import java.util.Arrays;

/**
 * The simple (Elman) recurrent layer,
 *
 * <pre>
 *   h = activation(W x + R h' + b)        hidden state, the output; h' is the one a step back
 * </pre>
 *
 * <p>Parameters: W [H][inputs], R [H][H], b [H].
 *
 * <p>Source: J. L. Elman, Finding structure in time, Cognitive Science 14 (1990).
 */
public final class SimpleRnn extends Recurrent {
    private final Activation activation;
    private final Affine input;
    private final Affine recurrent;
    /** Gradient of the sum before the activation, [T][H][B]. */
    private final float[] dz;

    /**
     * @param capacity the most time steps of a call
     * @param paddedBatch {@link Vectors#pad} of the batch
     * @param backwards whether the sequence is read from its end
     */
    public SimpleRnn(
            int inputs,
            int units,
            Activation activation,
            int capacity,
            int paddedBatch,
            boolean backwards,
            Workers workers) {
        super(1, inputs, units, capacity, paddedBatch, backwards, workers);
        this.activation = activation;
        this.input = new Affine(inputs, 1, units, capacity, paddedBatch, workers);
        this.recurrent = new Affine(units, 1, units, capacity, paddedBatch, workers);
        this.dz = new float[capacity * block];
    }

    @Override
    public int parameters() {
        return units * (inputs + units + 1);
    }

    @Override
    public void load(float[] params, int at) {
        input.load(params, at, at + units * (inputs + units));
        recurrent.load(params, at + units * inputs);
    }

    @Override
    void stepForward(int phase, int t, Units part) {
        input.forward(x, input(t), h, now(t), part);
        recurrent.addForward(recurrentInput(), before(t), h, now(t), part);
        activation.apply(h, now(t) + part.from() * paddedBatch, now(t) + part.to() * paddedBatch);
        if (masked(t)) {
            carryMasked(h, t, part);
        }
    }

    @Override
    void stepBackward(int phase, int t, Units part) {
        if (phase == 1) {
            backThrough(recurrent, dz, t * block, part);
            return;
        }
        int from = part.from() * paddedBatch, count = (part.to() - part.from()) * paddedBatch;
        boolean masked = masked(t);
        if (masked) {
            keepGradient(part);
        }
        activation.derive(h, now(t) + from, stateGradient, from, dz, t * block + from, count);
        Arrays.fill(stateGradient, from, from + count, 0f);
        if (masked) {
            clearMasked(dz, t * block, t, part);
            restoreGradient(t, part);
        }
    }

    @Override
    void gradients(int low, int reached, float[] gradients, int at) {
        int biasAt = at + units * (inputs + units);
        if (dx != null) {
            input.backwardAll(dz, low * block, dx, dxAt + low * inputs * paddedBatch, reached);
        }
        input.gradient(dz, low * block, x, input(low), reached, gradients, at, biasAt);
        recurrent.gradient(dz, low * block, recurrentInput(), before(low), reached, gradients, at + units * inputs, -1);
    }
}
