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
 *   n = tanh(Wn x + bn + r (Rn h' + qn))   candidate, reset AFTER the product (Keras, PyTorch, cuDNN)
 *   n = tanh(Wn x + bn + Rn (r h'))        candidate, reset BEFORE the product; then there is no q
 *   h = z h' + (1 - z) n                   hidden state, the output
 * </pre>
 *
 * with h' the state one step back, s the logistic function and products by element.
 *
 * <p>Parameters: W [3H][inputs], R [3H][H], b [3H] and, with the reset after the product, q [3H]; the rows are z, r, n, Keras's
 * order.
 *
 * <p>Source: K. Cho et al., Learning phrase representations using RNN encoder-decoder (2014), where h = z h' + (1-z) n as here.
 */
public final class Gru extends Recurrent {
    private final boolean resetAfter;
    private final Affine inputGates;
    private final Affine inputCandidate;
    private final Affine recurrentGates;
    private final Affine recurrentCandidate;
    /** z and r, [T][2H][B]; a backward pass puts the gradients of their sums in their places. */
    private final float[] gates;
    /** n, [T][H][B]; likewise. */
    private final float[] candidate;
    /** Reset after: Rn h' + qn, then the gradient of it. Reset before: r h'. [T][H][B]. */
    private final float[] inner;
    /** Reset before: gradient of r h', [H][B]. */
    private final float[] innerGradient;

    private float[] params;
    private int secondBiasAt;

    /**
     * @param resetAfter whether the reset gate multiplies after the recurrent product
     * @param capacity the most time steps of a call
     * @param paddedBatch {@link Vectors#pad} of the batch
     * @param backwards whether the sequence is read from its end
     */
    public Gru(
            int inputs,
            int units,
            boolean resetAfter,
            int capacity,
            int paddedBatch,
            boolean backwards,
            Workers workers) {
        super(1, inputs, units, capacity, paddedBatch, backwards, workers);
        this.resetAfter = resetAfter;
        this.inputGates = new Affine(inputs, 2, units, capacity, paddedBatch, workers);
        this.inputCandidate = new Affine(inputs, 1, units, capacity, paddedBatch, workers);
        this.recurrentGates = new Affine(units, 2, units, capacity, paddedBatch, workers);
        this.recurrentCandidate = new Affine(units, 1, units, capacity, paddedBatch, workers);
        this.gates = new float[capacity * 2 * block];
        this.candidate = new float[capacity * block];
        this.inner = new float[capacity * block];
        this.innerGradient = new float[block];
    }

    @Override
    public int parameters() {
        return 3 * units * (inputs + units + (resetAfter ? 2 : 1));
    }

    @Override
    public void load(float[] params, int at) {
        int recurrentAt = at + 3 * units * inputs, biasAt = recurrentAt + 3 * units * units;
        inputGates.load(params, at, biasAt);
        inputCandidate.load(params, at + 2 * units * inputs, biasAt + 2 * units);
        recurrentGates.load(params, recurrentAt);
        recurrentCandidate.load(params, recurrentAt + 2 * units * units, biasAt + 5 * units);
        this.params = params;
        this.secondBiasAt = biasAt + 3 * units;
    }

    /** Reset before: the product of the candidate waits for r h' of all units. */
    @Override
    int forwardPhases() {
        return resetAfter ? 1 : 2;
    }

    @Override
    void stepForward(int phase, int t, Units part) {
        int from = part.from() * paddedBatch, to = part.to() * paddedBatch;
        int n = t * block;
        if (phase == 0) {
            gates(t, part);
            inputCandidate.forward(x, input(t), candidate, n, part);
            if (!resetAfter) {
                reset(t, from, to);
                return;
            }
            recurrentCandidate.forward(recurrentInput(), before(t), inner, n, part);
            addReset(t, from, to);
        } else {
            recurrentCandidate.addForward(inner, n, candidate, n, part);
        }
        TANH.apply(candidate, n + from, n + to);
        mix(t, from, to);
        if (masked(t)) {
            carryMasked(h, t, part);
        }
    }

    /** The gates z and r. */
    private void gates(int t, Units part) {
        int z = t * 2 * block;
        inputGates.forward(x, input(t), gates, z, part);
        recurrentGates.addForward(recurrentInput(), before(t), gates, z, part);
        for (int gate = 0; gate < 2; gate++) {
            int at = z + gate * block;
            if (resetAfter) {
                addSecondBias(gate * units, at, part);
            }
            SIGMOID.apply(gates, at + part.from() * paddedBatch, at + part.to() * paddedBatch);
        }
    }

    /** The sums of one gate at gates[at ...) += q, whose numbers begin with number {@code first}. */
    private void addSecondBias(int first, int at, Units part) {
        for (int j = part.from(); j < part.to(); j++) {
            float q = params[secondBiasAt + first + j];
            for (int i = at + j * paddedBatch, end = at + (j + 1) * paddedBatch; i < end; i += WIDTH) {
                FloatVector.fromArray(SPECIES, gates, i).add(q).intoArray(gates, i);
            }
        }
    }

    /** The sum of the candidate += r (Rn h' + qn). */
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
        float[] past = recurrentInput();
        for (int n = from; n < to; n += WIDTH) {
            FloatVector.fromArray(SPECIES, gates, atR + n)
                    .mul(FloatVector.fromArray(SPECIES, past, before + n))
                    .intoArray(inner, at + n);
        }
    }

    /** h = z h' + (1 - z) n. */
    private void mix(int t, int from, int to) {
        int atZ = t * 2 * block, at = t * block, now = now(t), before = before(t);
        for (int i = from; i < to; i += WIDTH) {
            var n = FloatVector.fromArray(SPECIES, candidate, at + i);
            var past = FloatVector.fromArray(SPECIES, h, before + i);
            FloatVector.fromArray(SPECIES, gates, atZ + i).fma(past.sub(n), n).intoArray(h, now + i);
        }
    }

    /** Reset before: the gradient of r waits for the candidate's of all units, and the product of the gates for that of r. */
    @Override
    int backwardPhases() {
        return resetAfter ? 2 : 3;
    }

    @Override
    void stepBackward(int phase, int t, Units part) {
        int dz = t * 2 * block, dn = t * block;
        int from = part.from() * paddedBatch, to = part.to() * paddedBatch;
        boolean masked = masked(t);
        if (phase == 0) {
            if (masked) {
                keepGradient(part);
            }
            mixBackward(t, from, to);
            if (resetAfter) {
                addResetBackward(t, from, to);
            }
            // In masked columns the products must see no gradient.
            if (masked) {
                clearMasked(gates, dz, t, part);
                clearMasked(candidate, dn, t, part);
                if (resetAfter) {
                    clearMasked(gates, dz + block, t, part);
                    clearMasked(inner, dn, t, part);
                }
                restoreGradient(t, part);
            }
        } else if (phase == 1 && !resetAfter) {
            Arrays.fill(innerGradient, from, to, 0f);
            recurrentCandidate.addBackward(candidate, dn, innerGradient, 0, part);
            resetBackward(t, from, to);
            // innerGradient is zero in masked columns, and so is all that hangs on it.
        } else {
            backThrough(recurrentGates, gates, dz, part);
            if (resetAfter) {
                backThrough(recurrentCandidate, inner, dn, part);
            }
        }
    }

    /** From dh: the gradients of the sums of z, dh (h' - n) z (1-z), and of n, dh (1-z) (1-n²); dh' = dh z. */
    private void mixBackward(int t, int from, int to) {
        int atZ = t * 2 * block, at = t * block, before = before(t);
        for (int i = from; i < to; i += WIDTH) {
            var z = FloatVector.fromArray(SPECIES, gates, atZ + i);
            var n = FloatVector.fromArray(SPECIES, candidate, at + i);
            var past = FloatVector.fromArray(SPECIES, h, before + i);
            var dh = FloatVector.fromArray(SPECIES, stateGradient, i);
            var dhZ = dh.mul(z);
            var dhN = dh.sub(dhZ);
            dhZ.intoArray(stateGradient, i);
            dhN.mul(z).mul(past.sub(n)).intoArray(gates, atZ + i);
            dhN.sub(dhN.mul(n).mul(n)).intoArray(candidate, at + i);
        }
    }

    /** Reset after: the gradients of the sum of r, dn (Rn h' + qn) r (1-r), and of the inner sum, dn r. */
    private void addResetBackward(int t, int from, int to) {
        int atR = t * 2 * block + block, at = t * block;
        for (int i = from; i < to; i += WIDTH) {
            var r = FloatVector.fromArray(SPECIES, gates, atR + i);
            var sum = FloatVector.fromArray(SPECIES, inner, at + i);
            var dnR = FloatVector.fromArray(SPECIES, candidate, at + i).mul(r);
            dnR.intoArray(inner, at + i);
            dnR.mul(sum).mul(r.neg().add(1f)).intoArray(gates, atR + i);
        }
    }

    /** Reset before: from d, the gradient of r h': that of the sum of r, d h' r (1-r); dh' += d r. */
    private void resetBackward(int t, int from, int to) {
        int atR = t * 2 * block + block, before = before(t);
        float[] past = recurrentInput();
        for (int i = from; i < to; i += WIDTH) {
            var r = FloatVector.fromArray(SPECIES, gates, atR + i);
            var dR = FloatVector.fromArray(SPECIES, innerGradient, i).mul(r);
            dR.mul(FloatVector.fromArray(SPECIES, past, before + i))
                    .mul(r.neg().add(1f))
                    .intoArray(gates, atR + i);
            if (dropout != null) {
                dR = dR.mul(FloatVector.fromArray(SPECIES, dropout, i));
            }
            FloatVector.fromArray(SPECIES, stateGradient, i).add(dR).intoArray(stateGradient, i);
        }
    }

    @Override
    void gradients(int low, int reached, float[] gradients, int at) {
        int recurrentAt = at + 3 * units * inputs, biasAt = recurrentAt + 3 * units * units;
        int dz = low * 2 * block, dn = low * block;
        float[] past = recurrentInput();
        if (dx != null) {
            int to = dxAt + low * inputs * paddedBatch;
            inputGates.backwardAll(gates, dz, dx, to, reached);
            inputCandidate.addBackwardAll(candidate, dn, dx, to, reached);
        }
        inputGates.gradient(gates, dz, x, input(low), reached, gradients, at, biasAt);
        inputCandidate.gradient(
                candidate, dn, x, input(low), reached, gradients, at + 2 * units * inputs, biasAt + 2 * units);
        recurrentGates.gradient(
                gates, dz, past, before(low), reached, gradients, recurrentAt, resetAfter ? biasAt + 3 * units : -1);
        int candidateAt = recurrentAt + 2 * units * units;
        if (resetAfter) {
            recurrentCandidate.gradient(
                    inner, dn, past, before(low), reached, gradients, candidateAt, biasAt + 5 * units);
        } else {
            recurrentCandidate.gradient(candidate, dn, inner, dn, reached, gradients, candidateAt, -1);
        }
    }
}
