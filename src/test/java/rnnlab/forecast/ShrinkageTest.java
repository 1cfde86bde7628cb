package rnnlab.forecast;

import static org.junit.jupiter.api.Assertions.*;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShrinkageTest {

    /** d = 1, 2, -1; y = 2, 2, -2: sum dy = 2 + 4 + 2 = 8, sum dd = 6. */
    @Test
    void theEstimateIsLeastSquaresByHand() {
        double[] before = {0, 0, 0};
        var s = Shrinkage.of(new double[] {2, 2, -2}, new double[] {1, 2, -1}, before);
        assertEquals(8 / 6.0, s.estimate(), 1e-12);
        // rests: 2 - 4/3, 2 - 8/3, -2 + 4/3 = 2/3, -2/3, -2/3; leverages 1/6, 4/6, 1/6
        double squares = 4 / 9.0 * (1 / Math.pow(5 / 6.0, 2) + 4 / Math.pow(2 / 6.0, 2) + 1 / Math.pow(5 / 6.0, 2));
        assertEquals(Math.sqrt(squares) / 6, s.standardError(), 1e-12);
        double t = s.estimate() / s.standardError();
        assertEquals(Math.max(0, Math.min(1, 8 / 6.0 * (1 - 4 * (1 + 20 / 3.0) / (t * t)))), s.weight(), 1e-12);
    }

    @Test
    void changesAreSharesWhereAllPricesAreAboveZero() {
        var low = Shrinkage.of(new double[] {11, 9, 10.5}, new double[] {10.5, 9.5, 10}, new double[] {10, 10, 10});
        var high = Shrinkage.of(
                new double[] {1100, 900, 1050}, new double[] {1050, 950, 1000}, new double[] {1000, 1000, 1000});
        assertEquals(low.estimate(), high.estimate(), 1e-12);
        assertEquals(low.weight(), high.weight(), 1e-12);
    }

    @Test
    void whatPredictsIsBelievedAndNoiseIsNot() {
        var random = new Random(1);
        int n = 400, believed = 0;
        for (int trial = 0; trial < 100; trial++) {
            var truth = new double[n];
            var forecast = new double[n];
            var noise = new double[n];
            var before = new double[n];
            Arrays.fill(before, 100);
            for (int i = 0; i < n; i++) {
                double known = random.nextGaussian();
                truth[i] = 100 + known + random.nextGaussian();
                forecast[i] = 100 + known;
                noise[i] = 100 + random.nextGaussian();
            }
            assertTrue(Shrinkage.of(truth, forecast, before).weight() > 0.8);
            if (Shrinkage.of(truth, noise, before).weight() > 0) {
                believed++;
            }
        }
        // Two standard errors above zero: 2.3 % of the trials.
        assertTrue(believed <= 10, "believed " + believed);
    }

    @Test
    void oneLuckyHitIsNotBelieved() {
        var before = new double[20];
        Arrays.fill(before, 100);
        double[] truth = before.clone(), forecast = before.clone();
        for (int i = 0; i < 20; i++) {
            truth[i] += i % 2 == 0 ? 0.1 : -0.1;
            forecast[i] += i % 4 < 2 ? 0.1 : -0.1;
        }
        truth[7] = 110; // a jump that the network happened to see
        forecast[7] = 105;
        assertEquals(2, Shrinkage.of(truth, forecast, before).estimate(), 0.05);
        assertEquals(0, Shrinkage.of(truth, forecast, before).weight());
    }

    @Test
    void aForecastAgainstTheTruthHasNoWeightNorOneThatSaysNothing() {
        double[] before = {10, 10, 10, 10};
        assertEquals(
                0,
                Shrinkage.of(new double[] {11, 12, 9, 8}, new double[] {9, 8, 11, 12}, before)
                        .weight());
        var nothing = Shrinkage.of(new double[] {11, 12, 9, 8}, before, before);
        assertEquals(0, nothing.weight());
        assertArrayEquals(before, nothing.apply(before, before));
    }

    @Test
    void itMovesAForecastTowardsTheLastPrice() {
        var half = new Shrinkage(0.5, 0.5, 0, 1);
        assertEquals(15, half.apply(20, 10));
        assertEquals(20, new Shrinkage(1, 1, 0, 1).apply(20, 10));
    }
}
