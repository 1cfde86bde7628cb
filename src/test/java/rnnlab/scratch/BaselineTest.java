package rnnlab.scratch;

import static org.junit.jupiter.api.Assertions.*;

import org.junit.jupiter.api.Test;

class BaselineTest {
    private static final float[] PAST = {1, 2, 4};

    @Test
    void naiveRepeatsTheLastValue() {
        assertArrayEquals(new double[] {4, 4}, Baseline.naive().forecast(PAST, 2));
    }

    @Test
    void smoothingByHand() {
        // 1, then 0.5*2 + 0.5*1 = 1.5, then 0.5*4 + 0.5*1.5 = 2.75
        assertArrayEquals(new double[] {2.75, 2.75}, Baseline.smoothing(0.5).forecast(PAST, 2));
        assertArrayEquals(
                Baseline.naive().forecast(PAST, 3), Baseline.smoothing(1).forecast(PAST, 3));
    }

    @Test
    void holtByHand() {
        // level 1, slope 1; x=2: level 2, slope 1; x=4: level 0.5*4+0.5*3 = 3.5, slope 0.5*1.5+0.5*1 = 1.25
        assertArrayEquals(new double[] {4.75, 6}, Baseline.holt(0.5, 0.5).forecast(PAST, 2), 1e-12);
    }

    @Test
    void holtContinuesAStraightLine() {
        assertArrayEquals(new double[] {4, 5, 6}, Baseline.holt(0.3, 0.7).forecast(new float[] {0, 1, 2, 3}, 3), 1e-12);
    }

    @Test
    void seasonalNaiveFindsThePeriodAndRepeatsIt() {
        var x = new float[50];
        for (int t = 0; t < 50; t++) {
            x[t] = (float) Math.sin(2 * Math.PI * t / 10);
        }
        assertEquals(10, Baseline.period(x));
        var y = Baseline.seasonalNaive().forecast(x, 12);
        for (int j = 0; j < 12; j++) {
            assertEquals(Math.sin(2 * Math.PI * (50 + j) / 10), y[j], 1e-6);
        }
    }

    @Test
    void errorsAreAveragedOverSeriesAndSteps() {
        // errors 0, 1 and 2, 0: (0 + 1 + 4 + 0) / 4
        assertEquals(1.25, Baseline.naive().mse(new float[][] {{1, 2}, {3, 5}}, new float[][] {{2, 3}, {7, 5}}));
    }

    @Test
    void weightsAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> Baseline.smoothing(1.5));
        assertThrows(IllegalArgumentException.class, () -> Baseline.holt(0.5, -1));
    }
}
