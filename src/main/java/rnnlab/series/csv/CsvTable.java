package rnnlab.series.csv;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rows of a table, read line by line: dates and numbers, the oldest first. */
public final class CsvTable {
    private static final int MAX_EMPTY_ROWS = 10_000;
    /** How much of the text shows how numbers and dates are written in all of it: some 30 000 rows. */
    private static final int MAX_BEGIN = 2 << 20;

    /** Lines below the rows in the archive of the National Bank of Poland. */
    private static final Set<String> EXPLANATIONS = Set.of("kod iso", "nazwa waluty", "liczba jednostek");

    private final CsvHeader header;
    private final List<String> columns;
    private final List<String> prices; // those of them that price files have, without the volume
    private final CsvSymbols symbols;
    private final CsvOrder order;
    private final CsvDates dates;
    private final CsvCells numbers;
    private final List<CsvRow> rows = new ArrayList<>();
    private final Map<String, CsvException> unusable = new HashMap<>();
    private String period = "";
    private int line;
    private int emptyRows;
    private int explanations;
    private boolean newestFirst;

    private CsvTable(String file, String text, Optional<String> symbol) {
        header = CsvHeader.in(file, text);
        columns = List.copyOf(header.places().keySet());
        prices = columns.stream()
                .filter(name ->
                        Column.named(name).filter(c -> c != Column.VOLUME).isPresent())
                .toList();
        symbols = new CsvSymbols(header, symbol);
        order = new CsvOrder(header);
        var begin = text.substring(0, Math.min(text.length(), MAX_BEGIN));
        dates = new CsvDates(begin);
        numbers = CsvCells.of(begin, header.separator());
    }

    /**
     * Reads a table.
     *
     * @param file its name, for messages
     * @param text all of it
     * @param symbol of the instrument wanted, where the file has several
     * @throws CsvException when it is no table of dates and numbers; the message says where and why
     */
    public static CsvTable read(String file, String text, Optional<String> symbol) {
        var table = new CsvTable(file, text, symbol);
        text.lines().forEach(table::row);
        table.symbols.check(file);
        table.newestFirst = table.order.sort(table.rows);
        return table;
    }

    /** The line of names. */
    public CsvHeader header() {
        return header;
    }

    /** The instrument that was asked for, as the file writes it. */
    public Optional<String> symbol() {
        return symbols.chosen();
    }

    /** The oldest first; some of the same day where the file has times. */
    public List<CsvRow> rows() {
        return Collections.unmodifiableList(rows);
    }

    /**
     * Columns that are not numbers throughout, by their {@linkplain Column#plain plain} names, with the first error of
     * each.
     */
    public Map<String, CsvException> unusable() {
        return Collections.unmodifiableMap(unusable);
    }

    /** What is unusual, one sentence each. */
    public List<String> notes() {
        var notes = new ArrayList<String>();
        symbols.note().ifPresent(notes::add);
        if (emptyRows > 0) {
            notes.add(emptyRows == 1 ? "1 empty row was skipped." : emptyRows + " empty rows were skipped.");
        }
        if (explanations > 0) {
            notes.add("Lines of words were skipped: " + explanations + ".");
        }
        if (newestFirst) {
            notes.add("The file has the newest row first; the rows were turned round.");
        }
        return notes;
    }

    private void row(String row) {
        if (++line <= header.line()) {
            return;
        }
        var cells = header.cells(line, row);
        if (emptyRows > MAX_EMPTY_ROWS) {
            throw error(0, "more than " + MAX_EMPTY_ROWS + " rows are empty", "Save the file from stooq again.");
        }
        if (isExplanation(cells)) {
            explanations++;
            return;
        }
        if ((prices.isEmpty() ? columns : prices).stream().allMatch(c -> CsvCells.isMissing(cell(cells, c)))) {
            emptyRows++;
            return;
        }
        for (int i = header.size(); i < cells.length; i++) {
            if (!cells[i].isEmpty()) {
                throw error(i, "the row has more cells than the first line has names", "Delete what is too many.");
            }
        }
        if (header.roles().symbol() >= 0
                && !symbols.take(line, cell(cells, header.roles().symbol()))) {
            return;
        }
        var read = new CsvRow(line, date(cells), time(cells), numbers(cells));
        if (!rows.isEmpty()) {
            order.check(rows.get(rows.size() - 1), read);
        }
        rows.add(read);
    }

