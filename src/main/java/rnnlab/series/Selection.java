package rnnlab.series;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import rnnlab.series.csv.CsvException;

/** Which rows of a file are used, and what the notes say about the others. */
final class Selection {
    private Selection() {}

    /** The rows between two dates, both included. */
    static Bars range(Bars bars, LocalDate from, LocalDate to) {
        if (from.isAfter(to)) {
            throw CsvException.whole(
                    bars.file(), "the range from " + from + " to " + to + " runs backwards", "Swap the two dates.");
        }
        var kept = where(
                bars.size(), i -> !bars.date(i).isBefore(from) && !bars.date(i).isAfter(to));
        if (kept.length == 0) {
            throw CsvException.whole(
                    bars.file(),
                    "no row lies from " + from + " to " + to,
                    "The file has rows from " + bars.firstDate() + " to " + bars.lastDate()
                            + "; choose a range inside.");
        }
        return bars.only(kept, bars.notes());
    }

    /** The rows put together to those of a longer interval. */
    static Bars every(Bars bars, Interval wanted) {
        var interval = bars.interval();
        if (wanted == interval) {
            return bars;
        }
        if (wanted.compareTo(interval) < 0) {
            throw CsvException.whole(
                    bars.file(),
                    "one row is a " + interval.word() + ", which cannot be divided into " + wanted.word() + "s",
                    "Download the file with the interval " + wanted.letter() + ", or set interval to "
                            + interval.letter() + ".");
        }
        int last = bars.size() - 1;
        var ends = where(
                bars.size(), i -> i == last || !wanted.endOf(bars.date(i)).equals(wanted.endOf(bars.date(i + 1))));
        var note = bars.size() + " rows of a " + interval.word() + " each were put together to " + ends.length
                + " rows of a " + wanted.word() + " each.";
        return bars.merged(ends, wanted, and(bars, note));
    }

    /** All rows but the last one, where that one's time is not over. */
    static Bars withoutPartialLast(Bars bars, LocalDate today) {
        if (!Trimming.lastIsPartial(bars.dates(), bars.interval(), today)) {
            return bars;
        }
        var note = "The last row, " + bars.lastDate() + ", was left out: its "
                + bars.interval().word() + " is not complete.";
        return bars.only(where(bars.size() - 1, i -> true), and(bars, note));
    }

    /** The rows after the first years that have too few. */
    static Bars withoutSparseStart(Bars bars) {
        int first = Trimming.denseStart(bars.dates(), bars.interval());
        if (first == 0) {
            return bars;
        }
        var note = first + " rows before " + bars.date(first) + " were left out: in those years fewer than half of the "
                + bars.interval().word() + "s have a row.";
        return bars.only(where(bars.size(), i -> i >= first), and(bars, note));
    }

    /** Those of so many rows, from 0, that are to be kept. */
    static int[] where(int rows, IntPredicate keep) {
        return IntStream.range(0, rows).filter(keep).toArray();
    }

    private static List<String> and(Bars bars, String note) {
        var longer = new ArrayList<>(bars.notes());
        longer.add(note);
        return longer;
    }
}
