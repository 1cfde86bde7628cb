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
 *
 * <p>The sequences of a batch have nothing to do with each other: each thread takes some columns through all time steps.
 */
public abstract class Recurrent implements Layer {
    final int inputs;
    final int units;
    final int lanes;
    final boolean backwards;
    /** Numbers in one step's hidden state, H*B. */
    final int block;
    /** Hidden states: T+1 blocks. */
    final float[] h;
    /** The state before the first step: h, and c for an LSTM; each [H][B]. */
    final float[] state;
    /** During a backward pass, the gradient of the state after the present step, in the order of {@link #state}. */
    final float[] stateGradient;

    int steps;
    int first;
    float[] x;
    int xAt;
    float[] dy;
    int dyAt;
    float[] dx;
    int dxAt;
    float[] dropout;
    private float[] mask;
    private float[] kept;
    private float[] dropped;
    private float[] product;
    private boolean throughState;

    private final int capacity;
    private final Columns columns;
    private final Columns.Body forwardLoop = this::forwardLoop;
    private final Columns.Body backwardLoop = this::backwardLoop;

    Recurrent(int states, int inputs, int units, int capacity, int lanes, boolean backwards, Workers workers) {
        this.inputs = inputs;
        this.units = units;
        this.capacity = capacity;
        this.lanes = lanes;
        this.backwards = backwards;
        this.block = units * lanes;
        this.h = new float[(capacity + 1) * block];
        this.state = new float[states * block];
        this.stateGradient = new float[states * block];
        this.columns = new Columns(lanes, workers);
    }

    /** Time step t forward, on the columns [from, to). */
    abstract void stepForward(int t, int from, int to);

    /**
     * Time step t backward, on the columns [from, to): from {@link #stateGradient} after step t (the output's gradient is in it)
     * to the gradients of the sums and to the state's gradient before step t.
     */
    abstract void stepBackward(int t, int from, int to);

    /** Adds the gradients of the parameters, from {@code reached} time steps of which {@code low} is the earliest in the array. */
    abstract void gradients(int low, int reached, float[] gradients, int at);

    @Override
    public final void forward(float[] x, int xAt, int steps) {
        if (steps < 1 || steps > capacity)
            throw new IllegalArgumentException("steps must be 1 to " + capacity + ", not " + steps);
        this.x = x;
        this.xAt = xAt;
        this.steps = steps;
        begin();
        columns.run((long) steps * parameters() * lanes, forwardLoop);
    }

    /** Puts the initial state in its place. */
    void begin() {
        System.arraycopy(state, 0, h, before(at(0)), block);
    }

