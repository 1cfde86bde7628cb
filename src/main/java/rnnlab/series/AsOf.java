package rnnlab.series;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import rnnlab.series.csv.CsvException;

/** For each date of one file the newest value of another file that was known by then. */
final class AsOf {
    private AsOf() {}

    /**
     * @param column of the other file
     * @return [T], NaN before the other file's first value
     * @throws CsvException when the newest value is too old
     */
    static double[] join(Bars bars, Bars other, String column) {
        var series = other.series(column);
        var joined = new double[bars.size()];
        Arrays.fill(joined, Double.NaN);
        int known = -1; // the newest row that is known
        for (int t = 0; t < joined.length; t++) {
            var date = bars.date(t);
            while (known + 1 < series.size()
                    && !series.date(known + 1).isAfter(date)
                    && !knownFrom(series.date(known + 1), other.interval())
                            .isAfter(bars.interval().endOf(date))) {
                known++;
            }
            if (known < 0) {
                continue;
            }
            if (series.date(known).plusDays(maximalAge(other.interval())).isBefore(date)) {
                throw tooOld(bars, other, date, series.date(known), series.lastDate());
            }
            joined[t] = series.value(known);
        }
        return joined;
    }

    /** A row of a week or more is known when its time is over; at its own date, where no working day is left in it. */
    private static LocalDate knownFrom(LocalDate date, Interval interval) {
        var end = interval.endOf(date);
        for (var day = date.plusDays(1); !day.isAfter(end); day = day.plusDays(1)) {
            if (day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0) {
                return end;
            }
        }
        return date;
    }

    /** In days: two rows of it, and a week for holidays. */
    static int maximalAge(Interval interval) {
        return switch (interval) {
            case DAILY -> 9;
            case WEEKLY -> 21;
            case MONTHLY -> 69;
            case QUARTERLY -> 191;
            case YEARLY -> 738;
        };
    }

    private static CsvException tooOld(Bars bars, Bars other, LocalDate date, LocalDate newest, LocalDate last) {
        var problem = newest.equals(last)
                ? "the last row is of " + last + ", and " + bars.file() + " goes on to " + bars.lastDate()
                : "no row lies between " + newest + " and " + date + ", a day of " + bars.file();
        return CsvException.whole(
                other.file(),
                problem + "; a value older than " + maximalAge(other.interval()) + " days is not used",
                newest.equals(last)
                        ? "Download a newer file, or set to = \"" + newest.plusDays(maximalAge(other.interval()))
                                + "\"."
                        : "Set to or from so that the range lies on one side of the gap, or leave this input out.");
    }
}
