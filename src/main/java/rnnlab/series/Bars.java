package rnnlab.series;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import rnnlab.series.csv.Column;
import rnnlab.series.csv.CsvException;

/**
 * The rows of a file of prices, or of other numbers: for each day, week, month, quarter or year the price at its open
 * and close, the highest and lowest, the volume, and what other columns of numbers the file has. It never changes; each
 * method that leaves something out gives new bars whose {@link #notes()} say so.
 */
public final class Bars {
    private final Source source;
    private final Rows rows;
    private final Interval interval;
    private final Set<DayOfWeek> openDays; // where rows of days showed them; else empty
    private final List<String> notes;

    Bars(Source source, Rows rows, Interval interval, List<String> notes) {
        this(
                source,
                rows,
                interval,
                interval == Interval.DAILY ? SeriesCalendar.openDays(rows.dates()) : Set.of(),
                notes);
    }

    private Bars(Source source, Rows rows, Interval interval, Set<DayOfWeek> openDays, List<String> notes) {
        this.source = source;
        this.rows = rows;
        this.interval = interval;
        this.openDays = openDays;
        this.notes = List.copyOf(notes);
    }

    /** The file's name without folder. */
    public String file() {
        return source.file();
    }

    /** What the rows are of, for titles: the symbol where one was chosen, else the file's name without ending. */
    public String name() {
        return source.name();
    }

    /** The number of rows. */
    public int size() {
        return rows.size();
    }

    /** The date of the oldest row. */
    public LocalDate firstDate() {
        return date(0);
    }

    /** The date of the newest row. */
    public LocalDate lastDate() {
        return date(size() - 1);
    }

    /** The date of a row, from 0. */
    public LocalDate date(int row) {
        return rows.dates()[row];
    }

    /** One value; NaN where it is missing. */
    public double value(Column column, int row) {
        return rows.columns().get(column.english())[row];
    }

    /** Those columns that price files have. */
    public List<Column> columns() {
        return Arrays.stream(Column.values())
                .filter(c -> rows.columns().containsKey(c.english()))
                .toList();
    }

    /** All columns of numbers: Open, High, Low, Close, Volume as they are there, others as the file calls them. */
    public List<String> names() {
        return List.copyOf(rows.columns().keySet());
    }

    /** What one row stands for: a day, a week, a month, a quarter or a year. */
    public Interval interval() {
        return interval;
    }

    /** How the dates go on. */
    public SeriesCalendar calendar() {
        return SeriesCalendar.of(rows.dates(), interval, openDays);
    }

    /** The date of the row after the last one. */
    public LocalDate nextDate() {
        return calendar().next(lastDate());
    }

    /** The dates of the next {@code count} rows, the nearest first. */
    public List<LocalDate> nextDates(int count) {
        return calendar().next(lastDate(), count);
    }

    /** What was left out or noticed on the way here, one sentence each. */
    public List<String> notes() {
        return notes;
    }

    /** The closing prices, or the only column where there is one alone. */
    public Series close() {
        return series(Column.CLOSE.english());
    }

    /**
     * One column as a series. Rows that lack its value are left out.
     *
     * @param column in Polish or English, in any case: Close, Zamkniecie, Volume, Wolumen ..., or another name of the
     *     file. Where the file has one column alone, that is the one meant by Close.
     * @throws CsvException when the file has no such column; the message lists those it has
     */
    public Series series(String column) {
        var name = nameOf(column).orElseThrow(() -> source.noColumn(column, names()));
        var values = rows.columns().get(name);
        var known = rows.select(Selection.where(size(), i -> Double.isFinite(values[i])));
        if (known.size() == 0) {
            throw CsvException.whole(file(), "the column " + name + " has no value", "Choose another column.");
        }
        return Series.of(
                source.name(), "", known.dates(), known.columns().get(name), source.origin(name, known.lines()));
    }

    /** Several columns, and columns of other files, on the same dates, as {@link Inputs#frame} reads their names. */
    public Frame frame(String... inputs) {
        return Inputs.frame(this, inputs);
    }

