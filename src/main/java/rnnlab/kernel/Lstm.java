package rnnlab.kernel;

import static rnnlab.kernel.Vectors.SPECIES;
import static rnnlab.kernel.Vectors.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * Long short-term memory with a forget gate and without peepholes:
 *
 * <pre>
 *   g = tanh(Wg x + Rg h' + bg)        candidate
 *   f = s(Wf x + Rf h' + bf)           forget gate
 *   o = s(Wo x + Ro h' + bo)           output gate
 *   i = s(Wi x + Ri h' + bi)           input gate
 *   c = f c' + i g                     cell state
 *   h = o tanh(c)                      hidden state, the output
 * </pre>
 *
 * with h', c' the states one step back, s the logistic function and products by element.
 *
 * <p>Parameters: W [4H][inputs], R [4H][H], b [4H]; the rows are the gates in the order g, f, o, i, which is
 * Deeplearning4j's.
 *
 * <p>Source: S. Hochreiter, J. Schmidhuber, Long short-term memory, Neural Computation 9 (1997); forget gate: F. Gers
 * et al., Learning to forget, Neural Computation 12 (2000).
 */
public final class Lstm extends Recurrent {
    private final Affine input;
    private final Affine recurrent;
    /** g, f, o, i of every step, [T][4H][B]; a backward pass puts the gradients of the sums in their places. */
    private final float[] gates;
    /** Cell states: T+1 blocks, as h. */
    private final float[] c;
    /** tanh(c), [T][H][B]. */
    private final float[] tanhC;

    /** @param backwards whether the sequence is read from its end */
    public Lstm(int inputs, int units, Capacity capacity, boolean backwards) {
        super(2, inputs, units, capacity, backwards);
        int recurrentAt = 4 * units * inputs, biasAt = recurrentAt + 4 * units * units;
        this.input = new Affine(inputs, 4, units, capacity).biasAt(biasAt);
        this.recurrent = new Affine(units, 4, units, capacity).weightsAt(recurrentAt);
        this.gates = new float[capacity.steps() * 4 * block];
        this.c = new float[(capacity.steps() + 1) * block];
        this.tanhC = new float[capacity.steps() * block];
    }

    @Override
    public int parameters() {
        return 4 * units * (inputs + units + 1);
    }

    @Override
    public void load(Slice parameters) {
        input.load(parameters);
        recurrent.load(parameters);
    }

    @Override
    void begin() {
        super.begin();
        System.arraycopy(state, block, c, before(at(0)), block);
    }

    @Override
    public void carryState() {
        super.carryState();
        System.arraycopy(c, now(at(steps - 1)), state, block, block);
    }

    @Override
    void inputForward(int t, UnitRange part) {
        input.forward(x, input(t), gates, t * 4 * block, part);
    }

    @Override
    void stepForward(int phase, int t, UnitRange part) {
        int sums = t * 4 * block;
        recurrent.addForward(h, before(t), gates, sums, part);
        int from = part.from() * paddedBatch, to = part.to() * paddedBatch;
        Activation.TANH.apply(gates, sums + from, sums + to);
        for (int gate = 1; gate < 4; gate++) {
            Activation.SIGMOID.apply(gates, sums + gate * block + from, sums + gate * block + to);
        }
        nextState(t, from, to);
        if (mask.hides(t)) {
            mask.replace(t, part, c, now(t), c, before(t));
            mask.replace(t, part, h, now(t), h, before(t));
        }
    }

    /** From the gates to the new c and h, for the numbers [from, to) of time step t. */
    private void nextState(int t, int from, int to) {
        int atG = t * 4 * block, atF = atG + block, atO = atF + block, atI = atO + block;
        int now = now(t), before = before(t), atTanh = t * block;
        for (int n = from; n < to; n += WIDTH) {
            var g = FloatVector.fromArray(SPECIES, gates, atG + n);
            var f = FloatVector.fromArray(SPECIES, gates, atF + n);
            var o = FloatVector.fromArray(SPECIES, gates, atO + n);
            var i = FloatVector.fromArray(SPECIES, gates, atI + n);
            var next = f.fma(FloatVector.fromArray(SPECIES, c, before + n), i.mul(g));
            var tanh = Elementary.tanh(next);
            next.intoArray(c, now + n);
            tanh.intoArray(tanhC, atTanh + n);
            o.mul(tanh).intoArray(h, now + n);
        }
    }

    @Override
    void stepBackward(int phase, int t, UnitRange part) {
        int sums = t * 4 * block;
        if (phase == 1) {
            recurrent.addBackward(gates, sums, stateGradient, 0, part);
            return;
        }
        boolean masked = mask.hides(t);
        if (masked) {
            keepGradient(part);
        }
        stateBackward(t, part.from() * paddedBatch, part.to() * paddedBatch);
        if (masked) {
            for (int gate = 0; gate < 4; gate++) {
                mask.clear(t, part, gates, sums + gate * block);
            }
            restoreGradient(t, part);
        }
    }

    /**
     * For the numbers [from, to) of time step t, from dh and dc, the gradients of h and c:
     *
     * <pre>
     *   dc  += dh o (1 - tanh²(c))
     *   dzg  = dc i (1 - g²)          dzf = dc c' f (1 - f)
     *   dzo  = dh tanh(c) o (1 - o)   dzi = dc g i (1 - i)
     *   dc'  = dc f                   dh' = Rᵀ dz, added later
     * </pre>
     */
    private void stateBackward(int t, int from, int to) {
        int atG = t * 4 * block, atF = atG + block, atO = atF + block, atI = atO + block;
        int before = before(t), atTanh = t * block;
        for (int n = from; n < to; n += WIDTH) {
            var g = FloatVector.fromArray(SPECIES, gates, atG + n);
            var f = FloatVector.fromArray(SPECIES, gates, atF + n);
            var o = FloatVector.fromArray(SPECIES, gates, atO + n);
            var i = FloatVector.fromArray(SPECIES, gates, atI + n);
            var tanh = FloatVector.fromArray(SPECIES, tanhC, atTanh + n);
            var dh = FloatVector.fromArray(SPECIES, stateGradient, n);
            var dhO = dh.mul(o);
            var dc = FloatVector.fromArray(SPECIES, stateGradient, block + n)
                    .add(dhO.sub(dhO.mul(tanh).mul(tanh)));
            var dg = dc.mul(i);
            dg.sub(dg.mul(g).mul(g)).intoArray(gates, atG + n);
            var dcF = dc.mul(f);
            dcF.mul(FloatVector.fromArray(SPECIES, c, before + n))
                    .mul(f.neg().add(1f))
                    .intoArray(gates, atF + n);
            dhO.mul(tanh).mul(o.neg().add(1f)).intoArray(gates, atO + n);
            dg.mul(g).mul(i.neg().add(1f)).intoArray(gates, atI + n);
            dcF.intoArray(stateGradient, block + n);
            FloatVector.zero(SPECIES).intoArray(stateGradient, n);
        }
    }

    @Override
    void gradients(int low, int reached, Slice gradients) {
        Slice sums = new Slice(gates, low * 4 * block);
        if (!dx.isNone()) {
            input.backwardAll(sums, inputGradient(low), reached);
        }
        input.gradient(sums, new Slice(x, input(low)), reached, gradients);
        recurrent.gradient(sums, new Slice(h, before(low)), reached, gradients);
    }
}
