package rnnlab.series;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How the dates of a series go on. Learned from its newest rows: on which weekdays a daily series has values, on which
 * weekday a weekly one is dated, on which day of the month the longer ones are. Holidays are not known and not
 * invented.
 */
public final class SeriesCalendar {
    private static final int RECENT_ROWS = 13;
    private static final int RECENT_WEEKS = 13;
    private static final double DAYS_PER_MONTH = 365.2425 / 12;

    private final Interval interval;
    private final Set<DayOfWeek> openDays;
    private final int step; // weeks, or months
    private final DayOfWeek weekday; // of weekly rows
    private final DayOfMonth dayOfMonth; // of monthly rows and longer ones
    private final int phase; // which month of the step rows are dated in

    private SeriesCalendar(LocalDate[] recent, Interval interval, Set<DayOfWeek> openDays) {
        this.interval = interval;
        this.openDays = openDays;
        this.step = step(recent, interval);
        this.weekday = mostFrequent(recent, LocalDate::getDayOfWeek);
        this.dayOfMonth = DayOfMonth.of(recent, openDays);
        this.phase = mostFrequent(recent, date -> Math.floorMod(month(date), step));
    }

    /**
     * The calendar of rows with these dates, their interval found from the dates.
     *
     * @param dates ascending, at least two
     */
    public static SeriesCalendar of(LocalDate[] dates) {
        atLeast(2, dates);
        return of(dates, Interval.detect(dates));
    }

    /**
     * The calendar of rows with these dates.
     *
     * @param dates ascending, at least one
     */
    public static SeriesCalendar of(LocalDate[] dates, Interval interval) {
        atLeast(1, dates);
        return of(dates, interval, interval == Interval.DAILY ? openDays(dates) : Set.of());
    }

    /** @param openDays the weekdays with values, where rows of days showed them; empty where nothing is known */
    static SeriesCalendar of(LocalDate[] dates, Interval interval, Set<DayOfWeek> openDays) {
        return new SeriesCalendar(
                Arrays.copyOfRange(dates, Math.max(0, dates.length - RECENT_ROWS), dates.length), interval, openDays);
    }

    private static void atLeast(int count, LocalDate[] dates) {
        if (dates.length < count) {
            throw new IllegalArgumentException(
                    "there are " + dates.length + " dates; a calendar needs at least " + count + " here");
        }
    }

    /** The date of the row after the one with this date. */
    public LocalDate next(LocalDate date) {
        return switch (interval) {
            case DAILY -> {
                var next = date.plusDays(1);
                while (!openDays.contains(next.getDayOfWeek())) {
                    next = next.plusDays(1);
                }
                yield next;
            }
            case WEEKLY ->
                date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                        .plusWeeks(step)
                        .with(TemporalAdjusters.nextOrSame(weekday));
            case MONTHLY, QUARTERLY, YEARLY -> dayOfMonth.in(monthAfter(month(date)));
        };
    }

    /** The dates of the next {@code count} rows, the nearest first. */
    public List<LocalDate> next(LocalDate date, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("count is " + count + "; it must be at least 1");
        }
        var dates = new ArrayList<LocalDate>();
        for (int i = 0; i < count; i++) {
            dates.add(date = next(date));
        }
        return dates;
    }

    /**
     * The first month in phase after the period that the month is in; the period ends, or begins, with the dated month.
     */
    private int monthAfter(int month) {
        int late = Math.floorMod(month - phase, step);
        boolean datedAtItsEnd = dayOfMonth.atEnd();
        return month - late + (datedAtItsEnd && late > 0 ? 2 * step : step);
    }

    /** How many weeks or months lie between two rows, by the newest of them; for days it is 1. */
    int step() {
        return step;
    }

    private static int step(LocalDate[] recent, Interval interval) {
        long gap = recent.length < 2 ? 0 : usualGap(recent);
        return switch (interval) {
            case DAILY -> 1;
            case WEEKLY -> (int) Math.max(1, Math.round(gap / 7.0));
            default -> (int) Math.max(interval.months(), Math.round(gap / DAYS_PER_MONTH));
        };
    }

    /** The median number of days between two dates. */
    static long usualGap(LocalDate[] dates) {
        var gaps = new long[dates.length - 1];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = dates[i + 1].toEpochDay() - dates[i].toEpochDay();
        }
        Arrays.sort(gaps);
        return gaps[gaps.length / 2];
    }

    /**
     * The weekdays on which a daily series has values: those with at least a third of the share that the best one has,
     * of late. As if one week from Monday to Friday had been seen before, so that a short series has a working week.
     */
    static Set<DayOfWeek> openDays(LocalDate[] dates) {
        var last = dates[dates.length - 1];
        int rows =
                Math.min(dates.length, 5 * RECENT_WEEKS); // reaches back further where there is a row now and then only
        var first = earlier(last.minusWeeks(RECENT_WEEKS), dates[dates.length - rows]);
        if (first.isBefore(dates[0])) {
            first = dates[0];
        }
        var seen = new int[7];
        for (int i = dates.length - 1; i >= 0 && !dates[i].isBefore(first); i--) {
            seen[dates[i].getDayOfWeek().ordinal()]++;
        }
        var share = new double[7];
        for (var day : DayOfWeek.values()) {
            var start = first.with(TemporalAdjusters.nextOrSame(day));
            long possible = start.isAfter(last) ? 0 : 1 + (last.toEpochDay() - start.toEpochDay()) / 7;
            int before = day.compareTo(DayOfWeek.FRIDAY) <= 0 ? 1 : 0;
            share[day.ordinal()] = (seen[day.ordinal()] + before) / (possible + 1.0);
        }
        double best = Arrays.stream(share).max().getAsDouble();
        return EnumSet.allOf(DayOfWeek.class).stream()
                .filter(day -> share[day.ordinal()] >= best / 3)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(DayOfWeek.class)));
    }

    private static LocalDate earlier(LocalDate a, LocalDate b) {
        return a.isBefore(b) ? a : b;
    }

    /** What most of the dates have; of equally frequent ones the newest. */
    static <T> T mostFrequent(LocalDate[] dates, Function<LocalDate, T> property) {
        var counts = new LinkedHashMap<T, Integer>();
        for (int i = dates.length - 1; i >= 0; i--) {
            counts.merge(property.apply(dates[i]), 1, Integer::sum);
        }
        return counts.entrySet().stream()
                .sorted(Comparator.comparing(e -> -e.getValue())) // a stable sort
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    /** Months since the year 0. */
    static int month(LocalDate date) {
        return date.getYear() * 12 + date.getMonthValue() - 1;
    }
}
