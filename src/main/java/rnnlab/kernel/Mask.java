package rnnlab.kernel;

import static rnnlab.kernel.Vectors.SPECIES;
import static rnnlab.kernel.Vectors.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Which time steps of which sequences are padding: a mask [T][B], 0 for padding; applied to numbers [H][B] of some
 * units.
 */
final class Mask {
    private final int paddedBatch;
    private float[] mask;

    Mask(int paddedBatch) {
        this.paddedBatch = paddedBatch;
    }

    /** The mask from here on; null: nothing is padding. */
    void set(float[] mask) {
        this.mask = mask;
    }

    /** Whether time step t of any sequence is padding. */
    boolean hides(int t) {
        if (mask == null) {
            return false;
        }
        for (int n = t * paddedBatch; n < (t + 1) * paddedBatch; n++) {
            if (mask[n] == 0f) {
                return true;
            }
        }
        return false;
    }

    /** Where time step t is padding, the numbers at to[toAt ...) become those at from[fromAt ...). */
    void replace(int t, UnitRange part, float[] to, int toAt, float[] from, int fromAt) {
        for (int j = part.from(); j < part.to(); j++) {
            for (int n = 0; n < paddedBatch; n += WIDTH) {
                int i = j * paddedBatch + n;
                FloatVector.fromArray(SPECIES, to, toAt + i)
                        .blend(FloatVector.fromArray(SPECIES, from, fromAt + i), padding(t, n))
                        .intoArray(to, toAt + i);
            }
        }
    }

    /** Where time step t is padding, the numbers at to[toAt ...) become zero. */
    void clear(int t, UnitRange part, float[] to, int toAt) {
        for (int j = part.from(); j < part.to(); j++) {
            for (int n = 0; n < paddedBatch; n += WIDTH) {
                int i = toAt + j * paddedBatch + n;
                FloatVector.fromArray(SPECIES, to, i).blend(0f, padding(t, n)).intoArray(to, i);
            }
        }
    }

    private VectorMask<Float> padding(int t, int n) {
        return FloatVector.fromArray(SPECIES, mask, t * paddedBatch + n).compare(VectorOperators.EQ, 0f);
    }
}