    /** The name of a column in {@link #names()} that somebody calls so. */
    Optional<String> nameOf(String column) {
        return source.nameOf(column, names());
    }

    /** A column's values as they are, NaN where one is missing. */
    double[] values(String name) {
        return rows.columns().get(name).clone();
    }

    LocalDate[] dates() {
        return rows.dates().clone();
    }

    /** Where the values of a column stand in the file. */
    Origin origin(String name) {
        return source.origin(name, rows.lines());
    }

    /** With another file's closing prices as one more column, as {@link #with(Bars, String)}. */
    public Bars with(Bars other) {
        return with(other, Column.CLOSE.english());
    }

    /**
     * With one more column: for each row the newest value of another file that was known by then. It never looks into
     * the future: the other file's row is dated on the same day or earlier, and where it stands for a week or more, its
     * time is over. Rows before the other file's first value have none (NaN).
     *
     * @param column the other file's
     * @return the new column is called as the other file's {@link #name()}, with the column's name where that is not
     *     Close
     * @throws CsvException when the other file has a gap, or ends so early, that the newest value is older than two of
     *     its rows and a week; or has no such column; or there is a column of that name already
     */
    public Bars with(Bars other, String column) {
        var theirs = other.nameOf(column).orElseThrow(() -> other.source.noColumn(column, other.names()));
        var name = other.nameOf(Column.CLOSE.english()).equals(Optional.of(theirs))
                ? other.name()
                : other.name() + " " + theirs;
        if (nameOf(name).isPresent()) {
            throw CsvException.whole(
                    file(),
                    "there is a column " + name + " already",
                    "Name each input once, or rename the other file.");
        }
        return new Bars(source, rows.with(name, AsOf.join(this, other, theirs)), interval, openDays, notes);
    }

    /**
     * The rows between two dates, both included.
     *
     * @throws CsvException when there is none; the message says which dates there are
     */
    public Bars range(LocalDate from, LocalDate to) {
        return Selection.range(this, from, to);
    }

    /**
     * The rows put together to longer ones: the first open, the highest high, the lowest low, the last close, the sum
     * of the volumes, the last known value of other columns, dated as the last row of each.
     *
     * @throws CsvException when the file's interval is longer than the one asked for
     */
    public Bars every(Interval wanted) {
        return Selection.every(this, wanted);
    }

    /** {@link #withoutPartialLast(LocalDate)} as of today. */
    public Bars withoutPartialLast() {
        return withoutPartialLast(LocalDate.now());
    }

    /**
     * Leaves out the last row where its day, week, month, quarter or year is not over: on {@code today}, or because the
     * row is dated earlier in it than the rows before usually are.
     */
    public Bars withoutPartialLast(LocalDate today) {
        return Selection.withoutPartialLast(this, today);
    }

    /**
     * Leaves out the first years as long as each has less than half of the rows that its interval gives: in the early
     * history of many instruments a row stands for a week or a month. Of yearly rows the first decades.
     */
    public Bars withoutSparseStart() {
        return Selection.withoutSparseStart(this);
    }

    /** Some of these rows. */
    Bars only(int[] kept, List<String> notes) {
        var fewer = rows.select(kept);
        return interval == Interval.DAILY
                ? new Bars(source, fewer, interval, notes)
                : new Bars(source, fewer, interval, openDays, notes);
    }

    /**
     * Groups of these rows put together.
     *
     * @param ends the last row of each group
     * @param longer what a group stands for
     */
    Bars merged(int[] ends, Interval longer, List<String> notes) {
        return new Bars(source, rows.merge(ends), longer, openDays, notes);
    }

    /** For example {@code wig20_d.csv: 7831 rows (daily) from 1991-04-16 to 2024-05-23}. */
    @Override
    public String toString() {
        return file() + ": " + size() + " rows (" + interval.name().toLowerCase(Locale.ROOT) + ") from " + firstDate()
                + " to " + lastDate();
    }
}
