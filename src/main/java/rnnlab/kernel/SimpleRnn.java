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

    /** @param backwards whether the sequence is read from its end */
    public SimpleRnn(int inputs, int units, Activation activation, Capacity capacity, boolean backwards) {
        super(1, inputs, units, capacity, backwards);
        int recurrentAt = units * inputs, biasAt = recurrentAt + units * units;
        this.activation = activation;
        this.input = new Affine(inputs, 1, units, capacity).biasAt(biasAt);
        this.recurrent = new Affine(units, 1, units, capacity).weightsAt(recurrentAt);
        this.dz = new float[capacity.steps() * block];
    }

    @Override
    public int parameters() {
        return units * (inputs + units + 1);
    }

    @Override
    public void load(Slice parameters) {
        input.load(parameters);
        recurrent.load(parameters);
    }

    @Override
    void inputForward(int t, UnitRange part) {
        input.forward(x, input(t), h, now(t), part);
    }

    @Override
    void stepForward(int phase, int t, UnitRange part) {
        int now = now(t), before = before(t);
        recurrent.addForward(h, before, h, now, part);
        activation.apply(h, now + part.from() * paddedBatch, now + part.to() * paddedBatch);
        if (mask.hides(t)) {
            mask.replace(t, part, h, now, h, before);
        }
    }

    @Override
    void stepBackward(int phase, int t, UnitRange part) {
        int sums = t * block;
        if (phase == 1) {
            recurrent.addBackward(dz, sums, stateGradient, 0, part);
            return;
        }
        boolean masked = mask.hides(t);
        if (masked) {
            keepGradient(part);
        }
        int from = part.from() * paddedBatch, to = part.to() * paddedBatch;
        System.arraycopy(stateGradient, from, dz, sums + from, to - from);
        activation.derive(h, now(t) + from, dz, sums + from, to - from);
        Arrays.fill(stateGradient, from, to, 0f);
        if (masked) {
            mask.clear(t, part, dz, sums);
            restoreGradient(t, part);
        }
    }

    @Override
    void gradients(int low, int reached, Slice gradients) {
        Slice sums = new Slice(dz, low * block);
        if (!dx.isNone()) {
            input.backwardAll(sums, inputGradient(low), reached);
        }
        input.gradient(sums, new Slice(x, input(low)), reached, gradients);
        recurrent.gradient(sums, new Slice(h, before(low)), reached, gradients);
    }
}
