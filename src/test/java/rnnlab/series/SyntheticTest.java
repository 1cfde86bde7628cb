package rnnlab.series;

import static org.junit.jupiter.api.Assertions.*;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SyntheticTest {
    @Test
    void wavesAreTheSameForTheSameSeedOnly() {
        assertTrue(Arrays.deepEquals(Synthetic.waves(5, 50, 42), Synthetic.waves(5, 50, 42)));
        assertFalse(Arrays.deepEquals(Synthetic.waves(5, 50, 42), Synthetic.waves(5, 50, 43)));
    }

    @Test
    void wavesStayWithinTheirAmplitudes() {
        for (var x : Synthetic.waves(1000, 51, 1)) {
            for (float v : x) {
                assertTrue(Math.abs(v) <= 0.5 + 0.2 + 0.05);
            }
        }
    }

    /** The lecture's figure: predicting the last value of 10 000 series has a mean squared error near 0.020. */
    @Test
    void theNaiveForecastOfWavesErrsByTheLecturesFigure() {
        double sum = 0;
        for (var x : Synthetic.waves(10_000, 51, 42)) {
            sum += (x[50] - x[49]) * (x[50] - x[49]);
        }
        assertEquals(0.020, sum / 10_000, 0.001);
    }

    @Test
    void sizesAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> Synthetic.waves(0, 50, 1));
    }
}
