package rnnlab.kernel;

import static rnnlab.kernel.Vectors.SPECIES;
import static rnnlab.kernel.Vectors.WIDTH;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * What the recurrent layers share: the hidden states of all time steps, the state before the first one, direction,
 * mask.
 *
 * <p>h lies in an array of T+1 blocks [H][B], so that the state before each step is the same array one block away. A
 * layer that reads the sequence {@code backwards} starts at the last time step; its output is aligned with the input
 * all the same, as a bidirectional layer wants it.
 *
 * <p>A masked step (mask 0) leaves the state as it was and its output is the state carried along, so the last step's
 * output is the last valid one, whichever side the padding is on.
 *
 * <p>A layer large enough for more than one thread has its units shared out: all threads work on the same time step and
 * wait for each other at the end of each phase of it, because the next phase reads what all units wrote.
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

    final Mask mask;

    int steps;
    float[] x;
    int xAt;
    Slice dx;
    private float[] dy;
    private int dyAt;
    private float[] kept;
    private boolean throughState;
    private int firstStep;

    private final int capacity;
    private final Workers workers;
    /** All units, or a part for each thread. */
    private final UnitRange[] parts;

    private final Workers.Task inputPart = this::inputPart;
    private final Workers.Task forwardPart = this::forwardPart;
    private final Workers.Task backwardPart = this::backwardPart;
    private final Workers.Task backwardPartAndNext = this::backwardPartAndNext;
    private int phase;
    private int step;
    /**
     * Time steps whose sums are in the cache together: forward what the inputs add to them is computed for all of these
     * before the first step, backward the parameters' gradients are made of theirs.
     */
    private final int piece;

    /** @param states the arrays of state: h, or h and c */
    Recurrent(int states, int inputs, int units, Capacity capacity, boolean backwards) {
        this.inputs = inputs;
        this.units = units;
        this.capacity = capacity.steps();
        this.paddedBatch = capacity.paddedBatch();
        this.backwards = backwards;
        this.block = units * paddedBatch;
        this.h = new float[(capacity.steps() + 1) * block];
        this.state = new float[states * block];
        this.stateGradient = new float[states * block];
        this.workers = capacity.workers();
        this.mask = new Mask(paddedBatch);
        boolean large = (long) block * (inputs + units) >= Workers.WORTH_SHARING;
        this.parts = UnitRange.split(units, large ? workers.size() : 1);
        this.piece = Math.max(1, IN_CACHE / block);
    }

    /** The phases of a time step forward. */
    int forwardPhases() {
        return 1;
    }

    /**
     * The sums of time step t begin with b + W x, for some units: W stays in the cache for some steps, as the state's
     * weights do after it.
     */
    abstract void inputForward(int t, UnitRange part);

    /** One phase of time step t forward, for some units, after {@link #inputForward}. */
    abstract void stepForward(int phase, int t, UnitRange part);

    /**
     * The phases of a time step backward, at least two. The first writes the gradient of its own units alone and
     * reads no other's; the last reads what all units wrote before it, and writes of its own units alone.
     */
    int backwardPhases() {
        return 2;
    }

    /**
     * One phase of time step t backward, for some units: from {@link #stateGradient} after step t (the output's
     * gradient is in it) to the gradients of the sums and to the state's gradient before step t.
     */
    abstract void stepBackward(int phase, int t, UnitRange part);

    /**
     * Writes the gradient of x, unless {@link #dx} is none, and adds those of the parameters, from {@code reached} time
     * steps of which {@code low} is the earliest in the array.
     */
    abstract void gradients(int low, int reached, Slice gradients);

    @Override
    public final void forward(Slice x, int steps) {
        if (steps < 1 || steps > capacity) {
            throw new IllegalArgumentException("steps must be 1 to " + capacity + ", not " + steps);
        }
        this.x = x.array();
        this.xAt = x.at();
        this.steps = steps;
        begin();
        for (int s = 0; s < steps; s++) {
            if (s % piece == 0) {
                run(s, 0, inputPart);
            }
            for (int p = 0; p < forwardPhases(); p++) {
                run(s, p, forwardPart);
            }
        }
    }

    /** Puts the initial state in its place. */
    void begin() {
        System.arraycopy(state, 0, h, before(at(0)), block);
    }

    private void run(int step, int phase, Workers.Task part) {
        this.step = step;
        this.phase = phase;
        workers.run(parts.length, part);
    }

    /** What the steps of a piece take of their inputs: no step of it waits for another. */
    private void inputPart(int i) {
        for (int s = step, end = Math.min(steps, step + piece); s < end; s++) {
            inputForward(at(s), parts[i]);
        }
    }

    private void forwardPart(int i) {
        stepForward(phase, at(step), parts[i]);
    }

    /**
     * {@inheritDoc} The gradient goes back to the step that {@link #truncate} names; of the input before it, it is
     * zero.
     */
    @Override
    public final void backward(Slice x, int steps, Slice dy, Slice gradients, Slice dx) {
        if (!throughState) {
            Arrays.fill(stateGradient, 0f);
        }
        this.x = x.array();
        this.xAt = x.at();
        this.dy = dy.array();
        this.dyAt = dy.at();
        this.dx = dx;
        int first = firstStep;
        for (int end = steps, begin; end > first; end = begin) {
            begin = Math.max(first, end - piece);
            run(end - 1, 0, backwardPart);
            for (int s = end - 1; s >= begin; s--) {
                for (int p = 1; p < backwardPhases() - 1; p++) {
                    run(s, p, backwardPart);
                }
                run(s, backwardPhases() - 1, s > begin ? backwardPartAndNext : backwardPart);
            }
            gradients(backwards ? steps - end : begin, end - begin, gradients);
        }
        if (!dx.isNone() && first > 0) {
            int gap = dx.at() + (backwards ? steps - first : 0) * inputs * paddedBatch;
            Arrays.fill(dx.array(), gap, gap + first * inputs * paddedBatch, 0f);
        }
    }

    private void backwardPart(int i) {
        backwardPart(phase, at(step), parts[i]);
    }

    /** The last phase of a step and the first one of the next, which needs of the last what the same units wrote. */
    private void backwardPartAndNext(int i) {
        backwardPart(phase, at(step), parts[i]);
        backwardPart(0, at(step - 1), parts[i]);
    }

    private void backwardPart(int phase, int t, UnitRange part) {
        if (phase == 0) {
            for (int n = part.from() * paddedBatch, end = part.to() * paddedBatch; n < end; n += WIDTH) {
                FloatVector.fromArray(SPECIES, stateGradient, n)
                        .add(FloatVector.fromArray(SPECIES, dy, dyAt + t * block + n))
                        .intoArray(stateGradient, n);
            }
        }
        stepBackward(phase, t, part);
    }

    /**
     * Sets the mask of the next forward and backward calls: [T][B], 1 for a valid step and 0 for padding; null for
     * none.
     */
    public final void mask(float[] mask) {
        this.mask.set(mask);
        if (mask != null && kept == null) {
            kept = new float[stateGradient.length];
        }
    }

    /**
     * Truncated back-propagation: the next backward calls go back only to step number {@code first} (in reading order),
     * a backward length of steps - first; 0 for all.
     */
    public final void truncate(int first) {
        this.firstStep = first;
    }

    /** Whether the sequence is read from its end. */
    public final boolean backwards() {
        return backwards;
    }

    /**
     * The state that the next forward call starts from, [1 or 2][H][B]: h, and for an LSTM c after it. To be written
     * and read.
     */
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
     * The gradient of the initial state, [1 or 2][H][B], after {@link #backward}. Before it, after
     * {@link #gradientThroughState}, the place for the gradient of the final state.
     */
    public final float[] stateGradient() {
        return stateGradient;
    }

    /**
     * Whether the next backward calls take the gradient of the final state from {@link #stateGradient}; else it is
     * zero.
     */
    public final void gradientThroughState(boolean through) {
        this.throughState = through;
    }

    @Override
    public final Slice output() {
        return new Slice(h, backwards ? 0 : block);
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

    /** The gradient of the input from time step t on; none if it is not wanted. */
    final Slice inputGradient(int t) {
        return dx.plus(t * inputs * paddedBatch);
    }

    /** Before a masked step goes back: remembers the gradient of the state after it. */
    final void keepGradient(UnitRange part) {
        int count = (part.to() - part.from()) * paddedBatch;
        for (int at = part.from() * paddedBatch; at < stateGradient.length; at += block) {
            System.arraycopy(stateGradient, at, kept, at, count);
        }
    }

    /** After a masked step went back: in the masked columns, the state's gradient passes by as it was. */
    final void restoreGradient(int t, UnitRange part) {
        for (int at = 0; at < stateGradient.length; at += block) {
            mask.replace(t, part, stateGradient, at, kept, at);
        }
    }
}
