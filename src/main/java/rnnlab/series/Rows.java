package rnnlab.series;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import rnnlab.series.csv.Column;

/**
 * The numbers of a table.
 *
 * @param dates strictly ascending, [T]
 * @param lines where each row stands in its file, from 1, [T]
 * @param columns the values by the columns' names, each [T]; NaN where one is missing
 */
record Rows(LocalDate[] dates, int[] lines, Map<String, double[]> columns) {
    int size() {
        return dates.length;
    }

    /** The rows with these numbers. */
    Rows select(int[] rows) {
        return new Rows(
                Arrays.stream(rows).mapToObj(i -> dates[i]).toArray(LocalDate[]::new),
                Arrays.stream(rows).map(i -> lines[i]).toArray(),
                each(values -> Arrays.stream(rows).mapToDouble(i -> values[i]).toArray()));
    }

    /** One more column. */
    Rows with(String name, double[] values) {
        var longer = new LinkedHashMap<>(columns);
        longer.put(name, values);
        return new Rows(dates, lines, longer);
    }

    /**
     * Groups of rows put together, each dated as its last row: the first open, the highest high, the lowest low, the
     * sum of the volumes, of all else the last known value.
     *
     * @param ends the last row of each group
     */
    Rows merge(int[] ends) {
        var merged = new LinkedHashMap<String, double[]>();
        columns.forEach((name, values) -> merged.put(name, merge(name, values, ends)));
        var last = select(ends);
        return new Rows(last.dates, last.lines, merged);
    }

    private static double[] merge(String name, double[] values, int[] ends) {
        var merged = new double[ends.length];
        for (int i = 0, start = 0; i < ends.length; start = ends[i++] + 1) {
            var known = Arrays.stream(values, start, ends[i] + 1)
                    .filter(Double::isFinite)
                    .toArray();
            merged[i] = known.length == 0 ? Double.NaN : merge(name, known);
        }
        return merged;
    }

    private static double merge(String name, double[] known) {
        double last = known[known.length - 1];
        return Column.named(name)
                .map(column -> switch (column) {
                    case OPEN -> known[0];
                    case HIGH -> Arrays.stream(known).max().getAsDouble();
                    case LOW -> Arrays.stream(known).min().getAsDouble();
                    case CLOSE -> last;
                    case VOLUME -> Arrays.stream(known).sum();
                })
                .orElse(last);
    }

    private Map<String, double[]> each(UnaryOperator<double[]> change) {
        var changed = new LinkedHashMap<String, double[]>();
        columns.forEach((name, values) -> changed.put(name, change.apply(values)));
        return changed;
    }
}
