package rnnlab.series;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import rnnlab.series.csv.Column;
import rnnlab.series.csv.CsvException;
import rnnlab.series.csv.CsvRow;
import rnnlab.series.csv.CsvTable;
import rnnlab.series.csv.CsvText;

/**
 * Reads a file of prices as stooq.pl and stooq.com give it, or a spreadsheet has saved it since: Polish or English
 * names, comma, semicolon or tab, decimal point or comma, any line ends, any encoding that
 * {@link rnnlab.files.DecodedText} knows, with or without volumes; rows of days, weeks, months, quarters, years, or of
 * hours and minutes, of which days are made; one instrument or one of several, also from stooq's bulk archive. And
 * tables of that kind from elsewhere: a column of dates, columns of numbers, the oldest or the newest row first.
 */
public final class StooqCsv {
    private StooqCsv() {}

    /**
     * Reads a whole file.
     *
     * @throws CsvException when it cannot be used; the message names the place, what stands there and what to do
     */
    public static Bars read(Path path) {
        return read(path, Optional.empty(), Optional.empty());
    }

    /**
     * The same in an encoding that you name, where the one that was detected is not right: {@code "ISO-8859-2"}.
     *
     * @throws CsvException also when there is no encoding of that name, or the file is not in it
     */
    public static Bars read(Path path, String encoding) {
        return read(path, Optional.empty(), Optional.of(encoding));
    }

    /**
     * Reads the rows of one instrument out of a file with several.
     *
     * @param symbol as in the file, in any case
     * @throws CsvException as {@link #read(Path)}, and when the file has no such symbol; the message lists those it has
     */
    public static Bars readSymbol(Path path, String symbol) {
        return read(path, Optional.of(symbol.strip()), Optional.empty());
    }

    /**
     * Reads the file of that name: a whole path, or a file in one of {@link Datasets#folders()}.
     * {@code quotes.csv#WIG20} means the instrument WIG20 in it.
     *
     * @throws CsvException as {@link #read(Path)}
     */
    public static Bars read(String name) {
        return named(name, Optional.empty());
    }

    /**
     * The file of that name in an encoding that you name.
     *
     * @throws CsvException as {@link #read(Path, String)}
     */
    public static Bars read(String name, String encoding) {
        return named(name, Optional.of(encoding));
    }

    private static Bars named(String name, Optional<String> encoding) {
        int hash = name.lastIndexOf('#');
        return hash > 0 && name.substring(0, hash).matches("(?is).*\\.(csv|txt)")
                ? read(
                        Datasets.find(name.substring(0, hash)),
                        Optional.of(name.substring(hash + 1).strip()),
                        encoding)
                : read(Datasets.find(name), Optional.empty(), encoding);
    }

    private static Bars read(Path path, Optional<String> symbol, Optional<String> encoding) {
        var file = String.valueOf(path.getFileName());
        var decoded = CsvText.decoded(path, encoding);
        var table = CsvTable.read(file, decoded.text(), symbol);
        if (table.rows().isEmpty()) {
            throw tooShort(
                    table,
                    "there is no row below the names",
                    "Choose a range of dates in which the instrument was traded.");
        }
        var notes = new ArrayList<String>();
        decoded.note().ifPresent(note -> notes.add("The file was " + note + "."));
        notes.addAll(table.notes());
        var rows = days(table, notes);
        if (rows.size() < 2) {
            throw tooShort(
                    table,
                    table.rows().size() > 1 ? "all rows are of one day" : "there is one row only",
                    "Choose a longer range of dates; a series needs more."
                            + (!table.header().hasSymbols() ? "" : " For a quote, take the historical data."));
        }
        int volumes = missing(rows, Column.VOLUME.english());
        if (volumes > 0) {
            notes.add(volumes + " of " + rows.size() + " rows have no volume.");
        }
        var interval = Interval.detect(rows.dates());
        distance(rows, interval).ifPresent(notes::add);
        return new Bars(source(file, table, rows), rows, interval, notes);
    }

    private static CsvException tooShort(CsvTable table, String problem, String advice) {
        int line = table.rows().isEmpty()
                ? table.header().line()
                : table.rows().get(table.rows().size() - 1).line();
        return table.header().error(line, 0, problem, advice);
    }

    /** The rows as numbers, those of one day put together. */
    private static Rows days(CsvTable table, List<String> notes) {
        var rows = rows(table);
        var intraday = new Intraday(table.rows());
        if (!intraday.present()) {
            return rows;
        }
        notes.addAll(intraday.notes());
        return rows.merge(intraday.ends()).select(intraday.wholeDays());
    }

    private static Rows rows(CsvTable table) {
        var read = table.rows();
        var columns = new LinkedHashMap<String, double[]>();
        int place = 0;
        for (var name : table.header().places().keySet()) {
            int column = place++;
            var values = read.stream().mapToDouble(row -> row.values()[column]).toArray();
            boolean known = Arrays.stream(values).anyMatch(Double::isFinite);
            if (known && !table.unusable().containsKey(Column.plain(name))) {
                columns.put(name, values);
            }
        }
        if (columns.isEmpty()) {
            throw table.unusable().values().iterator().next();
        }
        return new Rows(
                read.stream().map(CsvRow::date).toArray(LocalDate[]::new),
                read.stream().mapToInt(CsvRow::line).toArray(),
                columns);
    }

    private static int missing(Rows rows, String column) {
        var values = rows.columns().getOrDefault(column, new double[0]);
        return (int) Arrays.stream(values).filter(Double::isNaN).count();
    }

    /** Rows of two weeks or half a year are read as weeks and quarters, and that is said. */
    private static Optional<String> distance(Rows rows, Interval interval) {
        int step = SeriesCalendar.of(rows.dates(), interval).step();
        if (interval == Interval.DAILY || rows.size() < 4 || step == Math.max(1, interval.months())) {
            return Optional.empty();
        }
        var apart = step + (interval == Interval.WEEKLY ? " weeks" : " months");
        return Optional.of("The newest rows are " + apart + " apart; each is called a " + interval.word()
                + " here, and the next one is expected " + apart + " after the last.");
    }

    private static Source source(String file, CsvTable table, Rows rows) {
        var places = new LinkedHashMap<>(table.header().places());
        places.keySet().retainAll(rows.columns().keySet());
        return new Source(
                file,
                table.symbol().orElse(Source.withoutEnding(file)),
                table.header().names(),
                places,
                table.unusable());
    }
}
