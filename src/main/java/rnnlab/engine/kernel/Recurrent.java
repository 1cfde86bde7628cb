package rnnlab.engine.kernel;

import static rnnlab.engine.kernel.Lanes.LANES;
import static rnnlab.engine.kernel.Lanes.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * What the recurrent layers share: the hidden states of all time steps, the state before the first one, direction, mask.
 *
 * <p>h lies in an array of T+1 blocks [H][B], so that the state before each step is the same array one block away. A layer
 * that reads the sequence {@code backwards} starts at the last time step; its output is aligned with the input all the same, as
 * a bidirectional layer wants it.
 *
 * <p>A masked step (mask 0) leaves the state as it was and its output is the state carried along, so the last step's output is the
 * last valid one, whichever side the padding is on.
 */
public abstract class Recurrent implements Layer {
    final int inputs;
    final int units;
    final int capacity;
    final int lanes;
    final boolean backwards;
    final Workers workers;
    /** Numbers in one step's hidden state, H*B. */
    final int block;
    /** The states before the first step: h, and c for an LSTM; each [H][B]. */
    final float[] state;
    /** The gradient of the state after the last step (before backward) and of the state before the first one (after it). */
    final float[] stateGradient;

    /** Hidden states: T+1 blocks. */
    final float[] h;

    float[] mask;
    float[] dropout;
    /** h with the recurrent dropout applied, and the gradient of it; only if there is dropout. */
    private float[] dropped;

    private float[] product;
    int steps;
    int first;
    float[] dy;
    int dyAt;
    private boolean throughState;

    Recurrent(int states, int inputs, int units, int capacity, int lanes, boolean backwards, Workers workers) {
        this.inputs = inputs;
        this.units = units;
        this.capacity = capacity;
        this.lanes = lanes;
        this.backwards = backwards;
        this.workers = workers;
        this.block = units * lanes;
        this.state = new float[states * block];
        this.stateGradient = new float[states * block];
        this.h = new float[(capacity + 1) * block];
    }

    /** Sets the mask of the next forward and backward calls: [T][B], 1 for a valid step and 0 for padding; null for none. */
    public final void mask(float[] mask) {
        this.mask = mask;
    }

    /** Sets the dropout mask of the recurrent product, [H][B], the same at all time steps (0 or 1/keep); null for none. */
    public final void recurrentDropout(float[] dropout) {
        this.dropout = dropout;
        if (dropout != null && dropped == null) {
            dropped = new float[h.length];
            product = new float[block];
        }
    }

    /** The state that the next forward call starts from, [1 or 2][H][B]: h, and for an LSTM c after it. To be written and read. */
    public final float[] state() {
        return state;
    }

    /**
     * The gradient of the initial state, [1 or 2][H][B], after {@link #backward}. Before it, after {@link #gradientThroughState},
     * the place for the gradient of the final state.
     */
    public final float[] stateGradient() {
        return stateGradient;
    }

    /** Whether the next backward calls take the gradient of the final state from {@link #stateGradient}; else it is zero. */
    public final void gradientThroughState(boolean through) {
        this.throughState = through;
    }

    /** The common beginning of a backward pass. */
    final void beginBackward(int first, float[] dy, int dyAt) {
        if (!throughState) Arrays.fill(stateGradient, 0f);
        this.first = first;
        this.dy = dy;
        this.dyAt = dyAt;
    }

    /** Makes the state after the last step of the last forward call the one that the next call starts from. */
    public void carryState() {
        System.arraycopy(h, now(at(steps - 1)), state, 0, block);
    }

    /** Starts from zero again. */
    public final void resetState() {
        Arrays.fill(state, 0f);
        Arrays.fill(stateGradient, 0f);
    }

    /** The time step that is read as number {@code s}. */
    final int at(int s) {
        return backwards ? steps - 1 - s : s;
    }

    /** Where the hidden state of time step t begins. */
    final int now(int t) {
        return (backwards ? t : t + 1) * block;
    }

    /** Where the hidden state that time step t starts from begins. */
    final int before(int t) {
        return (backwards ? t + 1 : t) * block;
    }

