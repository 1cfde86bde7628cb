package rnnlab.series.csv;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;

/** Numbers in the cells of one table, in the forms that stooq, other sites and spreadsheets write. */
final class CsvCells {
    private static final Set<String> MISSING =
            Set.of("", "null", "n/a", "#n/a", "na", "n/d", "nd", "b/d", "bd", "-", ".");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,18}([.,]\\d{1,18})?([eE][+-]?\\d{1,2})?");
    private static final Pattern SPACED = Pattern.compile("[+-]?\\d{1,3}([ \u00a0\u202f]\\d{3})+([.,]\\d{1,18})?");
    private static final Pattern COMMAS = Pattern.compile("[+-]?\\d{1,3}(,\\d{3})+(\\.\\d{1,18})?");
    private static final Pattern POINTS = Pattern.compile("[+-]?\\d{1,3}(\\.\\d{3})+(,\\d{1,18})?");

    private final Optional<Pattern> thousands; // apart by the sign that is not the decimal one, where that is known

    private CsvCells(Optional<Pattern> thousands) {
        this.thousands = thousands;
    }

    /**
     * The way of writing of a whole table. 1,234 may be a thousand or a little more than one; cells like 0.5 or 1,234.5
     * show that the point is the decimal sign, so that the comma is none.
     */
    static CsvCells of(String text, char separator) {
        boolean point = has(text, separator, '.', ','), comma = has(text, separator, ',', '.');
        return new CsvCells(point == comma ? Optional.empty() : Optional.of(point ? COMMAS : POINTS));
    }

    /** Whether a cell can only be read with this decimal sign. */
    private static boolean has(String text, char separator, char decimal, char other) {
        // A cell with the separator inside stands in quotes.
        boolean quoted = separator == decimal, mayBeQuoted = separator == other;
        var before = quoted ? "(?<=\")" : "(?<=^|[\"" + separator + "])";
        var after = quoted ? "(?=\")" : "(?=$|[\"" + separator + "])";
        var grouped = (mayBeQuoted ? "(?<=\")" : before) + "[+-]?\\$?\\d{1,3}(?:[" + other + "]\\d{3}){1,6}[" + decimal
                + "]\\d{1,18}" + "[KMBT%]?" + (mayBeQuoted ? "(?=\")" : after);
        var several = (mayBeQuoted ? "(?<=\")" : before) + "[+-]?\\$?\\d{1,3}(?:[" + other + "]\\d{3}){2,6}"
                + (mayBeQuoted ? "(?=\")" : after);
        var plain = before + "[+-]?\\$?\\d{1,18}[" + decimal + "](?:\\d{1,2}|\\d{4,18})[KMBT%]?" + after;
        return Pattern.compile(grouped + "|" + several + "|" + plain, Pattern.MULTILINE)
                .matcher(text)
                .find();
    }

    /** Whether the cell says that there is no number: empty, null, N/A, N/D, - and the like. */
    static boolean isMissing(String cell) {
        return cell.length() <= 4 && MISSING.contains(cell.toLowerCase(Locale.ROOT));
    }

    /** A number with decimal point or comma, thousands apart or not; empty for anything else. */
    OptionalDouble number(String cell) {
        if (cell.startsWith("$")) {
            cell = cell.substring(1);
        }
        if (SPACED.matcher(cell).matches()) {
            cell = cell.replaceAll("[ \u00a0\u202f]", "");
        }
        if (thousands.isPresent() && thousands.get().matcher(cell).matches()) {
            cell = cell.replace(thousands.get() == COMMAS ? "," : ".", "");
        }
        if (!NUMBER.matcher(cell).matches()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Double.parseDouble(cell.replace(',', '.')));
    }

    /** A number that may end in K, M, B or T, for thousands, millions and so on: 1.2M. */
    OptionalDouble volume(String cell) {
        int unit = cell.isEmpty() ? -1 : "KMBT".indexOf(Character.toUpperCase(cell.charAt(cell.length() - 1)));
        if (unit < 0) {
            return number(cell);
        }
        var number = number(cell.substring(0, cell.length() - 1));
        return number.isEmpty() ? number : OptionalDouble.of(number.getAsDouble() * Math.pow(1000, unit + 1));
    }
}
