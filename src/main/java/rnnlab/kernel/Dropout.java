package rnnlab.kernel;

import static rnnlab.kernel.Vectors.SPECIES;
import static rnnlab.kernel.Vectors.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * Inverted dropout: a number is kept with the probability {@code keep} and then divided by it, else it is 0.
 *
 * <p>Which numbers are kept is a function of seed, step and place alone, so a training run that is taken up again draws
 * the same, and so does any number of threads. Source: N. Srivastava et al., Dropout, JMLR 15 (2014).
 */
public record Dropout(double keep) {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    public Dropout {
        if (!(keep > 0 && keep <= 1)) {
            throw new IllegalArgumentException("keep must be above 0 and at most 1, not " + keep);
        }
    }

    /** Fills the first {@code length} numbers of the mask with 0 or 1/keep, those of the stream (seed, step). */
    public void fill(float[] mask, int length, long seed, long step) {
        float kept = (float) (1 / keep);
        int limit = (int) Math.round(keep * 65536);
        long stream = mix(seed * GOLDEN + mix(step + GOLDEN));
        // One number of 64 bits decides for four places.
        for (int i = 0; i < length; ) {
            long bits = mix(stream + (i >>> 2) * GOLDEN);
            for (int end = Math.min(length, i + 4); i < end; i++, bits >>>= 16) {
                mask[i] = (bits & 0xFFFF) < limit ? kept : 0f;
            }
        }
    }

    /** to = from * mask, for {@code length} numbers, whole vectors. */
    public static void multiply(Slice from, float[] mask, Slice to, int length) {
        float[] x = from.array(), y = to.array();
        int xAt = from.at(), yAt = to.at();
        for (int i = 0; i < length; i += WIDTH) {
            FloatVector.fromArray(SPECIES, x, xAt + i)
                    .mul(FloatVector.fromArray(SPECIES, mask, i))
                    .intoArray(y, yAt + i);
        }
    }

    /** The finaliser of splitmix64: all bits of the result depend on all bits of x. */
    private static long mix(long x) {
        x = (x ^ x >>> 30) * 0xBF58476D1CE4E5B9L;
        x = (x ^ x >>> 27) * 0x94D049BB133111EBL;
        return x ^ x >>> 31;
    }
}
