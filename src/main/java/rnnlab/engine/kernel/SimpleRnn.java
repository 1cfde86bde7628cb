package rnnlab.engine.kernel;

import static rnnlab.engine.kernel.Lanes.LANES;
import static rnnlab.engine.kernel.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The simple (Elman) recurrent layer, h_t = activation(W x_t + R h_{t-1} + b).
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

    private final Columns columns;
    private final Columns.Body forwardLoop = this::forwardLoop;
    private final Columns.Body backwardLoop = this::backwardLoop;

    public SimpleRnn(
            int inputs, int units, Activation activation, int capacity, int lanes, boolean backwards, Workers workers) {
        super(1, inputs, units, capacity, lanes, backwards, workers);
        this.activation = activation;
        this.input = new Affine(inputs, units, capacity, lanes, workers);
        this.recurrent = new Affine(units, units, capacity, lanes, workers);
        this.columns = new Columns(lanes, workers);
        this.dz = new float[capacity * block];
    }

    @Override
    public int parameters() {
        return units * (inputs + units + 1);
    }

    @Override
    public void load(float[] params, int at) {
        input.load(params, at, at + units * (inputs + units));
        recurrent.load(params, at + units * inputs, -1);
    }

    @Override
    public void forward(float[] x, int xAt, int steps) {
        begin(steps);
        input.forward(x, xAt, h, outputAt(), steps);
        columns.run((long) steps * units * block, forwardLoop);
    }

    private void forwardLoop(int from, int to) {
        for (int s = 0; s < steps; s++) {
            int t = at(s);
            drop(t, from, to);
            recurrent.step(recurrentInput(), before(t), h, now(t), from, to);
            activation.apply(h, now(t), units, lanes, from, to);
            carryMasked(h, t, from, to);
        }
    }

    @Override
    public void backward(
            float[] x,
            int xAt,
            int steps,
            int first,
            float[] dy,
            int dyAt,
            float[] gradients,
            int at,
            float[] dx,
            int dxAt) {
        beginBackward(first, dy, dyAt);
        columns.run((long) steps * units * block, backwardLoop);
        int low = backwards ? 0 : first;
        int reached = steps - first;
        int biasAt = at + units * (inputs + units);
        input.gradient(dz, low * block, x, xAt + low * inputs * lanes, reached, gradients, at, biasAt);
        recurrent.gradient(dz, low * block, recurrentInput(), before(low), reached, gradients, at + units * inputs, -1);
        if (dx != null) {
            java.util.Arrays.fill(dx, dxAt, dxAt + steps * inputs * lanes, 0f);
            input.backward(dz, low * block, dx, dxAt + low * inputs * lanes, reached);
        }
    }

    private void backwardLoop(int from, int to) {
        float[] dh = stateGradient;
        for (int s = steps - 1; s >= first; s--) {
            int t = at(s);
            for (int j = 0; j < units; j++)
                for (int n = j * lanes + from, end = j * lanes + to; n < end; n += LANES)
                    FloatVector.fromArray(SPECIES, dy, dyAt + t * block + n)
                            .add(FloatVector.fromArray(SPECIES, dh, n))
                            .intoArray(dz, t * block + n);
            keepMasked(dz, t * block, dh, t, from, to);
            activation.derive(h, now(t), dz, t * block, units, lanes, from, to);
            backThrough(recurrent, dz, t * block, dh, from, to);
        }
    }
}
