package rnnlab.series.csv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The line of names of a table: which column is where, and what separates the cells. Places count from 0; -1 is none.
 */
public final class CsvHeader {
    private static final String ADVICE = "The first line must be like Data,Otwarcie,Najwyzszy,Najnizszy,Zamkniecie"
            + " or Date,Open,High,Low,Close; save the file from stooq again.";

    private final String file;
    private final int line;
    private final CsvSplitter splitter;
    private final List<String> names;
    private final CsvRoles roles;
    private final Map<String, Integer> places;

    private CsvHeader(String file, int line, String text) {
        this.file = file;
        this.line = line;
        this.splitter = new CsvSplitter(file, text);
        this.names = List.of(cells(line, text));
        this.roles = CsvRoles.of(names);
        this.places = numbers();
    }

    /** The columns that have no role, by the names that stooq.com gives them, or by their own. */
    private Map<String, Integer> numbers() {
        var named = new String[names.size()];
        Arrays.setAll(named, i -> roles.has(i) ? "" : stooqName(i));
        var taken = Arrays.asList(named);
        for (int i = 0; i < named.length; i++) {
            if (!named[i].isEmpty() && taken.indexOf(named[i]) < i) {
                throw error(line, i, "a column of that name is there twice", "Delete one of them.");
            }
            if (named[i].isEmpty() && !roles.has(i)) {
                named[i] = Column.find(names.get(i))
                        .map(Column::english)
                        .filter(name -> !taken.contains(name))
                        .orElse(names.get(i).replaceAll("^<|>$", ""));
            }
        }
        var numbers = new LinkedHashMap<String, Integer>();
        for (int i = 0; i < named.length; i++) {
            if (!named[i].isEmpty()) {
                numbers.putIfAbsent(named[i], i);
            }
        }
        return numbers;
    }

    private String stooqName(int place) {
        return Column.named(names.get(place)).map(Column::english).orElse("");
    }

    /**
     * The header among the first lines: some sites write a line about themselves before it.
     *
     * @throws CsvException when none of them has the names that are needed
     */
    static CsvHeader in(String file, String text) {
        var lines = text.lines().limit(6).toList();
        var others = new ArrayList<CsvHeader>();
        for (int i = 0; i < lines.size(); i++) {
            boolean hint = lines.get(i).matches("(?i)\"?sep=.\"?"); // for spreadsheets
            if (hint || lines.get(i).isBlank()) {
                continue;
            }
            var header = new CsvHeader(file, i + 1, lines.get(i));
            if (header.roles.date() >= 0 && !header.places.isEmpty()) {
                return header.withPrices();
            }
            others.add(header);
        }
        if (others.isEmpty() || CsvAnswer.isNoTable(text)) {
            throw CsvAnswer.explained(file, text);
        }
        throw others.get(0).unusable();
    }

    private CsvHeader withPrices() {
        if (places.keySet().equals(Set.of(Column.VOLUME.english()))) {
            throw noPrices();
        }
        return this;
    }

    private CsvException unusable() {
        if (roles.date() >= 0) {
            return noPrices();
        }
        boolean noNames = CsvDates.looksLikeDate(names.get(0));
        return error(
                line,
                0,
                "the first line names no column Data or Date, but: " + seen(),
                noNames ? "The line of names is missing: write it above. " + ADVICE : ADVICE);
    }

    private CsvException noPrices() {
        return error(line, 0, "the first line names no column of prices, but: " + seen(), ADVICE);
    }

    private String seen() {
        return CsvQuote.shortened(String.join(", ", names));
    }

    /** The cells of one line, stripped; none of an empty line. */
    String[] cells(int line, String text) {
        return splitter.cells(line, text);
    }

    /**
     * Places of the columns that may be numbers, by the names that the course gives them: Open, High, Low, Close,
     * Volume; others as the file calls them.
     */
    public Map<String, Integer> places() {
        return Collections.unmodifiableMap(places);
    }

    /** The names as they stand in the file. */
    public List<String> names() {
        return names;
    }

    char separator() {
        return splitter.separator();
    }

    /** The line of the file that it is, from 1. */
    public int line() {
        return line;
    }

    /** Where the columns are that are no numbers. */
    CsvRoles roles() {
        return roles;
    }

    /** Whether a column names the instrument. */
    public boolean hasSymbols() {
        return roles.symbol() >= 0;
    }

    /** How many names the line has. */
    int size() {
        return names.size();
    }

    /**
     * An error about a cell.
     *
     * @param line from 1
     * @param place of the cell in its line, from 0
     */
    public CsvException error(int line, int place, String problem, String advice) {
        var name = line > this.line && place < names.size() ? names.get(place) : "";
        return new CsvException(new CsvPlace(file, line, place + 1, name), problem, advice);
    }
}
