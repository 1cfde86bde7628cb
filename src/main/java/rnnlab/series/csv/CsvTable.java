package rnnlab.series.csv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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
    private final CsvRowReader reader;
    private final CsvSymbols symbols;
    private final CsvOrder order;
    private final List<CsvRow> rows = new ArrayList<>();
    private int line;
    private int emptyRows;
    private int explanations;
    private boolean newestFirst;

    private CsvTable(String file, String text, Optional<String> symbol) {
        header = CsvHeader.in(file, text);
        reader = new CsvRowReader(header, text.substring(0, Math.min(text.length(), MAX_BEGIN)));
        symbols = new CsvSymbols(header, symbol);
        order = new CsvOrder(header);
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
        return Collections.unmodifiableMap(reader.unusable());
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
        if (reader.isEmpty(cells)) {
            emptyRows++;
            return;
        }
        for (int i = header.size(); i < cells.length; i++) {
            if (!cells[i].isEmpty()) {
                throw error(i, "the row has more cells than the first line has names", "Delete what is too many.");
            }
        }
        if (header.roles().symbol() >= 0
                && !symbols.take(line, CsvRowReader.cell(cells, header.roles().symbol()))) {
            return;
        }
        var read = reader.read(line, cells);
        if (!rows.isEmpty()) {
            order.check(rows.get(rows.size() - 1), read);
        }
        rows.add(read);
    }

    /** Names of the columns in words, in the line after the short ones; and lines below all rows. */
    private boolean isExplanation(String[] cells) {
        var first = CsvRowReader.cell(cells, header.roles().date());
        return EXPLANATIONS.contains(Column.plain(first))
                || line == header.line() + 1
                        && first.isEmpty()
                        && cells.length > 0
                        && !reader.hasNumber(cells)
                        && !Arrays.stream(cells).allMatch(CsvCells::isMissing);
    }

    private CsvException error(int place, String problem, String advice) {
        return header.error(line, place, problem, advice);
    }
}