    /** Puts the initial state in its place, before a forward pass over {@code steps} time steps. */
    void begin(int steps) {
        if (steps < 1 || steps > capacity)
            throw new IllegalArgumentException("steps must be 1 to " + capacity + ", not " + steps);
        this.steps = steps;
        System.arraycopy(state, 0, h, before(at(0)), block);
    }

    /** What R is multiplied with: the hidden states, or their copy with dropout. */
    final float[] recurrentInput() {
        return dropout == null ? h : dropped;
    }

    /** Applies the recurrent dropout to the state that time step t starts from. */
    final void drop(int t, int from, int to) {
        if (dropout == null) return;
        for (int j = 0; j < units; j++)
            for (int n = j * lanes + from, end = j * lanes + to; n < end; n += LANES)
                FloatVector.fromArray(SPECIES, h, before(t) + n)
                        .mul(FloatVector.fromArray(SPECIES, dropout, n))
                        .intoArray(dropped, before(t) + n);
    }

    /** value[now] = value[before] in the columns that are masked at time step t. */
    final void carryMasked(float[] value, int t, int from, int to) {
        if (mask == null) return;
        for (int n = from; n < to; n += LANES) {
            var off = FloatVector.fromArray(SPECIES, mask, t * lanes + n).compare(VectorOperators.EQ, 0f);
            if (!off.anyTrue()) continue;
            for (int j = 0; j < units; j++) {
                int now = now(t) + j * lanes + n;
                FloatVector.fromArray(SPECIES, value, now)
                        .blend(FloatVector.fromArray(SPECIES, value, before(t) + j * lanes + n), off)
                        .intoArray(value, now);
            }
        }
    }

    /** Moves the gradient in the columns that are masked at time step t from {@code total} to {@code past}, zero elsewhere. */
    final void keepMasked(float[] total, int totalAt, float[] past, int t, int from, int to) {
        for (int j = 0; j < units; j++) Arrays.fill(past, j * lanes + from, j * lanes + to, 0f);
        if (mask == null) return;
        for (int n = from; n < to; n += LANES) {
            var off = FloatVector.fromArray(SPECIES, mask, t * lanes + n).compare(VectorOperators.EQ, 0f);
            if (!off.anyTrue()) continue;
            for (int j = 0; j < units; j++) {
                int i = totalAt + j * lanes + n;
                var gradient = FloatVector.fromArray(SPECIES, total, i);
                FloatVector.zero(SPECIES).blend(gradient, off).intoArray(past, j * lanes + n);
                gradient.blend(0f, off).intoArray(total, i);
            }
        }
    }

    /** past[H][B] += dropout * (Rᵀ dz). */
    final void backThrough(Affine recurrent, float[] dz, int dzAt, float[] past, int from, int to) {
        if (dropout == null) {
            recurrent.stepBack(dz, dzAt, past, 0, from, to);
            return;
        }
        for (int j = 0; j < units; j++) Arrays.fill(product, j * lanes + from, j * lanes + to, 0f);
        recurrent.stepBack(dz, dzAt, product, 0, from, to);
        for (int j = 0; j < units; j++)
            for (int n = j * lanes + from, end = j * lanes + to; n < end; n += LANES)
                FloatVector.fromArray(SPECIES, product, n)
                        .fma(FloatVector.fromArray(SPECIES, dropout, n), FloatVector.fromArray(SPECIES, past, n))
                        .intoArray(past, n);
    }

    @Override
    public final float[] output() {
        return h;
    }

    @Override
    public final int outputAt() {
        return backwards ? 0 : block;
    }

    @Override
    public final void backward(
            float[] x, int xAt, int steps, float[] dy, int dyAt, float[] gradients, int at, float[] dx, int dxAt) {
        backward(x, xAt, steps, 0, dy, dyAt, gradients, at, dx, dxAt);
    }

    /**
     * As {@link Layer#backward}, but the gradient goes back only to step number {@code first} (in reading order): truncated
     * back-propagation with a backward length of steps - first. Before it, dx is zero.
     */
    public abstract void backward(
            float[] x,
            int xAt,
            int steps,
            int first,
            float[] dy,
            int dyAt,
            float[] gradients,
            int at,
            float[] dx,
            int dxAt);
}
