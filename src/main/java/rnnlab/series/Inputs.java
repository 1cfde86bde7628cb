package rnnlab.series;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rnnlab.series.csv.CsvException;

/** Reads which inputs a network is to have: columns of a file, and other files joined to it. */
final class Inputs {
    /** How many values in a row may be missing and are filled with the one before. */
    static final int MAX_FILLED = 10;

    private Inputs() {}

    /**
     * Several inputs on the same dates. A missing value is filled with the last one before it, never with a later one,
     * at most 10 times in a row; rows before an input's first value are left out; the frame's notes say how many.
     *
     * @param inputs each a column ("Close", "Wolumen"), or another file: "usdpln.csv" for its closing prices,
     *     "usdpln.csv:High" for another column, "quotes.csv#KGH" for one of its symbols; several may stand in one text,
     *     with commas between
     * @throws CsvException when there is no such column or file, two inputs are the same, or more values are missing in
     *     a row
     */
    static Frame frame(Bars bars, String... inputs) {
        var names = new ArrayList<String>();
        for (var input : Arrays.stream(inputs)
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList()) {
            var own = bars.nameOf(input);
            if (own.isEmpty() && isFile(input)) {
                bars = joined(bars, input);
                own = bars.names().stream().reduce((first, last) -> last);
            }
            if (own.isEmpty()) {
                own = bars.nameOf(bars.series(input).name()); // throws: it has no such column
            }
            names.add(own.orElseThrow());
        }
        if (names.isEmpty()) {
            throw CsvException.whole(bars.file(), "no input is named", "Set inputs, for example to \"Close, Volume\".");
        }
        if (names.stream().distinct().count() < names.size()) {
            throw CsvException.whole(bars.file(), "the inputs are " + names, "Name each of them once.");
        }
        return filled(bars, names);
    }

    private static boolean isFile(String input) {
        return input.matches("(?is).*\\.(csv|txt)([#:].*)?") || input.contains("/");
    }

    private static Bars joined(Bars bars, String input) {
        int colon = input.lastIndexOf(':');
        if (colon < 0) {
            return bars.with(StooqCsv.read(input));
        }
        return bars.with(StooqCsv.read(input.substring(0, colon)), input.substring(colon + 1));
    }

    private static Frame filled(Bars bars, List<String> names) {
        var notes = new ArrayList<String>();
        int start = 0;
        for (var name : names) {
            start = Math.max(start, firstKnown(bars, name));
        }
        if (start > 0) {
            notes.add(
                    "Rows left out before " + bars.date(start) + ", where not all inputs have a value: " + start + ".");
        }
        var dates = Arrays.copyOfRange(bars.dates(), start, bars.size());
        var series = new ArrayList<Series>();
        for (var name : names) {
            var values = Arrays.copyOfRange(bars.values(name), start, bars.size());
            int missing = fillForward(bars, name, dates, values);
            if (missing > 0) {
                notes.add("Missing values of " + name + " filled with the value before: " + missing + ".");
            }
            series.add(Series.of(name, "", dates, values, bars.origin(name).slice(start, bars.size())));
        }
        return new Frame(series, notes);
    }

    private static int firstKnown(Bars bars, String name) {
        var values = bars.values(name);
        for (int t = 0; t < values.length; t++) {
            if (Double.isFinite(values[t])) {
                return t;
            }
        }
        throw CsvException.whole(
                bars.file(),
                "the input " + name + " has no value from " + bars.firstDate() + " to " + bars.lastDate(),
                "Leave it out, or choose another range.");
    }

    /** @return how many values were filled in */
    private static int fillForward(Bars bars, String name, LocalDate[] dates, double[] values) {
        int filled = 0, run = 0;
        for (int t = 1; t < values.length; t++) {
            boolean missing = !Double.isFinite(values[t]);
            run = missing ? run + 1 : 0;
            if (run > MAX_FILLED) {
                throw gap(bars, name, dates, values, t - run);
            }
            if (missing) {
                values[t] = values[t - 1];
                filled++;
            }
        }
        return filled;
    }

    private static CsvException gap(Bars bars, String name, LocalDate[] dates, double[] values, int last) {
        var original = bars.values(name);
        int offset = original.length - values.length, next = last + 1;
        while (next < values.length && !Double.isFinite(original[offset + next])) {
            next++;
        }
        int missing = next - last - 1;
        return CsvException.whole(
                bars.file(),
                name + " is missing in " + missing + " rows after " + dates[last],
                (next < values.length
                                ? "Choose a range from " + dates[next] + " on"
                                : "Choose a range up to " + dates[last])
                        + ", or leave " + name + " out of the inputs.");
    }
}
