package rnnlab.series.csv;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.util.Arrays;

/** Cuts the lines of a table into cells, at the separator that its first line shows. */
final class CsvSplitter {
    private static final int MAX_COLUMNS = 64;
    private static final int MAX_CELL = 1_000; // characters

    private final String file;
    private final char separator;
    private final CsvParser parser;

    CsvSplitter(String file, String firstLine) {
        this.file = file;
        this.separator = separator(firstLine);
        var settings = new CsvParserSettings();
        settings.getFormat().setDelimiter(separator);
        settings.getFormat().setComment('\0');
        settings.setMaxColumns(MAX_COLUMNS);
        settings.setMaxCharsPerColumn(MAX_CELL);
        settings.setNullValue("");
        settings.setEmptyValue("");
        this.parser = new CsvParser(settings);
    }

    private static char separator(String line) {
        for (char c : new char[] {';', '\t'}) {
            if (line.indexOf(c) >= 0) {
                return c;
            }
        }
        return ',';
    }

    char separator() {
        return separator;
    }

    /** The cells of one line, stripped; none of an empty line. */
    String[] cells(int line, String text) {
        try {
            var cells = parser.parseLine(text);
            return cells == null
                    ? new String[0]
                    : Arrays.stream(cells).map(String::strip).toArray(String[]::new);
        } catch (TextParsingException | ArrayIndexOutOfBoundsException e) {
            throw new CsvException(
                    CsvPlace.line(file, line),
                    "the line is no row of a table: more than " + MAX_COLUMNS + " cells, or one of more than "
                            + MAX_CELL + " characters",
                    "Save the file from stooq again.");
        }
    }
}
