package rnnlab.kernel;

import static rnnlab.kernel.Vectors.SPECIES;
import static rnnlab.kernel.Vectors.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * Inverted dropout: a number is kept with the probability {@code keep} and then divided by it, else it is 0.
 *
 * <p>Which numbers are kept is a function of seed, step and place alone, so a training run that is taken up again draws the same, and
 * so does any number of threads. Source: N. Srivastava et al., Dropout, JMLR 15 (2014).
 */
public final class Dropout {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Dropout() {}

    /** Fills mask[at ... at + length) with 0 or 1/keep, numbers {@code at}, at + 1, ... of the stream (seed, step). */
    public static void fill(long seed, long step, double keep, float[] mask, int at, int length) {
        if (!(keep > 0 && keep <= 1)) {
            throw new IllegalArgumentException("keep must be above 0 and at most 1, not " + keep);
        }
        float kept = (float) (1 / keep);
        int limit = (int) Math.round(keep * 65536);
        long stream = mix(seed * GOLDEN + mix(step + GOLDEN));
        // One number of 64 bits decides for four places.
        for (int i = at, end = at + length; i < end; ) {
            long bits = mix(stream + (i >>> 2) * GOLDEN) >>> 16 * (i & 3);
            for (int stop = Math.min(end, (i | 3) + 1); i < stop; i++, bits >>>= 16) {
                mask[i] = (bits & 0xFFFF) < limit ? kept : 0f;
            }
        }
    }

    /** to = from * mask, for {@code length} numbers; the length is a multiple of the vector width, {@code to} may be from. */
    public static void multiply(float[] from, int fromAt, float[] mask, int maskAt, float[] to, int toAt, int length) {
        for (int i = 0; i < length; i += WIDTH) {
            FloatVector.fromArray(SPECIES, from, fromAt + i)
                    .mul(FloatVector.fromArray(SPECIES, mask, maskAt + i))
                    .intoArray(to, toAt + i);
        }
    }

    /** The finaliser of splitmix64: all bits of the result depend on all bits of x. */
    private static long mix(long x) {
        x = (x ^ x >>> 30) * 0xBF58476D1CE4E5B9L;
        x = (x ^ x >>> 27) * 0x94D049BB133111EBL;
        return x ^ x >>> 31;
    }
}
