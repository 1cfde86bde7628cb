package rnnlab.series.csv;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Dates and times of day in the cells of one table. */
final class CsvDates {
    private static final Pattern ISO = Pattern.compile("(\\d{4})([-/.]?)(\\d{2})\\2(\\d{2})");
    private static final Pattern DOTTED = Pattern.compile("(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})");
    private static final Pattern SLASHED = Pattern.compile("(\\d{1,2})([/-])(\\d{1,2})\\2(\\d{4})");
    private static final Pattern WORDED = Pattern.compile("(\\d{1,2})[- ]([A-Za-z]{3})[a-z]*[- ](\\d{4})");
    private static final Pattern WORDED_FIRST = Pattern.compile("([A-Za-z]{3})[a-z]* (\\d{1,2}),? (\\d{4})");
    private static final Pattern MONTH = Pattern.compile("(\\d{4})[-/](\\d{2})");
    private static final Pattern QUARTER = Pattern.compile("(\\d{4})[- ]?[QqKk]([1-4])");
    private static final Pattern YEAR = Pattern.compile("(\\d{4})");
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private static final Pattern WITH_TIME =
            Pattern.compile("(.*?)(?:T|,? +)(\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?(?: ?[AaPp][Mm])?) "
                    + "?(?:Z|UTC|[+-]\\d{2}:?\\d{2})?");
    private static final Pattern TIME =
            Pattern.compile("(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.\\d{1,9})?)?(?: ?([AaPp])[Mm])?");
    private static final Pattern DIGITS = Pattern.compile("\\d{1,6}");

    /** A way to write a date: of a day, a month, a quarter or a year. */
    private record Form(String unit, Pattern pattern, Function<MatchResult, LocalDate> date) {}

    /** Which of the two small numbers of 03/04/2026 is the day, as other dates of the table show it. */
    private enum Order {
        DAY_FIRST,
        MONTH_FIRST,
        UNKNOWN
    }

    private final Order order;
    private final List<Form> forms = List.of(
            new Form("day", ISO, m -> day(m.group(1), m.group(3), m.group(4))),
            new Form("day", DOTTED, m -> day(m.group(3), m.group(2), m.group(1))),
            new Form("day", SLASHED, m -> slashed(m.group(1), m.group(3), m.group(4))),
            new Form("day", WORDED, m -> day(m.group(3), month(m.group(2)), m.group(1))),
            new Form("day", WORDED_FIRST, m -> day(m.group(3), month(m.group(1)), m.group(2))),
            new Form("month", MONTH, m -> day(m.group(1), m.group(2), "1")),
            new Form(
                    "quarter",
                    QUARTER,
                    m -> day(m.group(1), String.valueOf(3 * Integer.parseInt(m.group(2)) - 2), "1")),
            new Form("year", YEAR, m -> day(m.group(1), "1", "1")));
    private String unit = ""; // of the table's first date

    CsvDates(String text) {
        this.order = order(text);
    }

    private static Order order(String text) {
        var dates = Pattern.compile("(?<![\\w/-])" + SLASHED.pattern() + "(?![\\w/-])")
                .matcher(text);
        while (dates.find()) {
            if (Integer.parseInt(dates.group(1)) > 12) {
                return Order.DAY_FIRST;
            }
            if (Integer.parseInt(dates.group(3)) > 12) {
                return Order.MONTH_FIRST;
            }
        }
        return Order.UNKNOWN;
    }

    /** The part of a cell with a date, and the part with a time of day; "" where there is none. */
    static String[] parts(String cell) {
        var both = WITH_TIME.matcher(cell);
        return both.matches() ? new String[] {both.group(1), both.group(2)} : new String[] {cell, ""};
    }

    /** Whether a cell is a date of a day. */
    static boolean looksLikeDate(String cell) {
        return Stream.of(ISO, DOTTED, SLASHED, WORDED, WORDED_FIRST)
                .anyMatch(pattern -> pattern.matcher(parts(cell)[0]).matches());
    }

    /**
     * A date as 2026-11-21, 20261121, 21.11.2026, 11/21/2026, 21-Nov-2026; of a month (2026-11), a quarter (2026Q4) or
     * a year the first day.
     *
     * @throws DateTimeException for anything else, and for a day that the calendar does not have; the message goes on
     *     after the cell: "is not a date"
     */
    LocalDate date(String cell) {
        for (var form : forms) {
            var match = form.pattern().matcher(cell);
            if (match.matches()) {
                var date = form.date().apply(match);
                check(form);
                return date;
            }
        }
        throw none();
    }

    /** A date that is shorter than the first one, a year among days, is a damaged one. */
    private void check(Form form) {
        if (unit.isEmpty()) {
            unit = form.unit();
        }
        if (!unit.equals(form.unit())) {
            throw new DateTimeException(
                    "is not a date as those before: it is a " + form.unit() + ", they are " + unit + "s");
        }
    }

    private LocalDate slashed(String first, String second, String year) {
        if (order == Order.DAY_FIRST || first.equals(second)) {
            return day(year, second, first);
        }
        if (order == Order.MONTH_FIRST) {
            return day(year, first, second);
        }
        throw new DateTimeException("is not a date for sure: either number may be the month");
    }

    private static String month(String word) {
        int month = MONTHS.indexOf(word.toLowerCase(Locale.ROOT)) + 1;
        if (month == 0) {
            throw none();
        }
        return String.valueOf(month);
    }

    private static LocalDate day(String year, String month, String day) {
        try {
            return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
        } catch (DateTimeException e) {
            throw none();
        }
    }

    private static DateTimeException none() {
        return new DateTimeException("is not a date");
    }

    /**
     * A time of day as 09:05, 9:05:00, 9:05 PM, 090500 or 0905; midnight for "".
     *
     * @throws DateTimeException for anything else
     */
    static LocalTime time(String cell) {
        if (cell.isEmpty()) {
            return LocalTime.MIDNIGHT;
        }
        if (DIGITS.matcher(cell).matches()) {
            var digits = cell.length() <= 2 ? cell + "00" : cell; // an hour alone
            var six = ("0".repeat(digits.length() % 2) + digits + "00").substring(0, 6);
            return clock(six.substring(0, 2), six.substring(2, 4), six.substring(4, 6));
        }
        var m = TIME.matcher(cell);
        if (!m.matches()) {
            throw new DateTimeException("is not a time of day");
        }
        var time = clock(m.group(1), m.group(2), m.group(3) == null ? "0" : m.group(3));
        if (m.group(4) == null) {
            return time;
        }
        return time.withHour(time.getHour() % 12 + (m.group(4).equalsIgnoreCase("p") ? 12 : 0));
    }

    private static LocalTime clock(String hour, String minute, String second) {
        try {
            return LocalTime.of(Integer.parseInt(hour), Integer.parseInt(minute), Integer.parseInt(second));
        } catch (DateTimeException e) {
            throw new DateTimeException("is not a time of day");
        }
    }
}
