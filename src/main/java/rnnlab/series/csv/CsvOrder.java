package rnnlab.series.csv;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Rows of a table must go up by date, or down, and no date may be there twice. */
final class CsvOrder {
    private final CsvHeader header;

    CsvOrder(CsvHeader header) {
        this.header = header;
    }

    /** Refuses a row that is of the same time as the one before. */
    void check(CsvRow before, CsvRow row) {
        if (before.compareTime(row) != 0) {
            return;
        }
        boolean same = Arrays.equals(before.values(), row.values());
        boolean timed = row.date().toString().length() < row.when().length();
        throw error(
                row,
                "the " + (timed ? "time " : "date ") + row.when() + " is there twice"
                        + (same ? ", with the same numbers" : ", with different numbers"),
                same
                        ? "Delete one of the rows."
                        : "Keep the one that is right. Rows of hours or minutes need a column Czas or "
                                + "Time; rows of several"
                                + " instruments need a column Symbol.");
    }

    /**
     * Puts the oldest row first.
     *
     * @return whether the newest one was
     */
    boolean sort(List<CsvRow> rows) {
        int up = 0, down = 0, firstUp = 0, firstDown = 0;
        for (int i = 1; i < rows.size(); i++) {
            if (rows.get(i).compareTime(rows.get(i - 1)) > 0) {
                if (up++ == 0) {
                    firstUp = i;
                }
            } else if (down++ == 0) {
                firstDown = i;
            }
        }
        if (up > 0 && down > 0) {
            throw outOfOrder(rows, up >= down ? firstDown : firstUp, up >= down);
        }
        if (down > 0) {
            Collections.reverse(rows);
        }
        return down > 0;
    }

    private CsvException outOfOrder(List<CsvRow> rows, int row, boolean oldestFirst) {
        var here = rows.get(row);
        return error(
                here,
                here.when() + " stands after " + rows.get(row - 1).when(),
                "Sort the rows by date, the " + (oldestFirst ? "oldest" : "newest") + " first.");
    }

    private CsvException error(CsvRow row, String problem, String advice) {
        return header.error(row.line(), header.roles().date(), problem, advice);
    }
}
