package rnnlab.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;

class ThinningTest {

    @Property(tries = 500)
    void firstLastLowestAndHighestOfEachColumnStay(
            @ForAll @Size(min = 1, max = 400) double[] y, @ForAll @IntRange(min = 1, max = 30) int columns) {
        int[] kept = Thinning.kept(y, columns);
        if (y.length <= 4 * columns) {
            assertEquals(y.length, kept.length);
            return;
        }
        assertTrue(kept.length <= 4 * columns + gaps(y));
        for (int c = 0; c < columns; c++) {
            int first = (int) ((long) c * y.length / columns);
            int end = (int) ((long) (c + 1) * y.length / columns);
            assertArrayEquals(
                    extremes(IntStream.range(first, end).mapToDouble(i -> y[i]).toArray()),
                    extremes(Arrays.stream(kept)
                            .filter(i -> i >= first && i < end)
                            .mapToDouble(i -> y[i])
                            .toArray()));
        }
    }

    @Property(tries = 200)
    void aGapStaysAGap(@ForAll @DoubleRange(min = 0, max = 1) double where) {
        double[] y = new double[5000];
        int gap = 1 + (int) (where * 4997);
        y[gap] = Double.NaN;

        assertTrue(Arrays.stream(Thinning.kept(y, 100)).anyMatch(i -> i == gap));
    }

    @Test
    void ofALongLineNoMoreIsDrawnThanPixelsShow() {
        double[] y = new double[20_000];
        Arrays.setAll(y, i -> Math.sin(i * 0.01) + i % 7);
        var chart = Charts.series("x", "", y);

        double[] x = drawnPositions(chart);
        assertTrue(x.length <= 4 * chart.width(), x.length + " points");
    }

    /** Else XChart tries each position as a tick, which takes longer than the drawing. */
    @Test
    void manyPositionsAreNotQuiteEvenlySpaced() {
        double[] x = drawnPositions(Charts.series("x", "", new double[100]));
        assertEquals(100, x.length);
        assertTrue(x[1] - x[0] < x[2] - x[1], x[0] + ", " + x[1] + ", " + x[2]);
    }

    private static double[] drawnPositions(Chart chart) {
        var drawn = (XYChart) XchartDrawing.of(chart);
        return drawn.getSeriesCollection().iterator().next().getXData();
    }

    private static double[] extremes(double[] part) {
        double[] known = Arrays.stream(part).filter(v -> !Double.isNaN(v)).toArray();
        return known.length == 0
                ? new double[0]
                : new double[] {
                    Arrays.stream(known).min().getAsDouble(),
                    Arrays.stream(known).max().getAsDouble()
                };
    }

    private static long gaps(double[] y) {
        return Arrays.stream(y).filter(Double::isNaN).count();
    }
}
