package rnnlab.forecast;

import java.util.Arrays;

/**
 * A linear change of scale fitted on training examples, {@code (x - zero) / unit}. What never changes there stays as it is.
 *
 * @param zero what becomes 0
 * @param unit what becomes 1
 */
record Scale(double zero, double unit) {

    /** Divides by the root of the mean square; zero stays zero, because it means "no change". */
    static Scale toUnitSize(double[] x) {
        double square = Arrays.stream(x).map(v -> v * v).average().orElse(0);
        return new Scale(0, square > 0 ? Math.sqrt(square) : 1);
    }

    /** From the lowest to the highest value becomes 0 to 1. */
    static Scale toUnitRange(double[] x) {
        var range = Arrays.stream(x).summaryStatistics();
        double width = range.getMax() - range.getMin();
        return new Scale(range.getMin(), width > 0 ? width : 1);
    }

    double scale(double x) {
        return (x - zero) / unit;
    }

    double unscale(double y) {
        return zero + y * unit;
    }
}
