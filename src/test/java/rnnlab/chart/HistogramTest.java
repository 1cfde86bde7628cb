package rnnlab.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistogramTest {

    @Test
    void intervalsOfOtherNumbersHaveTheirMiddles() {
        var bars = bars(Charts.histogram("h", "PLN", new double[] {0.5, 0.6, Double.NaN, 1.4, 2.5}, 2));

        assertEquals(List.of("1.0", "2.0"), names(bars));
        assertArrayEquals(new double[] {3, 1}, bars.y());
    }

    @Test
    void fewWholeNumbersHaveABarEach() {
        var bars = bars(Charts.histogram("h", "words", new double[] {5, 7, 7, 9}, 20));

        assertEquals(List.of("5", "6", "7", "8", "9"), names(bars));
        assertArrayEquals(new double[] {1, 0, 2, 0, 1}, bars.y());
    }

    @Test
    void ofManyWholeNumbersEachBarHasEquallyMany() {
        double[] once = IntStream.rangeClosed(5, 30).asDoubleStream().toArray(); // 26 of them, each once

        var bars = bars(Charts.histogram("h", "words", once, 20));

        assertEquals(13, bars.y().length);
        assertEquals("5\u20136", names(bars).get(0));
        for (double count : bars.y()) {
            assertEquals(2, count);
        }
    }

    @Test
    void aSingleValueHasItsBar() {
        assertArrayEquals(
                new double[] {2},
                bars(Charts.histogram("h", "", new double[] {3, 3}, 5)).y());
        assertEquals(
                2, bars(Charts.histogram("h", "", new double[] {0.5, 0.5}, 5)).y()[0]);
    }

    private static Mark.Bars bars(Chart chart) {
        return (Mark.Bars) chart.marks().get(0);
    }

    private static List<String> names(Mark.Bars bars) {
        return ((Positions.Names) bars.x()).names();
    }
}
