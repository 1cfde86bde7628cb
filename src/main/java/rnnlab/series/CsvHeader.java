package rnnlab.series;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The line of names of a table: which column is where, and what separates the cells. Places count from 0; -1 is none. */
final class CsvHeader {
    private static final String ADVICE = "The first line must be like Data,Otwarcie,Najwyzszy,Najnizszy,Zamkniecie"
            + " or Date,Open,High,Low,Close; save the file from stooq again.";

    // Of several such names the first in the list is taken.
    private static final List<String> DATES = List.of(
            "date",
            "data",
            "datetime",
            "data notowania",
            "data sesji",
            "observation_date",
            "dzien",
            "day",
            "month",
            "miesiac",
            "quarter",
            "kwartal",
            "year",
            "rok",
            "period",
            "okres",
            "timestamp",
            "time",
            "czas");
    private static final List<String> TIMES = List.of("time", "czas", "godzina", "hour");
    private static final List<String> SYMBOLS =
            List.of("ticker", "symbol", "walor", "instrument", "spolka", "nazwa", "name", "isin");
    private static final List<String> PERIODS = List.of("per");

    private final String file;
    private final int line;
    private final CsvSplitter splitter;
    private final List<String> names;
    private final int datePlace;
    private final int timePlace;
    private final int symbolPlace;
    private final int periodPlace;
    private final Map<String, Integer> places = new LinkedHashMap<>();

    private CsvHeader(String file, int line, String text) {
        this.file = file;
        this.line = line;
        this.splitter = new CsvSplitter(file, text);
        this.names = List.of(cells(line, text));
        datePlace = first(DATES, -1);
        timePlace = first(TIMES, datePlace);
        symbolPlace = first(SYMBOLS, datePlace);
        periodPlace = first(PERIODS, datePlace);
        var roles = List.of(datePlace, timePlace, symbolPlace, periodPlace);
        var named = new String[names.size()];
        for (int i = 0; i < named.length; i++) {
            if (!roles.contains(i)) {
                named[i] = Column.named(names.get(i)).map(Column::english).orElse(null);
            }
        }
        for (int i = 0; i < named.length; i++) {
            var taken = Arrays.asList(named);
            if (named[i] != null && taken.indexOf(named[i]) < i) {
                throw error(line, i, "a column of that name is there twice", "Delete one of them.");
            }
            if (named[i] == null && !roles.contains(i)) {
                named[i] = Column.find(names.get(i))
                        .map(Column::english)
                        .filter(name -> !taken.contains(name))
                        .orElse(names.get(i).replaceAll("^<|>$", ""));
            }
        }
        for (int i = 0; i < named.length; i++) {
            if (named[i] != null && !named[i].isEmpty()) {
                places.putIfAbsent(named[i], i);
            }
        }
    }

    /**
     * The header among the first lines: some sites write a line about themselves before it.
     *
     * @throws CsvException when none of them has the names that are needed
     */
    static CsvHeader in(String file, String text) {
        var lines = text.lines().limit(6).toList();
        CsvHeader first = null;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank() || lines.get(i).matches("(?i)\"?sep=.\"?")) {
                continue; // a hint for spreadsheets
            }
            var header = new CsvHeader(file, i + 1, lines.get(i));
            if (header.datePlace >= 0 && !header.places.isEmpty()) {
                return header.withPrices();
            }
            if (first == null) {
                first = header;
            }
        }
        if (first == null || CsvAnswer.isNoTable(text)) {
            throw CsvAnswer.explained(file, text);
        }
        throw first.noDate();
    }

    private CsvHeader withPrices() {
        if (places.keySet().equals(Set.of(Column.VOLUME.english()))) {
            throw error(line, 0, "the first line names no column of prices, but: " + seen(), ADVICE);
        }
        return this;
    }

    private CsvException noDate() {
        if (datePlace >= 0) {
            return error(line, 0, "the first line names no column of prices, but: " + seen(), ADVICE);
        }
        var problem = "the first line names no column Data or Date, but: " + seen();
        return error(
                line,
                0,
                problem,
                CsvDates.looksLikeDate(names.get(0))
                        ? "The line of names is missing: write it above. " + ADVICE
                        : ADVICE);
    }

    private String seen() {
        return shortened(String.join(", ", names));
    }

    /** The place of the first of these names that the line has. */
    private int first(List<String> wanted, int except) {
        var plain = names.stream().map(Column::plain).toList();
        return wanted.stream()
                .map(plain::indexOf)
                .filter(place -> place >= 0 && place != except)
                .findFirst()
                .orElse(-1);
    }

    /** The cells of one line, stripped; none of an empty line. */
    String[] cells(int line, String text) {
        return splitter.cells(line, text);
    }

    /** Places of the columns that may be numbers, by the names that {@link Bars#names()} gives them. */
    Map<String, Integer> places() {
        return places;
    }

    /** The names as they stand in the file. */
    List<String> names() {
        return names;
    }

    char separator() {
        return splitter.separator();
    }

    /** The line of the file that it is, from 1. */
    int line() {
        return line;
    }

    int datePlace() {
        return datePlace;
    }

    /** Where the time of day is, in files of hours or minutes. */
    int timePlace() {
        return timePlace;
    }

    /** Where the instrument is named. */
    int symbolPlace() {
        return symbolPlace;
    }

    /** Where the bulk archive says D, W, M or a number of minutes. */
    int periodPlace() {
        return periodPlace;
    }

    /** How many names the line has. */
    int size() {
        return names.size();
    }

    CsvException error(int line, int place, String problem, String advice) {
        var name = line > this.line && place < names.size() ? names.get(place) : "";
        return new CsvException(file, line, place + 1, name, problem, advice);
    }

    static String shortened(String text) {
        return shortened(text, 60);
    }

    static String shortened(String text, int characters) {
        return text.length() <= characters ? text : text.substring(0, characters) + "...";
    }

    static String quoted(String cell) {
        return '"' + shortened(cell) + '"';
    }
}
