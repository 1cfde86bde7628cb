package rnnlab.series;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import rnnlab.series.csv.Column;

/** Several series on the same dates, the inputs of a network: F of them, T values each. It never changes. */
public final class Frame {
    private final List<Series> series;
    private final List<String> notes;

    Frame(List<Series> series, List<String> notes) {
        this.series = List.copyOf(series);
        this.notes = List.copyOf(notes);
    }

    /**
     * Puts series side by side.
     *
     * @throws IllegalArgumentException when there is none, two have the same name, or dates differ
     */
    public static Frame of(Series... series) {
        if (series.length == 0) {
            throw new IllegalArgumentException("there is no series; a frame needs at least one");
        }
        var dates = series[0].dates();
        for (var s : series) {
            if (!Arrays.equals(dates, s.dates())) {
                throw new IllegalArgumentException(s + " has other dates than " + series[0]
                        + "; Bars.with puts files of different dates together");
            }
        }
        var names = Arrays.stream(series).map(Series::name).toList();
        if (names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException("the names are " + names + "; each must be there once");
        }
        return new Frame(List.of(series), List.of());
    }

    /** T, the number of dates. */
    public int size() {
        return series.get(0).size();
    }

    /** What the series are called, [F]. */
    public List<String> names() {
        return series.stream().map(Series::name).toList();
    }

    /** All of them, [F]. */
    public List<Series> series() {
        return series;
    }

    /**
     * The series of that name; Polish and English names of stooq's columns are the same.
     *
     * @throws IllegalArgumentException when there is none; the message lists those there are
     */
    public Series series(String name) {
        var plain = Column.plain(name);
        var stooqs = Column.named(name).map(c -> Column.plain(c.english())).orElse(plain);
        return series.stream()
                .filter(s -> Column.plain(s.name()).equals(plain)
                        || Column.plain(s.name()).equals(stooqs))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no input \"" + name + "\"; the inputs are "
                        + names().stream().collect(Collectors.joining(", "))));
    }

    /** A copy of the dates, [T]. */
    public LocalDate[] dates() {
        return series.get(0).dates();
    }

    /** A copy of the values, [F][T]. */
    public double[][] values() {
        return series.stream().map(Series::values).toArray(double[][]::new);
    }

    /** The oldest date. */
    public LocalDate firstDate() {
        return series.get(0).firstDate();
    }

    /** The newest date. */
    public LocalDate lastDate() {
        return series.get(0).lastDate();
    }

    /** What was filled in or left out, one sentence each. */
    public List<String> notes() {
        return notes;
    }

    /** The dates start, start + 1, ..., end - 1. */
    public Frame slice(int start, int end) {
        return new Frame(series.stream().map(s -> s.slice(start, end)).toList(), notes);
    }

    /** The newest {@code count} dates, or all of them where there are fewer. */
    public Frame tail(int count) {
        return slice(Math.max(0, size() - count), size());
    }

    /** The first index whose date is not before {@code date}; T when there is none. */
    public int indexOf(LocalDate date) {
        return series.get(0).lowerBound(date);
    }

    /** For example {@code Close, Volume, usdpln: 2831 dates from 2015-01-02 to 2025-12-12}. */
    @Override
    public String toString() {
        return String.join(", ", names()) + ": " + size() + " dates"
                + (size() == 0 ? "" : " from " + firstDate() + " to " + lastDate());
    }
}
