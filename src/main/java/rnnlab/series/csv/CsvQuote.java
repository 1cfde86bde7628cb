package rnnlab.series.csv;

/** What stands in a file, short enough for a message about it. */
public final class CsvQuote {
    private static final int LONGEST = 60; // characters

    private CsvQuote() {}

    /** The first 60 characters, in quotes. */
    public static String quoted(String cell) {
        return '"' + shortened(cell) + '"';
    }

    /** The first 60 characters. */
    static String shortened(String text) {
        return shortened(text, LONGEST);
    }

    /** So many characters, and three dots where there are more. */
    public static String shortened(String text, int characters) {
        return text.length() <= characters ? text : text.substring(0, characters) + "...";
    }
}
