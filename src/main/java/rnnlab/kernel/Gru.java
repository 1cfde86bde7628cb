package rnnlab.kernel;

import static rnnlab.kernel.Activation.SIGMOID;
import static rnnlab.kernel.Activation.TANH;
import static rnnlab.kernel.Vectors.SPECIES;
import static rnnlab.kernel.Vectors.WIDTH;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * The gated recurrent unit,
 *
 * <pre>
 *   z = s(Wz x + bz + Rz h' + qz)          update gate
 *   r = s(Wr x + br + Rr h' + qr)          reset gate
 *   g = tanh(Wg x + bg + r (Rg h' + qg))   candidate, reset AFTER the product (Keras, PyTorch, cuDNN)
 *   g = tanh(Wg x + bg + Rg (r h'))        candidate, reset BEFORE the product; then there is no q
 *   h = z h' + (1 - z) g                   hidden state, the output
 * </pre>
 *
 * with h' the state one step back, s the logistic function and products by element.
 *
 * <p>Parameters: W [3H][inputs], R [3H][H], b [3H] and, with the reset after the product, q [3H]; the rows are z, r, g,
 * Keras's order.
 *
 * <p>Source: K. Cho et al., Learning phrase representations using RNN encoder-decoder (2014), where h = z h' + (1-z) g
 * as here.
 */
public final class Gru extends Recurrent {
    private final boolean resetAfter;
    private final Affine inputGates;
    private final Affine inputCandidate;
    private final Affine recurrentGates;
    private final Affine recurrentCandidate;
    /** z and r, [T][2H][B]; a backward pass puts the gradients of their sums in their places. */
    private final float[] gates;
    /** g, [T][H][B]; likewise. */
    private final float[] candidate;
    /** Reset after: Rg h' + qg, then the gradient of it. Reset before: r h'. [T][H][B]. */
    private final float[] inner;
    /** Reset before: gradient of r h', [H][B]. */
    private final float[] innerGradient;

    /**
     * @param resetAfter whether the reset gate multiplies after the recurrent product
     * @param backwards whether the sequence is read from its end
     */
    public Gru(int inputs, int units, boolean resetAfter, Capacity capacity, boolean backwards) {
        super(1, inputs, units, capacity, backwards);
        int recurrentAt = 3 * units * inputs, biasAt = recurrentAt + 3 * units * units;
        this.resetAfter = resetAfter;
        this.inputGates = new Affine(inputs, 2, units, capacity).biasAt(biasAt);
        this.inputCandidate = new Affine(inputs, 1, units, capacity)
                .weightsAt(2 * units * inputs)
                .biasAt(biasAt + 2 * units);
        this.recurrentGates = new Affine(units, 2, units, capacity).weightsAt(recurrentAt);
        this.recurrentCandidate = new Affine(units, 1, units, capacity).weightsAt(recurrentAt + 2 * units * units);
        if (resetAfter) {
            recurrentGates.biasAt(biasAt + 3 * units);
            recurrentCandidate.biasAt(biasAt + 5 * units);
        }
        int steps = capacity.steps();
        this.gates = new float[steps * 2 * block];
        this.candidate = new float[steps * block];
        this.inner = new float[steps * block];
        this.innerGradient = new float[block];
    }

    @Override
    public int parameters() {
        return 3 * units * (inputs + units + (resetAfter ? 2 : 1));
    }

    @Override
    public void load(Slice parameters) {
        inputGates.load(parameters);
        inputCandidate.load(parameters);
        recurrentGates.load(parameters);
        recurrentCandidate.load(parameters);
    }

    /** Reset before: the product of the candidate waits for r h' of all units. */
    @Override
    int forwardPhases() {
        return resetAfter ? 1 : 2;
    }

    @Override
    void inputForward(int t, UnitRange part) {
        inputGates.forward(x, input(t), gates, t * 2 * block, part);
        inputCandidate.forward(x, input(t), candidate, t * block, part);
    }

    @Override
    void stepForward(int phase, int t, UnitRange part) {
        int from = part.from() * paddedBatch, to = part.to() * paddedBatch;
        int at = t * block;
        if (phase == 0) {
            gates(t, part);
            if (!resetAfter) {
                reset(t, from, to);
                return;
            }
            recurrentCandidate.forward(h, before(t), inner, at, part);
            addReset(t, from, to);
        } else {
            recurrentCandidate.addForward(inner, at, candidate, at, part);
        }
        TANH.apply(candidate, at + from, at + to);
        mix(t, from, to);
        if (mask.hides(t)) {
            mask.replace(t, part, h, now(t), h, before(t));
        }
    }

    /** The gates z and r. */
    private void gates(int t, UnitRange part) {
        int sums = t * 2 * block;
        recurrentGates.addForward(h, before(t), gates, sums, part);
        if (resetAfter) {
            recurrentGates.addBias(gates, sums, part);
        }
        for (int gate = 0; gate < 2; gate++) {
            int at = sums + gate * block;
            SIGMOID.apply(gates, at + part.from() * paddedBatch, at + part.to() * paddedBatch);
        }
    }

    /** The sum of the candidate += r (Rg h' + qg). */
    private void addReset(int t, int from, int to) {
        int atR = t * 2 * block + block, at = t * block;
        for (int n = from; n < to; n += WIDTH) {
            FloatVector.fromArray(SPECIES, gates, atR + n)
                    .fma(
                            FloatVector.fromArray(SPECIES, inner, at + n),
                            FloatVector.fromArray(SPECIES, candidate, at + n))
                    .intoArray(candidate, at + n);
        }
    }

    /** inner = r h'. */
    private void reset(int t, int from, int to) {
        int atR = t * 2 * block + block, at = t * block, before = before(t);
        for (int n = from; n < to; n += WIDTH) {
            FloatVector.fromArray(SPECIES, gates, atR + n)
                    .mul(FloatVector.fromArray(SPECIES, h, before + n))
                    .intoArray(inner, at + n);
        }
    }

    /** h = z h' + (1 - z) g. */
    private void mix(int t, int from, int to) {
        int atZ = t * 2 * block, at = t * block, now = now(t), before = before(t);
        for (int n = from; n < to; n += WIDTH) {
            var g = FloatVector.fromArray(SPECIES, candidate, at + n);
            var past = FloatVector.fromArray(SPECIES, h, before + n);
            FloatVector.fromArray(SPECIES, gates, atZ + n).fma(past.sub(g), g).intoArray(h, now + n);
        }
    }

    /**
     * Reset before: the gradient of r waits for the candidate's of all units, and the product of the gates for that of
     * r.
     */
    @Override
    int backwardPhases() {
        return resetAfter ? 2 : 3;
    }

    @Override
    void stepBackward(int phase, int t, UnitRange part) {
        int dz = t * 2 * block, dg = t * block;
        int from = part.from() * paddedBatch, to = part.to() * paddedBatch;
        if (phase == 0) {
            boolean masked = mask.hides(t);
            if (masked) {
                keepGradient(part);
            }
            mixBackward(t, from, to);
            if (resetAfter) {
                addResetBackward(t, from, to);
            }
            if (masked) {
                clearMasked(t, part);
                restoreGradient(t, part);
            }
        } else if (phase == 1 && !resetAfter) {
            Arrays.fill(innerGradient, from, to, 0f);
            recurrentCandidate.addBackward(candidate, dg, innerGradient, 0, part);
            resetBackward(t, from, to);
            // innerGradient is zero in masked columns, and so is all that hangs on it.
        } else {
            recurrentGates.addBackward(gates, dz, stateGradient, 0, part);
            if (resetAfter) {
                recurrentCandidate.addBackward(inner, dg, stateGradient, 0, part);
            }
        }
    }

    /** In masked columns the products must see no gradient. */
    private void clearMasked(int t, UnitRange part) {
        int dz = t * 2 * block, dg = t * block;
        mask.clear(t, part, gates, dz);
        mask.clear(t, part, candidate, dg);
        if (resetAfter) {
            mask.clear(t, part, gates, dz + block);
            mask.clear(t, part, inner, dg);
        }
    }

    /** From dh: the gradients of the sums of z, dh (h' - g) z (1-z), and of g, dh (1-z) (1-g²); dh' = dh z. */
    private void mixBackward(int t, int from, int to) {
        int atZ = t * 2 * block, at = t * block, before = before(t);
        for (int n = from; n < to; n += WIDTH) {
            var z = FloatVector.fromArray(SPECIES, gates, atZ + n);
            var g = FloatVector.fromArray(SPECIES, candidate, at + n);
            var past = FloatVector.fromArray(SPECIES, h, before + n);
            var dh = FloatVector.fromArray(SPECIES, stateGradient, n);
            var dhZ = dh.mul(z);
            var dg = dh.sub(dhZ);
            dhZ.intoArray(stateGradient, n);
            dg.mul(z).mul(past.sub(g)).intoArray(gates, atZ + n);
            dg.sub(dg.mul(g).mul(g)).intoArray(candidate, at + n);
        }
    }

    /**
     * Reset after, from dg, the gradient of the sum of g: those of the sum of r, dg (Rg h' + qg) r (1-r), and of the
     * inner sum, dg r.
     */
    private void addResetBackward(int t, int from, int to) {
        int atR = t * 2 * block + block, at = t * block;
        for (int n = from; n < to; n += WIDTH) {
            var r = FloatVector.fromArray(SPECIES, gates, atR + n);
            var sum = FloatVector.fromArray(SPECIES, inner, at + n);
            var dgR = FloatVector.fromArray(SPECIES, candidate, at + n).mul(r);
            dgR.intoArray(inner, at + n);
            dgR.mul(sum).mul(r.neg().add(1f)).intoArray(gates, atR + n);
        }
    }

    /** Reset before: from d, the gradient of r h': that of the sum of r, d h' r (1-r); dh' += d r. */
    private void resetBackward(int t, int from, int to) {
        int atR = t * 2 * block + block, before = before(t);
        for (int n = from; n < to; n += WIDTH) {
            var r = FloatVector.fromArray(SPECIES, gates, atR + n);
            var dR = FloatVector.fromArray(SPECIES, innerGradient, n).mul(r);
            dR.mul(FloatVector.fromArray(SPECIES, h, before + n))
                    .mul(r.neg().add(1f))
                    .intoArray(gates, atR + n);
            FloatVector.fromArray(SPECIES, stateGradient, n).add(dR).intoArray(stateGradient, n);
        }
    }

    @Override
    void gradients(int low, int reached, Slice gradients) {
        Slice gateSums = new Slice(gates, low * 2 * block), sums = new Slice(candidate, low * block);
        Slice inputs = new Slice(x, input(low)), past = new Slice(h, before(low));
        Slice innerSums = new Slice(inner, low * block);
        if (!dx.isNone()) {
            inputGates.backwardAll(gateSums, inputGradient(low), reached);
            inputCandidate.addBackwardAll(sums, inputGradient(low), reached);
        }
        inputGates.gradient(gateSums, inputs, reached, gradients);
        inputCandidate.gradient(sums, inputs, reached, gradients);
        recurrentGates.gradient(gateSums, past, reached, gradients);
        if (resetAfter) {
            recurrentCandidate.gradient(innerSums, past, reached, gradients);
        } else {
            recurrentCandidate.gradient(sums, innerSums, reached, gradients);
        }
    }
}
