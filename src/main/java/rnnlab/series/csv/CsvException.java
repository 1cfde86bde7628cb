package rnnlab.series.csv;

/**
 * A data file cannot be used as it is. The message says where, what stands there, and what to do:
 *
 * <pre>eurpln.csv, line 12, column 5 (Zamkniecie): "4.2x" is not a number. Correct the cell, or ...</pre>
 */
public final class CsvException extends RuntimeException {
    private final CsvPlace place;
    private final String advice;

    /**
     * An error at a place.
     *
     * @param problem a sentence without its full stop
     * @param advice what to do, one or more sentences
     */
    public CsvException(CsvPlace place, String problem, String advice) {
        super(place + ": " + problem + ". " + advice);
        this.place = place;
        this.advice = advice;
    }

    /** The file as a whole is meant, not a place in it. */
    public static CsvException whole(String file, String problem, String advice) {
        return new CsvException(CsvPlace.whole(file), problem, advice);
    }

    /** The file's name. */
    public String file() {
        return place.file();
    }

    /** The line, from 1, or 0 when the file as a whole is meant. */
    public int line() {
        return place.line();
    }

    /** The column, from 1, or 0 when the file as a whole is meant. */
    public int column() {
        return place.column();
    }

    /** What to do about it. */
    public String advice() {
        return advice;
    }
}
