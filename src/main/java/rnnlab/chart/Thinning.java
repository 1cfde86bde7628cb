package rnnlab.chart;

import java.util.stream.IntStream;

/**
 * Leaves out points of a long line that no pixel would show: of those in one column of pixels, the first, the last, the
 * lowest and the highest stay, and every gap.
 *
 * <p>U. Jugel, Z. Jerzak, G. Hackenbroich, V. Markl: "M4: A Visualization-Oriented Time Series Data Aggregation", VLDB
 * 2014.
 */
final class Thinning {

    private static final int POINTS_A_COLUMN = 4;

    private Thinning() {}

    /**
     * The indices of the points that stay, in order.
     *
     * @param y values in the order of their positions
     * @param columns of pixels
     */
    static int[] kept(double[] y, int columns) {
        if (y.length <= POINTS_A_COLUMN * columns) {
            return IntStream.range(0, y.length).toArray();
        }
        var keep = new boolean[y.length];
        for (int column = 0; column < columns; column++) {
            int first = (int) ((long) column * y.length / columns);
            int end = (int) ((long) (column + 1) * y.length / columns);
            keepOf(y, first, end, keep);
        }
        return IntStream.range(0, y.length).filter(i -> keep[i]).toArray();
    }

    private static void keepOf(double[] y, int first, int end, boolean[] keep) {
        int low = first;
        int high = first;
        for (int i = first; i < end; i++) {
            keep[i] |= Double.isNaN(y[i]) && (i == first || !Double.isNaN(y[i - 1]));
            // A comparison with NaN is false, so a NaN never stands for the lowest or highest once a number was seen.
            low = y[i] < y[low] || Double.isNaN(y[low]) ? i : low;
            high = y[i] > y[high] || Double.isNaN(y[high]) ? i : high;
        }
        for (int i : new int[] {first, low, high, end - 1}) {
            keep[i] = true;
        }
    }
}
