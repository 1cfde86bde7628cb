package rnnlab.chart;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

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
        if (Arrays.stream(known).allMatch(v -> v == Math.rint(v))) {
            return ofWholeNumbers(name, unit, known, low, Math.ceil((high - low + 1) / bins));
        }
        double width = high > low ? (high - low) / bins : 1;
        double[] counts = counts(known, low, width, bins);
        return chart(name, unit, counts, i -> text(low + (i + 0.5) * width, width));
    }

    /** Each interval has equally many whole numbers: else those with one more would look more frequent. */
    private static Chart ofWholeNumbers(String name, String unit, double[] known, double low, double width) {
        double high = Arrays.stream(known).max().getAsDouble();
        double[] counts = counts(known, low, width, (int) Math.ceil((high - low + 1) / width));
        return chart(name, unit, counts, i -> {
            double first = low + i * width, last = first + width - 1;
            return "%.0f".formatted(first) + (last == first ? "" : "\u2013%.0f".formatted(last));
        });
    }

    private static double[] counts(double[] known, double low, double width, int bins) {
        var counts = new double[bins];
        for (double v : known) {
            counts[Math.min((int) ((v - low) / width), bins - 1)]++;
        }
        return counts;
    }

    private static Chart chart(String name, String unit, double[] counts, IntFunction<String> label) {
        String[] labels = IntStream.range(0, counts.length).mapToObj(label).toArray(String[]::new);
        return Chart.of(name + ": distribution").x(name, unit).y("count").bars(name, labels, counts);
    }

    /** As many decimals as the width of an interval needs. */
    private static String text(double value, double width) {
        int decimals = Math.max(0, (int) Math.ceil(-Math.log10(width)) + 1);
        return String.format(Locale.ROOT, "%." + Math.min(decimals, 12) + "f", value);
    }
}
