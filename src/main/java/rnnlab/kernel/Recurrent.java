package rnnlab.kernel;

import static rnnlab.kernel.Vectors.SPECIES;
import static rnnlab.kernel.Vectors.WIDTH;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

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
 * <p>A layer large enough for more than one thread has its units shared out: all threads work on the same time step and wait for
 * each other at the end of each phase of it, because the next phase reads what all units wrote.
 */
public abstract class Recurrent implements Layer {
    /** Numbers of hidden state: with an LSTM's gates and their inputs some megabytes. */
    private static final int IN_CACHE = 1 << 18;

    final int inputs;
    final int units;
    final int paddedBatch;
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
    private final Mask mask;
    private float[] kept;
    private float[] dropped;
    private float[] product;
    private boolean throughState;

    private final int capacity;
    private final Workers workers;
    /** All units, or a part for each thread. */
    private final Units[] parts;

    private final Workers.Task forwardPart = this::forwardPart;
    private final Workers.Task backwardPart = this::backwardPart;
    private int phase;
    private int step;
    /** Time steps of a backward pass whose sums' gradients are still in the cache when those of the parameters are made of them. */
    private final int piece;

    Recurrent(int states, int inputs, int units, int capacity, int paddedBatch, boolean backwards, Workers workers) {
        this.inputs = inputs;
        this.units = units;
        this.capacity = capacity;
        this.paddedBatch = paddedBatch;
        this.backwards = backwards;
        this.block = units * paddedBatch;
        this.h = new float[(capacity + 1) * block];
        this.state = new float[states * block];
        this.stateGradient = new float[states * block];
        this.workers = workers;
        this.mask = new Mask(paddedBatch);
        boolean large = (long) block * (inputs + units) >= Workers.WORTH_SHARING;
        this.parts = Units.split(units, large ? workers.size() : 1);
        this.piece = Math.max(1, IN_CACHE / block);
    }

    /** The phases of a time step forward. */
    int forwardPhases() {
        return 1;
    }

    /** One phase of time step t forward, for some units. */
    abstract void stepForward(int phase, int t, Units part);

    /** The phases of a time step backward. */
    int backwardPhases() {
        return 2;
    }

    /**
     * One phase of time step t backward, for some units: from {@link #stateGradient} after step t (the output's gradient is in it) to
     * the gradients of the sums and to the state's gradient before step t.
     */
    abstract void stepBackward(int phase, int t, Units part);

    /**
     * Writes the gradient of x, unless {@link #dx} is null, and adds those of the parameters, from {@code reached} time steps of which
     * {@code low} is the earliest in the array.
     */
    abstract void gradients(int low, int reached, float[] gradients, int at);

    @Override
    public final void forward(float[] x, int xAt, int steps) {
        if (steps < 1 || steps > capacity) {
            throw new IllegalArgumentException("steps must be 1 to " + capacity + ", not " + steps);
        }
        this.x = x;
        this.xAt = xAt;
        this.steps = steps;
        begin();
        for (int s = 0; s < steps; s++) {
            for (int p = 0; p < forwardPhases(); p++) {
                run(s, p, forwardPart);
            }
        }
    }

    /** Puts the initial state in its place. */
    void begin() {
        System.arraycopy(state, 0, h, before(at(0)), block);
        drop(before(at(0)), 0, block);
    }

    private void run(int step, int phase, Workers.Task part) {
        this.step = step;
        this.phase = phase;
        workers.run(parts.length, part);
    }

