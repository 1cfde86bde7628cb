package rnnlab.series.csv;

/**
 * A place in a data file.
 *
 * @param file the file's name without folder
 * @param line from 1; 0 when the file as a whole is meant
 * @param column from 1; 0 when the file as a whole is meant
 * @param columnName as in the file's line of names, "" when there is none
 */
public record CsvPlace(String file, int line, int column, String columnName) {

    /** No place in it: the file as a whole. */
    public static CsvPlace whole(String file) {
        return new CsvPlace(file, 0, 0, "");
    }

    /** The first cell of a line. */
    public static CsvPlace line(String file, int line) {
        return new CsvPlace(file, line, 1, "");
    }

    /** For example {@code eurpln.csv, line 12, column 5 (Zamkniecie)}. */
    @Override
    public String toString() {
        return file
                + (line > 0 ? ", line " + line : "")
                + (column > 0 ? ", column " + column : "")
                + (columnName.isEmpty() ? "" : " (" + columnName + ")");
    }
}
