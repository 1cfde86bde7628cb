package rnnlab.series.csv;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the cells of a table's rows: the date, the time of day, the numbers. */
final class CsvRowReader {
    private final CsvHeader header;
    private final List<String> columns;
    private final List<String> prices; // those of them that price files have, without the volume
    private final CsvDates dates;
    private final CsvCells numbers;
    private final Map<String, CsvException> unusable = new HashMap<>();
    private String period = "";
    private int line;

    /** @param begin of the text, which shows how numbers and dates are written in all of it */
    CsvRowReader(CsvHeader header, String begin) {
        this.header = header;
        columns = List.copyOf(header.places().keySet());
        prices = columns.stream()
                .filter(name ->
                        Column.named(name).filter(c -> c != Column.VOLUME).isPresent())
                .toList();
        dates = new CsvDates(begin);
        numbers = CsvCells.of(begin, header.separator());
    }

    /**
     * Reads one row.
     *
     * @param line where it stands, from 1
     * @throws CsvException when a cell is not what its column holds
     */
    CsvRow read(int line, String[] cells) {
        this.line = line;
        return new CsvRow(line, date(cells), time(cells), numbers(cells));
    }

    /** Whether no price, or in a table without prices no number, stands in the row. */
    boolean isEmpty(String[] cells) {
        return (prices.isEmpty() ? columns : prices)
                .stream().allMatch(column -> CsvCells.isMissing(cell(cells, column)));
    }

    /** Whether a cell is a number. */
    boolean hasNumber(String[] cells) {
        return Arrays.stream(cells).anyMatch(cell -> numbers.number(cell).isPresent());
    }

    /** Columns that are not numbers throughout, by their plain names, with the first error of each. */
    Map<String, CsvException> unusable() {
        return unusable;
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

    /** The cell of that place; empty where the row is shorter. */
    static String cell(String[] cells, int place) {
        return place < cells.length ? cells[place] : "";
    }

    private CsvException error(int place, String problem, String advice) {
        return header.error(line, place, problem, advice);
    }
}
