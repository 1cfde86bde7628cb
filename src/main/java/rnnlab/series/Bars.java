package rnnlab.series;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The rows of a price file: for each day, week or month the price at its open and close, the highest and lowest, and
 * where the file has it the volume. It never changes; each method that leaves something out gives new bars whose
 * {@link #notes()} say so.
 */
public final class Bars {
    private final String file;
    private final LocalDate[] dates;
    private final Map<Column, double[]> columns; // a missing volume is NaN
    private final Interval interval;
    private final List<String> notes;

    Bars(String file, LocalDate[] dates, Map<Column, double[]> columns, Interval interval, List<String> notes) {
        this.file = file;
        this.dates = dates;
        this.columns = columns;
        this.interval = interval;
        this.notes = List.copyOf(notes);
    }

    /** The file's name without folder. */
    public String file() {
        return file;
    }

    public int size() {
        return dates.length;
    }

    public LocalDate firstDate() {
        return dates[0];
    }

    public LocalDate lastDate() {
        return dates[size() - 1];
    }

    public LocalDate date(int row) {
        return dates[row];
    }

    /** One value; NaN where a volume is missing. */
    public double value(Column column, int row) {
        return columns.get(column)[row];
    }

    /** The columns that the file has. */
    public List<Column> columns() {
        return List.copyOf(columns.keySet());
    }

    public Interval interval() {
        return interval;
    }

    /** What was left out or noticed on the way here, one sentence each. */
    public List<String> notes() {
        return notes;
    }

    /** The closing prices. */
    public Series close() {
        return series(Column.CLOSE.english());
    }

    /**
     * One column as a series. Rows that lack a volume are left out.
     *
     * @param column in Polish or English, in any case: Close, Zamkniecie, Volume, Wolumen ...
     * @throws CsvException when the file has no such column; the message lists those it has
     */
    public Series series(String column) {
        var values = Column.find(column).map(columns::get).orElseThrow(() -> noColumn(column));
        int[] rows = IntStream.range(0, size())
                .filter(i -> Double.isFinite(values[i]))
                .toArray();
        return Series.of(
                file.replaceFirst("(?i)\\.(csv|txt)$", ""),
                "",
                Arrays.stream(rows).mapToObj(i -> dates[i]).toArray(LocalDate[]::new),
                Arrays.stream(rows).mapToDouble(i -> values[i]).toArray());
    }

    private CsvException noColumn(String column) {
        var present = columns.keySet().stream()
                .map(c -> c.english() + " (" + c.polish() + ")")
                .collect(Collectors.joining(", "));
        return new CsvException(
                file, 1, 1, "", "there is no column \"" + column + "\"", "The columns are " + present + ".");
    }

    /**
     * The rows between two dates, both included.
     *
     * @throws CsvException when there is none; the message says which dates there are
     */
    public Bars range(LocalDate from, LocalDate to) {
        if (from.isAfter(to))
            throw CsvException.whole(
                    file, "the range from " + from + " to " + to + " runs backwards", "Swap the two dates.");
        var kept = where(i -> !dates[i].isBefore(from) && !dates[i].isAfter(to));
        if (kept.length == 0)
            throw CsvException.whole(
                    file,
                    "no row lies from " + from + " to " + to,
                    "The file has rows from " + firstDate() + " to " + lastDate() + "; choose a range inside.");
        return rows(kept, notes);
    }

    /**
     * The rows put together to longer ones: the first open, the highest high, the lowest low, the last close, the sum
     * of the volumes, dated as the last row of each.
     *
     * @throws CsvException when the file's interval is longer than the one asked for
     */
    public Bars every(Interval wanted) {
        if (wanted == interval) return this;
        if (wanted.compareTo(interval) < 0)
            throw CsvException.whole(
                    file,
                    "one row is a " + interval.word() + ", which cannot be divided into " + wanted.word() + "s",
                    "Download the file with the interval " + wanted.letter() + ", or set interval to "
                            + interval.letter() + ".");
        var ends = where(i -> i == size() - 1 || !wanted.endOf(dates[i]).equals(wanted.endOf(dates[i + 1])));
        var merged = new EnumMap<Column, double[]>(Column.class);
        columns.forEach((column, values) -> merged.put(column, merge(column, values, ends)));
        var days = Arrays.stream(ends).mapToObj(i -> dates[i]).toArray(LocalDate[]::new);
        return new Bars(
                file,
                days,
                merged,
                wanted,
                with(size() + " rows of a " + interval.word() + " each were put together to " + ends.length
                        + " rows of a " + wanted.word() + " each."));
    }

    private static double[] merge(Column column, double[] values, int[] ends) {
        var merged = new double[ends.length];
        for (int i = 0, start = 0; i < ends.length; start = ends[i++] + 1) {
            var part = Arrays.stream(values, start, ends[i] + 1);
            merged[i] = switch (column) {
                case OPEN -> values[start];
                case HIGH -> part.max().getAsDouble();
                case LOW -> part.min().getAsDouble();
                case CLOSE -> values[ends[i]];
                case VOLUME -> sumOfKnown(part.filter(Double::isFinite).toArray());
            };
        }
        return merged;
    }

    private static double sumOfKnown(double[] volumes) {
        return volumes.length == 0 ? Double.NaN : Arrays.stream(volumes).sum();
    }

    /** {@link #withoutPartialLast(LocalDate)} as of today. */
    public Bars withoutPartialLast() {
        return withoutPartialLast(LocalDate.now());
    }

    /**
     * Leaves out the last row where its day, week or month is not over: on {@code today}, or because the row is dated
     * earlier in its week or month than the rows before it usually are.
     */
    public Bars withoutPartialLast(LocalDate today) {
        if (size() < 2 || !isPartial(today)) return this;
        return rows(
                where(i -> i < size() - 1),
                with("The last row, " + lastDate() + ", was left out: its " + interval.word() + " is not complete."));
    }

    private boolean isPartial(LocalDate today) {
        if (!interval.endOf(lastDate()).isBefore(today)) return true;
        var left = IntStream.range(0, size() - 1)
                .mapToLong(this::daysLeft)
                .sorted()
                .toArray();
        int holidays = interval == Interval.MONTHLY ? 4 : interval == Interval.WEEKLY ? 1 : 0;
        return daysLeft(size() - 1) > left[left.length / 2] + holidays;
    }

    /** Days from the row's date to the end of its day, week or month. */
    private long daysLeft(int row) {
        return interval.endOf(dates[row]).toEpochDay() - dates[row].toEpochDay();
    }

    /**
     * Leaves out the first years as long as each has less than half of the rows that its interval gives: in the early
     * history of many instruments a row stands for a week or a month.
     */
    public Bars withoutSparseStart() {
        int start = 0;
        while (start < size()) {
            int year = dates[start].getYear();
            int end = start;
            while (end < size() && dates[end].getYear() == year) end++;
            double covered = share(dates[start], start == 0, dates[end - 1], end == size());
            if (end - start >= covered * interval.perYear() / 2) break;
            start = end;
        }
        if (start == 0 || start == size()) return this;
        int first = start;
        return rows(
                where(i -> i >= first),
                with(first + " rows before " + dates[first] + " were left out: in those years fewer than half of the "
                        + interval.word() + "s have a row."));
    }

    /** The share of a year between two dates, where the first or last year of the file is not whole. */
    private static double share(LocalDate from, boolean first, LocalDate to, boolean last) {
        int start = first ? from.getDayOfYear() : 1;
        int end = last ? to.getDayOfYear() : 365;
        return (end - start + 1) / 365.0;
    }

    private int[] where(IntPredicate keep) {
        return IntStream.range(0, size()).filter(keep).toArray();
    }

    private Bars rows(int[] rows, List<String> notes) {
        var kept = new EnumMap<Column, double[]>(Column.class);
        columns.forEach((column, values) ->
                kept.put(column, Arrays.stream(rows).mapToDouble(i -> values[i]).toArray()));
        var days = Arrays.stream(rows).mapToObj(i -> dates[i]).toArray(LocalDate[]::new);
        return new Bars(file, days, kept, interval, notes);
    }

    private List<String> with(String note) {
        var longer = new ArrayList<>(notes);
        longer.add(note);
        return longer;
    }

    /** For example {@code wig20_d.csv: 7831 rows (daily) from 1991-04-16 to 2024-05-23}. */
    @Override
    public String toString() {
        return file + ": " + size() + " rows (" + interval.name().toLowerCase(Locale.ROOT) + ") from " + firstDate()
                + " to " + lastDate();
    }
}
