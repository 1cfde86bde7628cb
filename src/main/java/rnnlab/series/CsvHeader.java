package rnnlab.series;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The first line of a price file: which column is where, and what separates the cells. Places count from 0. */
final class CsvHeader {
    private static final int MAX_COLUMNS = 64;
    private static final int MAX_CELL = 1_000; // characters
    private static final String ADVICE = "The first line must be like Data,Otwarcie,Najwyzszy,Najnizszy,Zamkniecie"
            + " or Date,Open,High,Low,Close; save the file from stooq again.";

    private final String file;
    private final CsvParser parser;
    private final List<String> names;
    private final Map<Column, Integer> places = new EnumMap<>(Column.class);
    private int datePlace = -1;
    private int periodPlace = -1;
    private int tickerPlace = -1;

    CsvHeader(String file, String firstLine) {
        this.file = file;
        this.parser = parser(separator(firstLine));
        this.names = List.of(cells(1, firstLine));
        for (int i = 0; i < names.size(); i++) place(i, names.get(i));
        var seen = shortened(String.join(", ", names));
        if (datePlace < 0) throw error(1, 0, "the first line names no column Data or Date, but: " + seen, ADVICE);
        if (places.keySet().stream().allMatch(c -> c == Column.VOLUME))
            throw error(1, 0, "the first line names no column of prices, but: " + seen, ADVICE);
    }

    private void place(int i, String name) {
        switch (Column.plain(name)) {
            case "data", "date" -> datePlace = i;
            case "per" -> periodPlace = i;
            case "ticker" -> tickerPlace = i;
            default ->
                Column.find(name).ifPresent(column -> {
                    if (places.put(column, i) != null)
                        throw error(1, i, "a column of that name is there twice", "Delete one of them.");
                });
        }
    }

    private static char separator(String line) {
        for (char c : new char[] {';', '\t'}) if (line.indexOf(c) >= 0) return c;
        return ',';
    }

    private static CsvParser parser(char separator) {
        var settings = new CsvParserSettings();
        settings.getFormat().setDelimiter(separator);
        settings.getFormat().setComment('\0');
        settings.setMaxColumns(MAX_COLUMNS);
        settings.setMaxCharsPerColumn(MAX_CELL);
        settings.setNullValue("");
        settings.setEmptyValue("");
        return new CsvParser(settings);
    }

    /** The cells of one line, stripped; none of an empty line. */
    String[] cells(int line, String text) {
        try {
            var cells = parser.parseLine(text);
            return cells == null
                    ? new String[0]
                    : Arrays.stream(cells).map(String::strip).toArray(String[]::new);
        } catch (TextParsingException | ArrayIndexOutOfBoundsException e) {
            throw error(
                    line,
                    0,
                    "the line is no row of a table: more than " + MAX_COLUMNS + " cells, or one of more than "
                            + MAX_CELL + " characters",
                    "Save the file from stooq again.");
        }
    }

    /** The columns of numbers. */
    Set<Column> columns() {
        return places.keySet();
    }

    int place(Column column) {
        return places.get(column);
    }

    int datePlace() {
        return datePlace;
    }

    /** Where the bulk archive says D, W or M; -1 in other files. */
    int periodPlace() {
        return periodPlace;
    }

    /** Where the bulk archive names the instrument; -1 in other files. */
    int tickerPlace() {
        return tickerPlace;
    }

    /** How many names the first line has. */
    int size() {
        return names.size();
    }

    CsvException error(int line, int place, String problem, String advice) {
        var name = line > 1 && place < names.size() ? names.get(place) : "";
        return new CsvException(file, line, place + 1, name, problem, advice);
    }

    static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }
}
