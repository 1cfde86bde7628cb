package rnnlab.series;

import java.time.LocalDate;
import java.util.stream.IntStream;

/** Which rows at the two ends of a file do not stand for a whole day, week, month, quarter or year. */
final class Trimming {
    private static final int YEARS_OF_YEARLY_ROWS = 10;

    private Trimming() {}

    /**
     * Whether the last row's time is not over: on {@code today}, or because the row is dated earlier in its week or
     * month than rows usually are, or is the second one of its time.
     */
    static boolean lastIsPartial(LocalDate[] dates, Interval interval, LocalDate today) {
        int last = dates.length - 1;
        if (last < 1) {
            return false;
        }
        var end = interval.endOf(dates[last]);
        if (!end.isBefore(today) || end.equals(interval.endOf(dates[last - 1]))) {
            return true;
        }
        var usual = IntStream.range(0, last)
                .mapToLong(i -> daysLeft(dates[i], interval))
                .sorted()
                .toArray();
        int holidays = interval == Interval.DAILY ? 0 : interval == Interval.WEEKLY ? 1 : 4;
        return daysLeft(dates[last], interval) > usual[usual.length / 2] + holidays;
    }

    /** Days from a row's date to the end of its week, month, quarter or year. */
    private static long daysLeft(LocalDate date, Interval interval) {
        return interval.endOf(date).toEpochDay() - date.toEpochDay();
    }

    /**
     * The first row after the first years that have less than half of the rows that the interval gives; yearly rows are
     * looked at by decades. 0 when there are no such years, and when there are no others.
     */
    static int denseStart(LocalDate[] dates, Interval interval) {
        int years = interval == Interval.YEARLY ? YEARS_OF_YEARLY_ROWS : 1;
        int start = 0;
        while (start < dates.length) {
            int end = end(dates, start, years);
            // A few days at the file's beginning show nothing: they are looked at with the years after them.
            if (start == 0 && end < dates.length && covered(dates, 0, end, years) < years / 2.0) {
                end = end(dates, end, years);
            }
            if (end - start >= covered(dates, start, end, years) * interval.perYear() / 2) {
                break;
            }
            start = end;
        }
        return start == dates.length ? 0 : start;
    }

    /** The first row of the next years. */
    private static int end(LocalDate[] dates, int start, int years) {
        var next = firstDayAfter(dates[start], years);
        int end = start;
        while (end < dates.length && dates[end].isBefore(next)) {
            end++;
        }
        return end;
    }

    private static LocalDate firstDayAfter(LocalDate date, int years) {
        return LocalDate.of(Math.floorDiv(date.getYear(), years) * years + years, 1, 1);
    }

    /** How many years lie between two rows; whole ones but at the two ends of the file. */
    private static double covered(LocalDate[] dates, int start, int end, int years) {
        var from = start == 0 ? dates[0] : firstDayAfter(dates[start], years).minusYears(years);
        var to = end == dates.length
                ? dates[end - 1]
                : firstDayAfter(dates[end - 1], years).minusDays(1);
        return (to.toEpochDay() - from.toEpochDay() + 1) / 365.25;
    }
}
