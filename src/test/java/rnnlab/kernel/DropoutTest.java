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
        Dropout.fill(seed, step, keep, mask, 0, MANY);
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
        var parts = new float[MANY];
        for (int at = 0; at < MANY; at += 1234) {
            Dropout.fill(1, 2, 0.5, parts, at, Math.min(1234, MANY - at));
        }
        assertArrayEquals(mask(1, 2, 0.5), parts);
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
        var mask = new float[1];
        assertThrows(IllegalArgumentException.class, () -> Dropout.fill(1, 1, 0, mask, 0, 1));
        Arrays.fill(mask, 1);
        assertEquals(1, kept(mask));
    }
}
