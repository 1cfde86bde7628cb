package rnnlab.forecast;

import static org.junit.jupiter.api.Assertions.*;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BandMakerTest {

    /** Naive forecasts {@code ahead} steps ahead of a walk whose steps have a spread that depends on the time. */
    private static Backtest walk(int size, int ahead, IntToDoubleFunction spread, long seed) {
        var random = new Random(seed);
        var x = new double[size + ahead + 1];
        x[0] = 100;
        for (int t = 1; t < x.length; t++) {
            x[t] = x[t - 1] + spread.applyAsDouble(t) * random.nextGaussian();
        }
        var dates = IntStream.range(0, size)
                .mapToObj(t -> LocalDate.of(2000, 1, 1).plusDays(t))
                .toArray(LocalDate[]::new);
        var before = Arrays.copyOfRange(x, 1, size + 1);
        return new Backtest(dates, Arrays.copyOfRange(x, ahead + 1, size + ahead + 1), before, before);
    }

    private static double coverage(Backtest backtest, int ahead, double level) {
        var maker = BandMaker.of(level, ahead);
        var calibration = backtest.size() / 2;
        var all = maker.follow(backtest);
        return all.tail(calibration).coverage(backtest.tail(calibration).truth());
    }

    @Test
    void itHoldsWhatItPromises() {
        for (double level : new double[] {0.5, 0.8, 0.9}) {
            assertEquals(100 * level, coverage(walk(2000, 1, t -> 1, 1), 1, level), 2.5);
        }
    }

    @Test
    void itHoldsWhenTheMarketBecomesTenTimesAsRestlessOrCalm() {
        assertEquals(90, coverage(walk(1000, 1, t -> t < 600 ? 1 : 10, 2), 1, 0.9), 3);
        assertEquals(90, coverage(walk(1000, 1, t -> t < 600 ? 10 : 1, 3), 1, 0.9), 3);
    }

    @Test
    void itHoldsSeveralStepsAhead() {
        for (int ahead : new int[] {2, 5}) {
            assertEquals(90, coverage(walk(2000, ahead, t -> 1, 4), ahead, 0.9), 3);
        }
    }

    @Test
    void noTruthIsUsedBeforeItIsKnown() {
        for (int ahead : new int[] {1, 3}) {
            var backtest = walk(200, ahead, t -> 1, 5);
            double[] changed = backtest.truth().clone();
            int from = 150;
            for (int t = from; t < 200; t++) {
                changed[t] += 1000;
            }
            var other = new Backtest(backtest.dates(), changed, backtest.forecast(), backtest.before());
            var a = BandMaker.of(0.9, ahead).follow(backtest);
            var b = BandMaker.of(0.9, ahead).follow(other);
            // The truth of forecast 150 is known when forecast 150 + ahead is made.
            assertArrayEquals(Arrays.copyOf(a.low(), from + ahead), Arrays.copyOf(b.low(), from + ahead));
            assertFalse(Arrays.equals(a.low(), b.low()));
        }
    }

    @Test
    void theNextIntervalIsAsTheOneThatFollowingWouldGive() {
        var backtest = walk(101, 1, t -> 1, 6);
        var all = BandMaker.of(0.9, 1).follow(backtest);
        var maker = BandMaker.of(0.9, 1);
        maker.follow(new Backtest(
                Arrays.copyOf(backtest.dates(), 100),
                Arrays.copyOf(backtest.truth(), 100),
                Arrays.copyOf(backtest.forecast(), 100),
                Arrays.copyOf(backtest.before(), 100)));
        for (int twice = 0; twice < 2; twice++) {
            var next = maker.next(backtest.forecast()[100], backtest.before()[100]);
            assertEquals(all.low()[100], next.low()[0]);
            assertEquals(all.high()[100], next.high()[0]);
        }
    }

    @Test
    void aPriceThatNeverChangesHasABandOfNoWidth() {
        var maker = BandMaker.of(0.9, 1);
        var still = walk(100, 1, t -> 0, 7);
        assertEquals(100, maker.follow(still).coverage(still.truth()));
        assertEquals(0, maker.next(100, 100).width());
        assertTrue(Double.isInfinite(BandMaker.of(0.9, 1).next(100, 100).width()), "nothing is known yet");
    }

    @Test
    void wrongArgumentsAreNamed() {
        assertEquals(
                "level is 90.0; it must lie between 0 and 1, say 0.9",
                assertThrows(IllegalArgumentException.class, () -> BandMaker.of(90, 1))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> BandMaker.of(0.9, 0));
    }
}