    /** Names of the columns in words, in the line after the short ones; and lines below all rows. */
    private boolean isExplanation(String[] cells) {
        var first = cell(cells, header.roles().date());
        return EXPLANATIONS.contains(Column.plain(first))
                || line == header.line() + 1
                        && first.isEmpty()
                        && cells.length > 0
                        && Arrays.stream(cells).noneMatch(c -> numbers.number(c).isPresent())
                        && !Arrays.stream(cells).allMatch(CsvCells::isMissing);
    }

    private LocalDate date(String[] cells) {
        var cell = cell(cells, header.roles().date());
        try {
            return dates.date(CsvDates.parts(cell)[0]);
        } catch (DateTimeException e) {
            throw CsvAnswer.meaning(cell)
                    .map(meaning -> error(
                            header.roles().date(),
                            "the rows break off: " + meaning,
                            "Save the whole file again, later."))
                    .orElseGet(() -> error(
                            header.roles().date(),
                            CsvQuote.quoted(cell) + " " + e.getMessage(),
                            "Write it as 2026-11-21, or save the file from stooq again."));
        }
    }

    private LocalTime time(String[] cells) {
        if (header.roles().period() >= 0) {
            var now = cell(cells, header.roles().period());
            if (!now.matches("(?i)[DWMQYR]|\\d{1,4}|H\\d?")) {
                throw error(
                        header.roles().period(), CsvQuote.quoted(now) + " is no interval", "It is D, W, M or minutes.");
            }
            if (!period.isEmpty() && !period.equals(now)) {
                throw error(
                        header.roles().period(),
                        "the interval " + CsvQuote.quoted(now) + " follows " + CsvQuote.quoted(period),
                        "Keep the rows of one interval in a file.");
            }
            period = now;
            if (now.matches("(?i)[DWMQYR]")) {
                return LocalTime.MIDNIGHT; // of a day or more, with a time or not
            }
        }
        int place = header.roles().time() >= 0
                ? header.roles().time()
                : header.roles().date();
        var cell = cell(cells, place);
        try {
            return CsvDates.time(place == header.roles().date() ? CsvDates.parts(cell)[1] : cell);
        } catch (DateTimeException e) {
            throw error(place, CsvQuote.quoted(cell) + " " + e.getMessage(), "Write it as 09:30.");
        }
    }

    private double[] numbers(String[] cells) {
        return columns.stream().mapToDouble(name -> number(name, cells)).toArray();
    }

    private double number(String name, String[] cells) {
        int place = header.places().get(name);
        var cell = cell(cells, place);
        boolean price = prices.contains(name);
        if (CsvCells.isMissing(cell) && !price) {
            return Double.NaN;
        }
        var number = name.equals(Column.VOLUME.english()) ? numbers.volume(cell) : numbers.number(cell);
        if (number.isPresent()) {
            return number.getAsDouble();
        }
        var error = error(
                place,
                CsvCells.isMissing(cell) ? "the price is missing" : CsvQuote.quoted(cell) + " is not a number",
                "Correct the cell, delete the row, or save the file from stooq again.");
        if (Column.named(name).isPresent()) {
            throw error;
        }
        unusable.putIfAbsent(Column.plain(name), error); // nobody may ask for it
        return Double.NaN;
    }

    private String cell(String[] cells, String column) {
        return cell(cells, header.places().get(column));
    }

    private static String cell(String[] cells, int place) {
        return place < cells.length ? cells[place] : "";
    }

    private CsvException error(int place, String problem, String advice) {
        return header.error(line, place, problem, advice);
    }
}
