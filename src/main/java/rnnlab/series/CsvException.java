package rnnlab.series;

/**
 * A data file cannot be used as it is. The message says where, what stands there, and what to do:
 *
 * <pre>eurpln.csv, line 12, column 5 (Zamkniecie): "4.2x" is not a number. Correct the cell, or ...</pre>
 */
public final class CsvException extends RuntimeException {
    private final String file;
    private final int line;
    private final int column;
    private final String advice;

    /**
     * @param file the file's name
     * @param line from 1; 0 when the file as a whole is meant
     * @param column from 1; 0 when the file as a whole is meant
     * @param columnName as in the file's first line, "" when there is none
     * @param problem a sentence without its full stop
     * @param advice what to do, one or more sentences
     */
    CsvException(String file, int line, int column, String columnName, String problem, String advice) {
        super(file + (line > 0 ? ", line " + line : "") + (column > 0 ? ", column " + column : "")
                + (columnName.isEmpty() ? "" : " (" + columnName + ")") + ": " + problem + ". " + advice);
        this.file = file;
        this.line = line;
        this.column = column;
        this.advice = advice;
    }

    /** The file as a whole is meant, not a place in it. */
    static CsvException whole(String file, String problem, String advice) {
        return new CsvException(file, 0, 0, "", problem, advice);
    }

    public String file() {
        return file;
    }

    /** The line, from 1, or 0 when the file as a whole is meant. */
    public int line() {
        return line;
    }

    /** The column, from 1, or 0 when the file as a whole is meant. */
    public int column() {
        return column;
    }

    /** What to do about it. */
    public String advice() {
        return advice;
    }
}
