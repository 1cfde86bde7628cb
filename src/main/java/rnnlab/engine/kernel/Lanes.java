package rnnlab.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vector width of this machine, and the padding of a batch to whole vectors.
 *
 * <p>Every array of activations is [T][units][B] with B = {@link #pad}(batch): a vector always runs along the batch and no
 * kernel has a remainder loop. The columns above the real batch hold any finite numbers; a loss gives them a gradient of
 * zero, so nothing of them reaches a parameter.
 */
public final class Lanes {
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();

    /** Whether there are 32 vector registers, as with AVX-512 and on ARM; else 16. */
    static final boolean MANY_REGISTERS =
            SPECIES.vectorBitSize() == 512 || System.getProperty("os.arch").equals("aarch64");

    private static final VectorShuffle<Float> BY_8 = turn(8);
    private static final VectorShuffle<Float> BY_4 = turn(4);
    private static final VectorShuffle<Float> BY_2 = turn(2);
    private static final VectorShuffle<Float> BY_1 = turn(1);

    private Lanes() {}

    private static VectorShuffle<Float> turn(int by) {
        return VectorShuffle.fromOp(SPECIES, i -> (i + by) % LANES);
    }

    /** The sum of a vector's numbers, always in the same order; reduceLanes leaves the order to the compiler (JDK 25). */
    static float sum(FloatVector v) {
        var sum = v;
        if (LANES > 8) sum = sum.add(sum.rearrange(BY_8));
        if (LANES > 4) sum = sum.add(sum.rearrange(BY_4));
        if (LANES > 2) sum = sum.add(sum.rearrange(BY_2));
        if (LANES > 1) sum = sum.add(sum.rearrange(BY_1));
        return sum.lane(0);
    }

    /** The number of numbers in one vector: 16 with AVX-512, 8 with AVX2, 4 with NEON. */
    public static int width() {
        return LANES;
    }

    /** The smallest multiple of the vector width that is not below {@code batch}. */
    public static int pad(int batch) {
        if (batch < 1) throw new IllegalArgumentException("batch must be at least 1, not " + batch);
        return (batch + LANES - 1) / LANES * LANES;
    }
}
