package rnnlab.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DropoutTest {
    private static final int MANY = 1_000_000;

    private static float[] mask(long seed, long step, double keep) {
        var mask = new float[MANY];
        new Dropout(keep).fill(mask, MANY, seed, step);
        return mask;
    }

    private static int kept(float[] mask) {
        int kept = 0;
        for (float m : mask) {
            if (m != 0) {
                kept++;
            }
        }
        return kept;
    }

    @Test
    void theShareKeptIsTheOneAskedForAndTheMeanStays() {
        for (double keep : new double[] {0.1, 0.5, 0.8, 1}) {
            int kept = kept(mask(1, 2, keep));
            // five standard deviations of a binomial distribution, and one part in 65 536
            assertEquals(keep * MANY, kept, 5 * Math.sqrt(MANY * keep * (1 - keep)) + MANY / 65536.0);
        }
        for (float m : mask(1, 2, 0.8)) {
            assertTrue(m == 0 || m == 1.25f);
        }
    }

    @Test
    void seedAndStepAloneDecide() {
        assertArrayEquals(mask(1, 2, 0.5), mask(1, 2, 0.5));
        var part = new float[MANY];
        new Dropout(0.5).fill(part, 1234, 1, 2);
        assertArrayEquals(Arrays.copyOf(mask(1, 2, 0.5), 1234), Arrays.copyOf(part, 1234));
        assertEquals(0, kept(Arrays.copyOfRange(part, 1234, MANY)));
    }

    @Test
    void otherSeedsAndStepsAreIndependent() {
        float[] one = mask(1, 2, 0.5);
        for (float[] other : new float[][] {mask(2, 2, 0.5), mask(1, 3, 0.5)}) {
            int both = 0;
            for (int i = 0; i < MANY; i++) {
                if (one[i] != 0 && other[i] != 0) {
                    both++;
                }
            }
            assertEquals(MANY / 4.0, both, 5 * Math.sqrt(MANY * 3 / 16.0));
        }
    }

    @Test
    void keepingNothingIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Dropout(0));
    }
}
