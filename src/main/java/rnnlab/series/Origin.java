package rnnlab.series;

import java.util.Arrays;
import java.util.stream.IntStream;
import rnnlab.series.csv.CsvException;
import rnnlab.series.csv.CsvPlace;

/**
 * Where the values of a series stand in a file, for messages about one of them.
 *
 * @param file its name; "" when the series is from no file
 * @param column from 1
 * @param columnName as in the file's first line
 * @param lines from 1, one for each value, [T]
 */
record Origin(String file, int column, String columnName, int[] lines) {
    static final Origin UNKNOWN = new Origin("", 0, "", new int[0]);

    boolean known() {
        return !file.isEmpty();
    }

    /** Of the values start, start + 1, ..., end - 1. */
    Origin slice(int start, int end) {
        return known() ? new Origin(file, column, columnName, Arrays.copyOfRange(lines, start, end)) : this;
    }

    /** Of a series followed by another one of the same column; unknown where the other one is of another. */
    Origin followedBy(Origin later) {
        if (!file.equals(later.file) || column != later.column) {
            return UNKNOWN;
        }
        var both = IntStream.concat(Arrays.stream(lines), Arrays.stream(later.lines));
        return new Origin(file, column, columnName, both.toArray());
    }

    /** An error about value t. */
    RuntimeException error(int t, String problem, String advice) {
        return known()
                ? new CsvException(new CsvPlace(file, lines[t], column, columnName), problem, advice)
                : new IllegalArgumentException(problem + ". " + advice);
    }
}