    private void forwardPart(int i) {
        int t = at(step), from = parts[i].from() * paddedBatch, to = parts[i].to() * paddedBatch;
        stepForward(phase, t, parts[i]);
        if (phase == forwardPhases() - 1) {
            drop(now(t), from, to);
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
        if (!throughState) {
            Arrays.fill(stateGradient, 0f);
        }
        this.x = x;
        this.xAt = xAt;
        this.first = first;
        this.dy = dy;
        this.dyAt = dyAt;
        this.dx = dx;
        this.dxAt = dxAt;
        for (int end = steps, begin; end > first; end = begin) {
            begin = Math.max(first, end - piece);
            for (int s = end - 1; s >= begin; s--) {
                for (int p = 0; p < backwardPhases(); p++) {
                    run(s, p, backwardPart);
                }
            }
            gradients(backwards ? steps - end : begin, end - begin, gradients, at);
        }
        if (dx != null && first > 0) {
            int gap = dxAt + (backwards ? steps - first : 0) * inputs * paddedBatch;
            Arrays.fill(dx, gap, gap + first * inputs * paddedBatch, 0f);
        }
    }

    private void backwardPart(int i) {
        int t = at(step);
        if (phase == 0) {
            for (int n = parts[i].from() * paddedBatch, end = parts[i].to() * paddedBatch; n < end; n += WIDTH) {
                FloatVector.fromArray(SPECIES, stateGradient, n)
                        .add(FloatVector.fromArray(SPECIES, dy, dyAt + t * block + n))
                        .intoArray(stateGradient, n);
            }
        }
        stepBackward(phase, t, parts[i]);
    }

    /** Sets the mask of the next forward and backward calls: [T][B], 1 for a valid step and 0 for padding; null for none. */
    public final void mask(float[] mask) {
        this.mask.set(mask);
        if (mask != null && kept == null) {
            kept = new float[stateGradient.length];
        }
    }

    /** Sets the dropout mask of the recurrent product, [H][B], the same at all time steps (0 or 1/keep); null for none. */
    public final void recurrentDropout(float[] dropout) {
        this.dropout = dropout;
        if (dropout != null && dropped == null) {
            dropped = new float[h.length];
            product = new float[block];
        }
    }

    /** Whether the sequence is read from its end. */
    public final boolean backwards() {
        return backwards;
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
        return xAt + t * inputs * paddedBatch;
    }

    /** What R is multiplied with: the hidden states, or their copy with dropout. */
    final float[] recurrentInput() {
        return dropout == null ? h : dropped;
    }

    /** Applies the recurrent dropout to the numbers [from, to) of the hidden state at h[at ...). */
    private void drop(int at, int from, int to) {
        if (dropout == null) {
            return;
        }
        for (int n = from; n < to; n += WIDTH) {
            FloatVector.fromArray(SPECIES, h, at + n)
                    .mul(FloatVector.fromArray(SPECIES, dropout, n))
                    .intoArray(dropped, at + n);
        }
    }

    /** gradient of h before the step [H][B] += dropout * (Rᵀ dz), for some units. */
    final void backThrough(Affine recurrent, float[] dz, int dzAt, Units part) {
        if (dropout == null) {
            recurrent.addBackward(dz, dzAt, stateGradient, 0, part);
            return;
        }
        int from = part.from() * paddedBatch, to = part.to() * paddedBatch;
        Arrays.fill(product, from, to, 0f);
        recurrent.addBackward(dz, dzAt, product, 0, part);
        for (int n = from; n < to; n += WIDTH) {
            FloatVector.fromArray(SPECIES, product, n)
                    .fma(FloatVector.fromArray(SPECIES, dropout, n), FloatVector.fromArray(SPECIES, stateGradient, n))
                    .intoArray(stateGradient, n);
        }
    }

    /** Whether any sequence is masked at time step t. */
    final boolean masked(int t) {
        return mask.hides(t);
    }

    /** In the masked columns, the state after time step t becomes the state before it. */
    final void carryMasked(float[] states, int t, Units part) {
        mask.replace(t, part, states, now(t), states, before(t));
    }

    /** Before a masked step goes back: remembers the gradient of the state after it. */
    final void keepGradient(Units part) {
        int count = (part.to() - part.from()) * paddedBatch;
        for (int at = part.from() * paddedBatch; at < stateGradient.length; at += block) {
            System.arraycopy(stateGradient, at, kept, at, count);
        }
    }

    /** After a masked step went back: in the masked columns, the state's gradient passes by as it was. */
    final void restoreGradient(int t, Units part) {
        for (int at = 0; at < stateGradient.length; at += block) {
            mask.replace(t, part, stateGradient, at, kept, at);
        }
    }

    /** In the masked columns, the gradient of the sums at dz[at ...), [H][B], is zero. */
    final void clearMasked(float[] dz, int at, int t, Units part) {
        mask.clear(t, part, dz, at);
    }
}
