package rnnlab.forecast;

import static org.junit.jupiter.api.Assertions.*;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class BacktestTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    private static Backtest of(double truth, double forecast, double before, int day) {
        return new Backtest(
                new LocalDate[] {DAY.plusDays(day)}, new double[] {truth}, new double[] {forecast}, new double[] {before
                });
    }

    @Test
    void itIsJoinedCutAndMeasured() {
        var both = of(12, 11, 10, 0).followedBy(of(9, 10, 12, 1)).followedBy(of(10, 12, 9, 2));
        assertEquals(3, both.size());
        assertArrayEquals(new double[] {9, 10}, both.tail(2).truth());
        assertEquals(DAY.plusDays(1), both.tail(2).dates()[0]);
        assertEquals(Math.sqrt((1 + 1 + 4) / 3.0), both.errors().rmse(), 1e-12);
        assertEquals(Math.sqrt((4 + 9 + 1) / 3.0), both.naive().rmse(), 1e-12);
        assertEquals(Math.sqrt(6 / 14.0), both.besideNaive(), 1e-12);
        assertArrayEquals(
                new double[] {10.5, 11, 10.5},
                both.shrunk(new Shrinkage(0.5, 0.5, 0, 3)).forecast());
    }

    @Test
    void partsOfDifferentLengthAreRefused() {
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> new Backtest(new LocalDate[] {DAY}, new double[2], new double[1], new double[1]));
        assertTrue(e.getMessage().startsWith("there are 1 dates, 2 true values, 1 forecasts"), e.getMessage());
    }

    @Test
    void aBandCountsWhatItHolds() {
        var band = new Band(0.9, new double[] {1, 2, 3}, new double[] {2, 3, 5});
        assertEquals(200 / 3.0, band.coverage(new double[] {1, 3.5, 5}), 1e-12); // ends count
        assertEquals((1 + 1 + 2) / 3.0, band.width(), 1e-12);
        assertThrows(IllegalArgumentException.class, () -> band.coverage(new double[] {1}));
    }
}
