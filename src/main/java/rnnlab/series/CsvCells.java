package rnnlab.series;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** What stands in one cell of a table: a number or a date, in the forms that stooq and spreadsheets write. */
final class CsvCells {
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,18}([.,]\\d{1,18})?([eE][+-]?\\d{1,2})?");
    private static final Pattern GROUPED = Pattern.compile("[+-]?\\d{1,3}([ \u00a0\u202f]\\d{3})+([.,]\\d{1,18})?");
    private static final Pattern ISO = Pattern.compile("(\\d{4})-?(\\d{2})-?(\\d{2})");
    private static final Pattern DOTTED = Pattern.compile("(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})");

    private CsvCells() {}

    /** A number with decimal point or comma, thousands apart by spaces or not; empty for anything else. */
    static OptionalDouble number(String cell) {
        if (GROUPED.matcher(cell).matches()) cell = cell.replaceAll("[ \u00a0\u202f]", "");
        if (!NUMBER.matcher(cell).matches()) return OptionalDouble.empty();
        return OptionalDouble.of(Double.parseDouble(cell.replace(',', '.')));
    }

    /**
     * A date as 2026-11-21, 20261121 or 21.11.2026.
     *
     * @throws DateTimeException for anything else, and for a day that the calendar does not have
     */
    static LocalDate date(String cell) {
        var iso = ISO.matcher(cell);
        if (iso.matches()) return day(iso.group(1), iso.group(2), iso.group(3));
        var dotted = DOTTED.matcher(cell);
        if (dotted.matches()) return day(dotted.group(3), dotted.group(2), dotted.group(1));
        throw new DateTimeException("is not a date");
    }

    private static LocalDate day(String year, String month, String day) {
        return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
    }
}
