package rnnlab.series;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a price file as stooq.pl and stooq.com give it, or a spreadsheet has saved it since: Polish or English names,
 * comma, semicolon or tab, decimal point or comma, any line ends, any encoding that {@link rnnlab.files.DecodedText}
 * knows, with or without volumes; also daily, weekly and monthly files of stooq's bulk archive.
 */
public final class StooqCsv {
    private static final int MAX_EMPTY_ROWS = 10_000;

    private final CsvHeader header;
    private final List<LocalDate> dates = new ArrayList<>();
    private final Map<Column, List<Double>> values = new EnumMap<>(Column.class);
    private final List<String> notes = new ArrayList<>();
    private String ticker = "";
    private int line = 1;
    private int emptyRows;

    /**
     * Reads a whole file.
     *
     * @throws CsvException when it cannot be used; the message names the place, what stands there and what to do
     */
    public static Bars read(Path path) {
        return read(path, Optional.empty());
    }

    /**
     * The same in an encoding that you name, where the one that was detected is not right: {@code "ISO-8859-2"}.
     *
     * @throws CsvException also when there is no encoding of that name, or the file is not in it
     */
    public static Bars read(Path path, String encoding) {
        return read(path, Optional.of(encoding));
    }

    /**
     * Reads the file of that name: a whole path, or a file in one of {@link Datasets#folders()}.
     *
     * @throws CsvException as {@link #read(Path)}
     */
    public static Bars read(String name) {
        return read(Datasets.find(name));
    }

    /**
     * The file of that name in an encoding that you name.
     *
     * @throws CsvException as {@link #read(Path, String)}
     */
    public static Bars read(String name, String encoding) {
        return read(Datasets.find(name), encoding);
    }

    private static Bars read(Path path, Optional<String> encoding) {
        var file = String.valueOf(path.getFileName());
        var decoded = CsvText.decoded(path, encoding);
        var lines = decoded.text().lines().iterator();
        var reader = new StooqCsv(new CsvHeader(file, lines.next()));
        decoded.note().ifPresent(note -> reader.notes.add("The file was " + note + "."));
        while (lines.hasNext()) reader.row(lines.next());
        return reader.bars(file);
    }

    private StooqCsv(CsvHeader header) {
        this.header = header;
        header.columns().forEach(c -> values.put(c, new ArrayList<>()));
    }

    private void row(String text) {
        line++;
        var cells = header.cells(line, text);
        if (emptyRows > MAX_EMPTY_ROWS)
            throw error(0, "more than " + MAX_EMPTY_ROWS + " rows are empty", "Save the file from stooq again.");
        if (header.columns().stream().allMatch(c -> cell(cells, header.place(c)).isEmpty())) {
            emptyRows++;
            return;
        }
        for (int i = header.size(); i < cells.length; i++)
            if (!cells[i].isEmpty())
                throw error(i, "the row has more cells than the first line has names", "Delete what is too many.");
        checkBulk(cells);
        dates.add(date(cell(cells, header.datePlace())));
        for (var column : header.columns()) values.get(column).add(number(column, cells));
    }

    private LocalDate date(String cell) {
        try {
            var date = CsvCells.date(cell);
            var previous = dates.isEmpty() ? LocalDate.MIN : dates.get(dates.size() - 1);
            if (date.equals(previous))
                throw error(header.datePlace(), "the date " + date + " is there twice", "Delete one of the rows.");
            if (date.isBefore(previous))
                throw error(
                        header.datePlace(),
                        date + " stands after " + previous,
                        "Sort the rows by date, the oldest first.");
            return date;
        } catch (DateTimeException e) {
            throw error(
                    header.datePlace(),
                    quoted(cell) + " is not a date",
                    "Write it as 2026-11-21, or save the file from stooq again.");
        }
    }

    private double number(Column column, String[] cells) {
        var cell = cell(cells, header.place(column));
        if (cell.isEmpty() && column == Column.VOLUME) return Double.NaN;
        return CsvCells.number(cell)
                .orElseThrow(() -> error(
                        header.place(column),
                        cell.isEmpty() ? "the price is missing" : quoted(cell) + " is not a number",
                        "Correct the cell, delete the row, or save the file from stooq again."));
    }

    /** The bulk archive's files say in each row which instrument and interval it is. */
    private void checkBulk(String[] cells) {
        if (header.periodPlace() >= 0) {
            var period = cell(cells, header.periodPlace());
            if (!period.matches("(?i)[DWM]"))
                throw error(
                        header.periodPlace(),
                        quoted(period) + " is an interval below a day",
                        "Take the daily file (D) of this instrument.");
        }
        if (header.tickerPlace() >= 0) {
            var name = cell(cells, header.tickerPlace());
            if (!ticker.isEmpty() && !ticker.equals(name))
                throw error(
                        header.tickerPlace(),
                        quoted(name) + " follows " + quoted(ticker),
                        "Keep the rows of one instrument in the file.");
            ticker = name;
        }
    }

    private Bars bars(String file) {
        if (dates.isEmpty())
            throw new CsvException(
                    file,
                    line,
                    1,
                    "",
                    "there is no row below the names",
                    "Choose a range of dates in which the instrument was traded.");
        if (dates.size() < 2)
            throw new CsvException(
                    file, line, 1, "", "there is one row only", "Choose a longer range of dates; a series needs more.");
        var columns = new EnumMap<Column, double[]>(Column.class);
        values.forEach((column, list) -> columns.put(
                column, list.stream().mapToDouble(Double::doubleValue).toArray()));
        var days = dates.toArray(LocalDate[]::new);
        return new Bars(file, days, columns, Interval.detect(days), notes());
    }

    private List<String> notes() {
        if (emptyRows > 0) notes.add(emptyRows + " empty rows were skipped.");
        var volumes = values.getOrDefault(Column.VOLUME, List.of());
        long missing = volumes.stream().filter(v -> v.isNaN()).count();
        if (missing > 0) notes.add(missing + " of " + volumes.size() + " rows have no volume.");
        return notes;
    }

    private static String cell(String[] cells, int place) {
        return place < cells.length ? cells[place] : "";
    }

    private static String quoted(String cell) {
        return '"' + CsvHeader.shortened(cell) + '"';
    }

    private CsvException error(int place, String problem, String advice) {
        return header.error(line, place, problem, advice);
    }
}
