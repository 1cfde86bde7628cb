package rnnlab.exercise;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** Values as a student reads them: short, with the decimals that matter. */
final class Show {

    private static final int ITEMS = 8;
    private static final int CHARACTERS = 120;

    private Show() {}

    static String value(Object value) {
        if (value instanceof Double d) {
            return number(d);
        }
        if (value instanceof String s) {
            return '"' + shortened(s.replace("\n", "\\n")) + '"';
        }
        if (value instanceof double[] a) {
            return items(a.length, i -> number(a[i]));
        }
        if (value instanceof int[] a) {
            return items(a.length, i -> String.valueOf(a[i]));
        }
        if (value instanceof long[] a) {
            return items(a.length, i -> String.valueOf(a[i]));
        }
        if (value instanceof boolean[] a) {
            return items(a.length, i -> String.valueOf(a[i]));
        }
        if (value instanceof Object[] a) {
            return items(a.length, i -> value(a[i]));
        }
        if (value instanceof Collection<?> c) {
            return value(c.toArray());
        }
        if (value instanceof Map<?, ?> m) {
            var joiner = new StringJoiner(", ", "{", "}");
            m.entrySet().stream().limit(ITEMS).forEach(e -> joiner.add(e.getKey() + " = " + value(e.getValue())));
            return shortened(joiner.toString());
        }
        return shortened(String.valueOf(value));
    }

    /** Up to six digits after the first that is not zero; no trailing zeros; 1.0 stays 1.0. */
    static String number(double d) {
        if (Double.isNaN(d) || Double.isInfinite(d) || d == Math.rint(d) && Math.abs(d) < 1e9) {
            return String.valueOf(d);
        }
        var size = Math.abs(d);
        if (size < 1e-4 || size >= 1e9) {
            return String.format(Locale.ROOT, "%.4e", d);
        }
        var decimals = Math.max(1, 6 - (int) Math.floor(Math.log10(size)));
        return String.format(Locale.ROOT, "%." + decimals + "f", d).replaceAll("(\\.\\d+?)0+$", "$1");
    }

    private interface Item {
        String at(int i);
    }

    private static String items(int length, Item item) {
        var joiner = new StringJoiner(", ", "[", "]");
        for (int i = 0; i < Math.min(length, ITEMS); i++) {
            joiner.add(item.at(i));
        }
        if (length > ITEMS) {
            joiner.add("... " + length + " values");
        }
        return joiner.toString();
    }

    private static String shortened(String s) {
        return s.length() <= CHARACTERS ? s : s.substring(0, CHARACTERS) + "...";
    }
}
