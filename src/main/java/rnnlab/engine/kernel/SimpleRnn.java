package rnnlab.engine.kernel;

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
     * @param lanes {@link Lanes#pad} of the batch
     * @param backwards whether the sequence is read from its end
     */
    public SimpleRnn(
            int inputs, int units, Activation activation, int capacity, int lanes, boolean backwards, Workers workers) {
        super(1, inputs, units, capacity, lanes, backwards, workers);
        this.activation = activation;
        this.input = new Affine(inputs, units, capacity, lanes, workers);
        this.recurrent = new Affine(units, units, capacity, lanes, workers);
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
    void stepForward(int t, int from, int to) {
        input.forward(x, input(t), h, now(t), from, to);
        recurrent.addForward(recurrentInput(), before(t), h, now(t), from, to);
        activation.apply(h, now(t), units, lanes, from, to);
        if (masked(t, from, to)) carryMasked(h, t, from, to);
    }

    @Override
    void stepBackward(int t, int from, int to) {
        boolean masked = masked(t, from, to);
        if (masked) keepGradient(from, to);
        activation.derive(h, now(t), stateGradient, 0, dz, t * block, units, lanes, from, to);
        recurrent.clear(stateGradient, 0, from, to);
        if (masked) {
            clearMasked(dz, t * block, units, t, from, to);
            restoreGradient(t, from, to);
        }
        backThrough(recurrent, dz, t * block, from, to);
        if (dx != null) input.backward(dz, t * block, dx, dxAt + t * inputs * lanes, from, to);
    }

    @Override
    void gradients(int low, int reached, float[] gradients, int at) {
        int biasAt = at + units * (inputs + units);
        input.gradient(dz, low * block, x, input(low), reached, gradients, at, biasAt);
        recurrent.gradient(dz, low * block, recurrentInput(), before(low), reached, gradients, at + units * inputs, -1);
    }
}
