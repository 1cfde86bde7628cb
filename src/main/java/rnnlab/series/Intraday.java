package rnnlab.series;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import rnnlab.series.csv.CsvRow;

/** Rows of hours or minutes, of which days are made: the clock is the file's own. */
final class Intraday {
    private static final int MIN_DAYS = 4;

    private final List<CsvRow> rows;
    private final List<Integer> ends = new ArrayList<>(); // the last row of each day

    Intraday(List<CsvRow> rows) {
        this.rows = rows;
        for (int i = 0; i < rows.size(); i++) {
            if (i + 1 == rows.size() || !date(i).equals(date(i + 1))) {
                ends.add(i);
            }
        }
    }

    /** Whether there are days of more than one row. */
    boolean present() {
        return ends.size() < rows.size();
    }

    /** The last row of each day. */
    int[] ends() {
        return ends.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * The days that are whole, numbered from 0: the first one is not where its rows begin later than on every other
     * day, nor is the last one where they end earlier. Too few days show nothing.
     */
    int[] wholeDays() {
        int days = ends.size();
        boolean late = days >= MIN_DAYS && IntStream.range(1, days).allMatch(d -> start(d).isBefore(start(0)));
        boolean early = days >= MIN_DAYS && IntStream.range(0, days - 1).allMatch(d -> end(d).isAfter(end(days - 1)));
        return IntStream.range(late ? 1 : 0, early ? days - 1 : days).toArray();
    }

    List<String> notes() {
        var notes = new ArrayList<String>();
        notes.add(rows.size() + " rows of " + minutes() + " minutes each were put together to " + ends.size()
                + " rows of a day each.");
        int[] whole = wholeDays();
        int last = ends.size() - 1;
        if (whole[0] > 0) {
            notes.add("The first day, " + date(0) + ", was left out: its rows begin only at " + start(0) + ".");
        }
        if (whole[whole.length - 1] < last) {
            notes.add("The last day, " + date(ends.get(last)) + ", was left out: its rows end already at " + end(last)
                    + ".");
        }
        return notes;
    }

    /** The usual time between two rows of a day. */
    private long minutes() {
        var gaps = IntStream.range(1, rows.size())
                .filter(i -> date(i).equals(date(i - 1)))
                .mapToLong(i -> Duration.between(time(i - 1), time(i)).toMinutes())
                .sorted()
                .toArray();
        return gaps[gaps.length / 2];
    }

    private LocalDate date(int row) {
        return rows.get(row).date();
    }

    private LocalTime time(int row) {
        return rows.get(row).time();
    }

    private LocalTime start(int day) {
        return time(day == 0 ? 0 : ends.get(day - 1) + 1);
    }

    private LocalTime end(int day) {
        return time(ends.get(day));
    }
}
