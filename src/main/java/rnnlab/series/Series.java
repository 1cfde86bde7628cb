package rnnlab.series;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import rnnlab.series.csv.CsvException;

/** A series: one finite number for each of some dates, the dates strictly ascending. It never changes. */
public final class Series {
    private final String name;
    private final String unit;
    private final LocalDate[] dates;
    private final double[] values;
    private final Origin origin;

    private Series(String name, String unit, LocalDate[] dates, double[] values, Origin origin) {
        this.name = Objects.requireNonNull(name, "name");
        this.unit = Objects.requireNonNull(unit, "unit");
        this.dates = dates;
        this.values = values;
        this.origin = origin;
    }

    /**
     * Makes a series.
     *
     * @param unit what the values are counted in, as an axis shows it ("PLN"); "" when they have none
     * @throws IllegalArgumentException when the arrays differ in length, a date is not after the one before it, or a
     *     value is not finite
     */
    public static Series of(String name, String unit, LocalDate[] dates, double[] values) {
        return of(name, unit, dates, values, Origin.UNKNOWN);
    }

    static Series of(String name, String unit, LocalDate[] dates, double[] values, Origin origin) {
        if (dates.length != values.length) {
            throw new IllegalArgumentException("dates has " + dates.length + " entries and values has " + values.length
                    + "; each value needs one date");
        }
        for (int t = 0; t < dates.length; t++) {
            if (!Double.isFinite(values[t])) {
                throw new IllegalArgumentException(
                        "values[" + t + "] (" + dates[t] + ") is " + values[t] + "; only finite numbers are allowed");
            }
            if (t > 0 && !dates[t].isAfter(dates[t - 1])) {
                throw new IllegalArgumentException("dates[" + t + "] is " + dates[t] + ", not after " + dates[t - 1]
                        + "; dates must be strictly ascending");
            }
        }
        return new Series(name, unit, dates.clone(), values.clone(), origin);
    }

    /** What the values are, for titles and messages. */
    public String name() {
        return name;
    }

    /** What the values are counted in; "" when they have no unit. */
    public String unit() {
        return unit;
    }

    /** T, the number of values. */
    public int size() {
        return values.length;
    }

    /** The date of value t, from 0. */
    public LocalDate date(int t) {
        return dates[t];
    }

    /** Value t, from 0, in the series' unit. */
    public double value(int t) {
        return values[t];
    }

    /** A copy of the dates, [T]. */
    public LocalDate[] dates() {
        return dates.clone();
    }

    /** A copy of the values, [T]. */
    public double[] values() {
        return values.clone();
    }

    /** The date of the oldest value; an {@link IllegalStateException} when there is none. */
    public LocalDate firstDate() {
        return dates[atLeastOne(0)];
    }

    /** The date of the newest value; an {@link IllegalStateException} when there is none. */
    public LocalDate lastDate() {
        return dates[atLeastOne(size() - 1)];
    }

    /** The newest value. */
    public double last() {
        return values[atLeastOne(size() - 1)];
    }

    /**
     * The part between two dates, both included.
     *
     * @throws IllegalArgumentException when no value lies between them; the message says which dates there are
     */
    public Series range(LocalDate from, LocalDate to) {
        int start = lowerBound(from);
        int end = lowerBound(to.plusDays(1));
        if (start >= end) {
            throw new IllegalArgumentException(name + " has no value from " + from + " to " + to
                    + (size() == 0 ? "; it is empty" : "; it runs from " + firstDate() + " to " + lastDate()));
        }
        return slice(start, end);
    }

    /** The values start, start + 1, ..., end - 1. */
    public Series slice(int start, int end) {
        return new Series(
                name,
                unit,
                Arrays.copyOfRange(dates, start, end),
                Arrays.copyOfRange(values, start, end),
                origin.slice(start, end));
    }

    /** The newest {@code count} values, or all of them where there are fewer. */
    public Series tail(int count) {
        return slice(Math.max(0, size() - count), size());
    }

    /** This series followed by a later one. */
    public Series followedBy(Series later) {
        var d = Arrays.copyOf(dates, size() + later.size());
        var v = Arrays.copyOf(values, size() + later.size());
        System.arraycopy(later.dates, 0, d, size(), later.size());
        System.arraycopy(later.values, 0, v, size(), later.size());
        return of(name, unit, d, v, origin.followedBy(later.origin));
    }

    /** Each value x replaced by f(x); the unit is kept. */
    public Series map(DoubleUnaryOperator f) {
        return of(name, unit, dates, Arrays.stream(values).map(f).toArray());
    }

    /** Other values on the same dates. */
    public Series withValues(double[] values) {
        return of(name, unit, dates, values);
    }

    /** The same under another name. */
    public Series named(String name) {
        return new Series(name, unit, dates, values, origin);
    }

    /** The same numbers, counted in another unit; nothing is converted. */
    public Series inUnit(String unit) {
        return new Series(name, unit, dates, values, origin);
    }

    /**
     * The simple returns r(t) = x(t) / x(t-1) - 1, dated t; one fewer than there are values.
     *
     * @throws IllegalArgumentException or, for a series out of a file, {@link CsvException} when a value is not above
     *     zero
     */
    public Series returns() {
        requireAboveZero("returns");
        int n = Math.max(0, size() - 1);
        var r = new double[n];
        for (int t = 0; t < n; t++) {
            r[t] = values[t + 1] / values[t] - 1;
        }
        return of(name + " returns", "", Arrays.copyOfRange(dates, size() - n, size()), r);
    }

    /** Whether all values are above zero, as returns, logarithms and errors in per cent need them. */
    public boolean isAboveZero() {
        return Arrays.stream(values).allMatch(x -> x > 0);
    }

    /**
     * Refuses values that are zero or below.
     *
     * @param what it is that needs values above zero, in the plural: "returns"
     * @throws IllegalArgumentException or, for a series out of a file, {@link CsvException}; the message says where
     *     such a value stands and what can be used in its place
     */
    public void requireAboveZero(String what) {
        if (isAboveZero()) {
            return;
        }
        int first = 0, last = size() - 1;
        while (values[first] > 0) {
            first++;
        }
        while (values[last] > 0) {
            last--;
        }
        var range = last + 1 < size() ? ", or choose a range from " + dates[last + 1] + " on" : "";
        throw origin.error(
                first,
                what + " need values above zero, and " + name + " is " + values[first] + " on " + dates[first],
                "Learn the values themselves (learn = \"prices\")" + range + ".");
    }

    /** The first index whose date is not before {@code date}. */
    int lowerBound(LocalDate date) {
        int i = Arrays.binarySearch(dates, date);
        return i < 0 ? -i - 1 : i;
    }

    private int atLeastOne(int t) {
        if (size() == 0) {
            throw new IllegalStateException(name + " is empty");
        }
        return t;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Series s
                && name.equals(s.name)
                && unit.equals(s.unit)
                && Arrays.equals(dates, s.dates)
                && Arrays.equals(values, s.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, unit, Arrays.hashCode(dates), Arrays.hashCode(values));
    }

    /** For example {@code EUR/PLN [PLN]: 2831 values from 2015-01-02 to 2025-12-12}. */
    @Override
    public String toString() {
        return name + (unit.isEmpty() ? "" : " [" + unit + "]") + ": " + size() + " values"
                + (size() == 0 ? "" : " from " + firstDate() + " to " + lastDate());
    }
}
