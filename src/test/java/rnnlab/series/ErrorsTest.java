package rnnlab.series;

import static org.junit.jupiter.api.Assertions.*;

import org.junit.jupiter.api.Test;

class ErrorsTest {
    private static final double[] PREVIOUS = {10, 20, 30, 40};
    private static final double[] TRUTH = {20, 10, 30, 50}; // up, down, unchanged, up

    @Test
    void areTheFormulasByHand() {
        var errors = Errors.of(TRUTH, new double[] {21, 22, 30, 46}, PREVIOUS);
        assertEquals(Math.sqrt((1 + 144 + 0 + 16) / 4.0), errors.rmse(), 1e-12);
        assertEquals((1 + 12 + 0 + 4) / 4.0, errors.mae(), 1e-12);
        assertEquals(100 * (1 / 20.0 + 12 / 10.0 + 0 + 4 / 50.0) / 4, errors.mape(), 1e-12);
        assertEquals(200 / 3.0, errors.hitRate(), 1e-12); // up and up hit, down missed, unchanged not counted
    }

    @Test
    void ofTheNaiveForecastCompareWithYesterday() {
        var naive = Errors.naive(TRUTH, PREVIOUS);
        assertEquals(7.5, naive.mae(), 1e-12);
        assertTrue(Double.isNaN(naive.hitRate()));
    }

    @Test
    void inPerCentNeedTrueValuesOtherThanZero() {
        assertTrue(Double.isNaN(
                Errors.of(new double[] {0}, new double[] {1}, new double[] {1}).mape()));
    }

    @Test
    void besideNaiveAreBetterEqualOrWorse() {
        var naive = new Errors(10, 0, 0, 0);
        assertEquals(
                "The network's typical error (RMSE) was 9.0000, the naive forecast's 10.000. "
                        + "The network was better by 10.0 %. Before you believe it, try other seeds and another range.",
                new Errors(9, 0, 0, 0).besideNaive(naive));
        assertTrue(new Errors(10.1, 0, 0, 0).besideNaive(naive).contains("They are equal"));
        assertTrue(new Errors(12.5, 0, 0, 0).besideNaive(naive).contains("worse by 25.0 %"));
    }

    @Test
    void besideANaiveForecastThatIsExactAreSaidWithoutInfinity() {
        double[] still = {7, 7, 7};
        var naive = Errors.naive(still, still);
        var exact = Errors.of(still, still, still);
        assertEquals(
                "The network's typical error (RMSE) was 0.0000, the naive forecast's 0.0000. The values "
                        + "never change here, so"
                        + " \"the next value will be like the last one\" is exact: so is the network.",
                exact.besideNaive(naive));
        var near = Errors.of(still, new double[] {7, 7, 7.3}, still);
        assertTrue(near.besideNaive(naive).endsWith("no forecast can be better, and there is nothing to learn."));
        assertEquals(1, exact.ratio(naive));
        assertTrue(Double.isNaN(near.ratio(naive)));
        assertEquals(0.5, Errors.ratio(2, 4));
        for (var errors : new Errors[] {exact, near, naive}) {
            for (var said : new String[] {errors.besideNaive(naive), errors.toString()}) {
                assertFalse(said.contains("NaN") || said.contains("Infinity"), said);
            }
        }
    }

    @Test
    void ofAForecastThatIsNoNumberSaySo() {
        var astray = Errors.of(TRUTH, new double[] {21, Double.NaN, 30, 46}, PREVIOUS);
        assertTrue(astray.besideNaive(Errors.naive(TRUTH, PREVIOUS)).contains("no number any more"));
    }

    @Test
    void ofManyTimesTheNaiveOnesAreSaidAsAFactor() {
        assertTrue(
                new Errors(121, 0, 0, 0).besideNaive(new Errors(10, 0, 0, 0)).contains("worse by a factor of 12.1:"));
    }

    @Test
    void ofDifferentLengthsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Errors.rmse(new double[2], new double[3]));
        assertThrows(IllegalArgumentException.class, () -> Errors.rmse(new double[0], new double[0]));
    }
}
