package rnnlab.chart;

import java.util.Arrays;
import java.util.Locale;

/** Counts values in intervals of equal width. */
final class Histogram {

    private Histogram() {}

    static Chart chart(String name, String unit, double[] values, int bins) {
        if (bins < 1) {
            throw new IllegalArgumentException("bins = " + bins + ": at least 1 is needed");
        }
        double[] known = Arrays.stream(values).filter(Double::isFinite).toArray();
        if (known.length == 0) {
            throw new IllegalArgumentException("histogram of '" + name + "': no values");
        }
        double low = Arrays.stream(known).min().getAsDouble();
        double high = Arrays.stream(known).max().getAsDouble();
        double width = high > low ? (high - low) / bins : 1;
        var counts = new double[bins];
        for (double v : known) {
            counts[Math.min((int) ((v - low) / width), bins - 1)]++;
        }
        var middles = new String[bins];
        Arrays.setAll(middles, i -> text(low + (i + 0.5) * width, width));
        return Chart.of(name + ": distribution").x(name, unit).y("count").bars(name, middles, counts);
    }

    /** As many decimals as the width of an interval needs. */
    private static String text(double value, double width) {
        int decimals = Math.max(0, (int) Math.ceil(-Math.log10(width)) + 1);
        return String.format(Locale.ROOT, "%." + Math.min(decimals, 12) + "f", value);
    }
}
