package rnnlab.chart;

import java.util.stream.DoubleStream;

/** How many powers of ten lie in a range of values. */
final class Decades {

    private Decades() {}

    /** From the smallest value above zero to the largest; 0 when none is above zero. */
    static double of(DoubleStream values) {
        var range = values.filter(v -> v > 0).summaryStatistics();
        return range.getCount() == 0 ? 0 : Math.log10(range.getMax() / range.getMin());
    }
}
