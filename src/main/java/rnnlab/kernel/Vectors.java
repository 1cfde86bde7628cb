package rnnlab.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vector width of this machine, and the padding of a batch to whole vectors.
 *
 * <p>Every array of activations is [T][units][B] with B = {@link #pad}(batch): a vector always runs along the batch and
 * no kernel has a remainder loop. The columns above the real batch hold any finite numbers; a loss gives them a
 * gradient of zero, so nothing of them reaches a parameter.
 */
public final class Vectors {
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    /** The numbers in one vector: 16 with AVX-512, 8 with AVX2, 4 with NEON. */
    static final int WIDTH = SPECIES.length();

    /** Whether there are 32 vector registers, as with AVX-512 and on ARM; else 16. */
    static final boolean MANY_REGISTERS =
            SPECIES.vectorBitSize() == 512 || System.getProperty("os.arch").equals("aarch64");

    /**
     * Numbers in 2 MB: the collector G1 gives so large an array heap regions of its own, which begin at a cache line.
     */
    private static final int OWN_REGION = (2 << 20) / Float.BYTES;
    /** The first number of such an array, after the 16 bytes of its header, that begins a cache line of 64 bytes. */
    static final int ALIGNED = (64 - 16) / Float.BYTES;

    private Vectors() {}

    /**
     * Room for {@code count} numbers from index {@link #ALIGNED} on, where they most probably begin at a cache line. A
     * vector of 512 bits that lies across two lines takes two loads; nothing else depends on it.
     */
    static float[] aligned(int count) {
        return new float[Math.max(OWN_REGION, ALIGNED + count)];
    }

    /** The sum of a vector's numbers from first to last; reduceLanes leaves the order to the compiler. */
    static float sum(FloatVector v) {
        float[] numbers = new float[WIDTH];
        v.intoArray(numbers, 0);
        return sum(numbers, 0);
    }

    /** The sum of the vector's width of numbers from {@code at} on, from first to last. */
    static float sum(float[] numbers, int at) {
        float sum = numbers[at];
        for (int i = at + 1; i < at + WIDTH; i++) {
            sum += numbers[i];
        }
        return sum;
    }

    /** The smallest multiple of the vector width that is not below {@code batch}. */
    public static int pad(int batch) {
        if (batch < 1) {
            throw new IllegalArgumentException("batch must be at least 1, not " + batch);
        }
        return (batch + WIDTH - 1) / WIDTH * WIDTH;
    }
}
