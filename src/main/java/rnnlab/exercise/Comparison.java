package rnnlab.exercise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How far an answer is from what was expected. Numbers are equal when they differ by at most {@code tolerance * max(1,
 * |expected|)}; texts, truth values and whole numbers must be the same; NaN and infinity are never right. Arrays are
 * compared value by value, nested ones row by row.
 */
final class Comparison {

    private final double tolerance;
    private final List<String> where = new ArrayList<>();
    private int compared;
    private int exact;
    private int close;
    private double largest = -1;
    private double came;
    private double expected;

    private Comparison(double tolerance) {
        this.tolerance = tolerance;
    }

    /** The mistake, if there is one; both values as {@link Plain} data. */
    static Optional<Mistake> of(Object came, Object expected, double tolerance) {
        var comparison = new Comparison(tolerance);
        var difference = comparison.compare(came, expected, "");
        if (difference.isPresent()) {
            return Optional.of(Mistake.because(difference.get())
                    .after("expected", Show.value(expected))
                    .after("came", Show.value(came)));
        }
        if (comparison.exact + comparison.close == comparison.compared) {
            return Optional.empty();
        }
        return Optional.of(comparison.mistake(came, expected));
    }

    private Mistake mistake(Object cameWhole, Object expectedWhole) {
        var off = Double.isFinite(largest) ? Show.number(largest) : "not a number";
        if (compared == 1) {
            return Mistake.because(hint())
                    .after("off by", off)
                    .after("expected", Show.number(expected))
                    .after("came", Show.number(came));
        }
        var counts = String.format(
                "of %d values %d are exact, %d close enough, %d wrong",
                compared, exact, close, compared - exact - close);
        return Mistake.because(counts)
                .after(
                        "largest",
                        "difference " + off + " at " + where.get(0) + ": came " + Show.number(came) + ", expected "
                                + Show.number(expected))
                .after("expected", Show.value(expectedWhole))
                .after("came", Show.value(cameWhole));
    }

    /** What the two numbers alone already tell. */
    private String hint() {
        if (Double.isNaN(came)) {
            return "NaN comes from 0/0, from the root or logarithm of a negative number, or from NaN in the input";
        }
        if (Double.isInfinite(came)) {
            return "infinite: a division by zero or a number too large";
        }
        if (came == -expected) {
            return "the sign is the other way round";
        }
        return "";
    }

    /** Compares and counts; a text when the two cannot be compared value by value. */
    private Optional<String> compare(Object a, Object b, String at) {
        if (a instanceof Number x && b instanceof Number y) {
            count(x.doubleValue(), y.doubleValue(), at);
            return Optional.empty();
        }
        var as = items(a);
        var bs = items(b);
        if (as.isPresent() && bs.isPresent()) {
            return compareItems(as.get(), bs.get(), at);
        }
        if (as.isPresent() || bs.isPresent()) {
            return Optional.of(place(at) + kind(a) + " came where " + kind(b) + " was expected");
        }
        if (Objects.equals(a, b)) {
            compared++;
            exact++;
            return Optional.empty();
        }
        return Optional.of(
                at.isEmpty() ? firstDifference(a, b) : at + ": came " + Show.value(a) + ", expected " + Show.value(b));
    }

    private Optional<String> compareItems(List<Object> as, List<Object> bs, String at) {
        if (as.size() != bs.size()) {
            return Optional.of(place(at) + "the length is " + as.size() + ", expected " + bs.size());
        }
        for (int i = 0; i < as.size(); i++) {
            var difference = compare(as.get(i), bs.get(i), at + "[" + i + "]");
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private static String place(String at) {
        return at.isEmpty() ? "" : at + ": ";
    }

    private void count(double a, double b, String at) {
        compared++;
        double difference = Math.abs(a - b);
        // A number that is not finite is never right: two of them being alike shows nothing.
        if (a == b && Double.isFinite(a)) {
            exact++;
            return;
        }
        if (Double.isFinite(difference) && difference <= tolerance * Math.max(1, Math.abs(b))) {
            close++;
        }
        var size = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
        if (size > largest) {
            largest = size;
            came = a;
            expected = b;
            where.clear();
            where.add(at);
        }
    }

    private static String firstDifference(Object a, Object b) {
        if (!(a instanceof String s) || !(b instanceof String t)) {
            return "";
        }
        int i = 0;
        while (i < Math.min(s.length(), t.length()) && s.charAt(i) == t.charAt(i)) {
            i++;
        }
        return i == 0 ? "" : i == 1 ? "the first character is right" : "the first " + i + " characters are right";
    }

    /** The items of an array or a list; empty when the value is neither. */
    static Optional<List<Object>> items(Object value) {
        if (value instanceof double[] a) {
            return Optional.of(Arrays.stream(a).<Object>mapToObj(x -> x).toList());
        }
        if (value instanceof int[] a) {
            return Optional.of(Arrays.stream(a).<Object>mapToObj(x -> x).toList());
        }
        if (value instanceof long[] a) {
            return Optional.of(Arrays.stream(a).<Object>mapToObj(x -> x).toList());
        }
        if (value instanceof boolean[] a) {
            return Optional.of(
                    IntStream.range(0, a.length).<Object>mapToObj(i -> a[i]).toList());
        }
        if (value instanceof List<?> l) {
            return Optional.of(new ArrayList<>(l));
        }
        return Optional.empty();
    }

    private static String kind(Object value) {
        if (value == null) {
            return "null";
        }
        if (items(value).isPresent()) {
            return "an array";
        }
        return value instanceof String ? "a text" : value instanceof Number ? "a number" : Show.value(value);
    }
}