    private void forwardLoop(int from, int to) {
        for (int s = 0; s < steps; s++) {
            int t = at(s);
            drop(t, from, to);
            stepForward(t, from, to);
        }
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
    public final void backward(
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
        if (!throughState) Arrays.fill(stateGradient, 0f);
        this.x = x;
        this.xAt = xAt;
        this.first = first;
        this.dy = dy;
        this.dyAt = dyAt;
        this.dx = dx;
        this.dxAt = dxAt;
        columns.run(2L * (steps - first) * parameters() * lanes, backwardLoop);
        int low = backwards ? 0 : first;
        gradients(low, steps - first, gradients, at);
        if (dx != null && first > 0) {
            int gap = dxAt + (backwards ? steps - first : 0) * inputs * lanes;
            Arrays.fill(dx, gap, gap + first * inputs * lanes, 0f);
        }
    }

    private void backwardLoop(int from, int to) {
        for (int s = steps - 1; s >= first; s--) {
            int t = at(s);
            for (int j = 0; j < units; j++)
                for (int n = j * lanes + from, end = j * lanes + to; n < end; n += LANES)
                    FloatVector.fromArray(SPECIES, stateGradient, n)
                            .add(FloatVector.fromArray(SPECIES, dy, dyAt + t * block + n))
                            .intoArray(stateGradient, n);
            stepBackward(t, from, to);
        }
    }

    /** Sets the mask of the next forward and backward calls: [T][B], 1 for a valid step and 0 for padding; null for none. */
    public final void mask(float[] mask) {
        this.mask = mask;
        if (mask != null && kept == null) kept = new float[stateGradient.length];
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

    /** Makes the state after the last step of the last forward call the one that the next call starts from. */
    public void carryState() {
        System.arraycopy(h, now(at(steps - 1)), state, 0, block);
    }

    /** Starts from zero again. */
    public final void resetState() {
        Arrays.fill(state, 0f);
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

    @Override
    public final float[] output() {
        return h;
    }

    @Override
    public final int outputAt() {
        return backwards ? 0 : block;
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

    /** Where the input of time step t begins. */
    final int input(int t) {
        return xAt + t * inputs * lanes;
    }

    /** What R is multiplied with: the hidden states, or their copy with dropout. */
    final float[] recurrentInput() {
        return dropout == null ? h : dropped;
    }

    /** Applies the recurrent dropout to the state that time step t starts from. */
    private void drop(int t, int from, int to) {
        if (dropout == null) return;
        for (int j = 0; j < units; j++)
            for (int n = j * lanes + from, end = j * lanes + to; n < end; n += LANES)
                FloatVector.fromArray(SPECIES, h, before(t) + n)
                        .mul(FloatVector.fromArray(SPECIES, dropout, n))
                        .intoArray(dropped, before(t) + n);
    }

    /** gradient of h before the step [H][B] += dropout * (Rᵀ dz). */
    final void backThrough(Affine recurrent, float[] dz, int dzAt, int from, int to) {
        if (dropout == null) {
            recurrent.addBackward(dz, dzAt, stateGradient, 0, from, to);
            return;
        }
        recurrent.backward(dz, dzAt, product, 0, from, to);
        for (int j = 0; j < units; j++)
            for (int n = j * lanes + from, end = j * lanes + to; n < end; n += LANES)
                FloatVector.fromArray(SPECIES, product, n)
                        .fma(
                                FloatVector.fromArray(SPECIES, dropout, n),
                                FloatVector.fromArray(SPECIES, stateGradient, n))
                        .intoArray(stateGradient, n);
    }

    /** Whether any of the columns is masked at time step t. */
    final boolean masked(int t, int from, int to) {
        if (mask == null) return false;
        for (int n = t * lanes + from; n < t * lanes + to; n++) if (mask[n] == 0f) return true;
        return false;
    }

    /** In the masked columns, the state after time step t becomes the state before it. */
    final void carryMasked(float[] states, int t, int from, int to) {
        for (int j = 0; j < units; j++)
            for (int n = from; n < to; n += LANES) {
                int now = now(t) + j * lanes + n;
                var off = FloatVector.fromArray(SPECIES, mask, t * lanes + n).compare(VectorOperators.EQ, 0f);
                FloatVector.fromArray(SPECIES, states, now)
                        .blend(FloatVector.fromArray(SPECIES, states, before(t) + j * lanes + n), off)
                        .intoArray(states, now);
            }
    }

    /** Before a masked step goes back: remembers the gradient of the state after it. */
    final void keepGradient(int from, int to) {
        for (int j = 0; j < stateGradient.length / lanes; j++)
            System.arraycopy(stateGradient, j * lanes + from, kept, j * lanes + from, to - from);
    }

    /** After a masked step went back: in the masked columns, the state's gradient passes by as it was. */
    final void restoreGradient(int t, int from, int to) {
        blendMasked(stateGradient, 0, kept, stateGradient.length / lanes, t, from, to);
    }

    /** In the masked columns, the gradient of {@code rows} sums is zero. */
    final void clearMasked(float[] dz, int dzAt, int rows, int t, int from, int to) {
        blendMasked(dz, dzAt, null, rows, t, from, to);
    }

    private void blendMasked(float[] to, int toAt, float[] with, int rows, int t, int low, int high) {
        for (int j = 0; j < rows; j++)
            for (int n = low; n < high; n += LANES) {
                var off = FloatVector.fromArray(SPECIES, mask, t * lanes + n).compare(VectorOperators.EQ, 0f);
                int i = j * lanes + n;
                var value = FloatVector.fromArray(SPECIES, to, toAt + i);
                if (with == null) value.blend(0f, off).intoArray(to, toAt + i);
                else value.blend(FloatVector.fromArray(SPECIES, with, i), off).intoArray(to, toAt + i);
            }
    }
}
