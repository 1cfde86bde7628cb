package rnnlab.jupyter;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.StringJoiner;
import rnnlab.report.CellText;

/** Any value as text that says what it is: what a cell that ends with it shows. */
final class ValueText {

    private static final int SHOWN = 20;
    private static final int CHARACTERS = 100; // of a text within another value

    private ValueText() {}

    static String of(Object value) {
        if (value instanceof String s) {
            return text(s);
        }
        if (value instanceof Character c) {
            return c > ' ' ? c.toString() : "'" + escaped("" + c) + "'";
        }
        if (value instanceof Double || value instanceof Float) {
            return number((Number) value);
        }
        if (value instanceof Duration d) {
            return d + " (" + length(d) + ")";
        }
        if (value.getClass().isArray()) {
            return ArrayText.of(value);
        }
        if (value instanceof Collection<?> c && isOfJava(c) && c.size() > SHOWN) {
            return c.getClass().getSimpleName().replaceFirst("^(List|Set)(N|12)$", "$1") + " of " + c.size() + "\n"
                    + top().text(c);
        }
        if (value instanceof Map<?, ?> m && isOfJava(m) && m.size() > SHOWN) {
            return m.getClass().getSimpleName() + " of " + m.size() + "\n" + top().text(m);
        }
        return top().text(value);
    }

    static Nested top() {
        return new Nested(0);
    }

    /**
     * Values within a value: on one line, texts in quotes; shorter the deeper they are, so that the whole stays
     * readable.
     */
    record Nested(int depth) {

        private static final int DEEPEST = 6; // also the end of what contains itself

        Nested deeper() {
            return new Nested(depth + 1);
        }

        int shown(int atTheTop) {
            return depth < 2 ? atTheTop : 6;
        }

        String text(Object value) {
            if (value == null) {
                return "null";
            }
            if (depth > DEEPEST) {
                return "...";
            }
            if (value instanceof String s) {
                return '"' + shortened(escaped(s)) + '"';
            }
            if (value instanceof Character c) {
                return "'" + escaped("" + c) + "'";
            }
            if (value instanceof Double || value instanceof Float) {
                return CellText.rounded(((Number) value).doubleValue());
            }
            if (value.getClass().isArray()) {
                return ArrayText.inline(value, deeper());
            }
            if (value instanceof Optional<?> o) {
                return o.map(v -> "Optional[" + deeper().text(v) + "]").orElse("Optional.empty");
            }
            if (value instanceof Map.Entry<?, ?> e && isOfJava(e)) {
                return entry(e);
            }
            if (value instanceof Collection<?> c && isOfJava(c)) {
                return items(c);
            }
            if (value instanceof Map<?, ?> m && isOfJava(m)) {
                return entries(m);
            }
            return ObjectText.of(value, this);
        }

        private String entry(Map.Entry<?, ?> e) {
            return deeper().text(e.getKey()) + "=" + deeper().text(e.getValue());
        }

        private String items(Collection<?> items) {
            if (items instanceof List<?> list && list instanceof RandomAccess) {
                return ArrayText.inline(ends(list, deeper().shown(SHOWN)), deeper());
            }
            var text = new StringJoiner(", ", "[", "]");
            Iterator<?> all = items.iterator();
            for (int i = 0; i < shown(SHOWN) && all.hasNext(); i++) {
                text.add(deeper().text(all.next()));
            }
            return all.hasNext() ? text.add("...").toString() : text.toString();
        }

        private String entries(Map<?, ?> map) {
            var text = new StringJoiner(", ", "{", "}");
            map.entrySet().stream().limit(shown(SHOWN)).forEach(e -> text.add(entry(e)));
            return map.size() > shown(SHOWN) ? text.add("...").toString() : text.toString();
        }
    }

    /**
     * A list's values; of a long one the first and the last, one more than are shown, so that it is shortened there.
     */
    private static Object[] ends(List<?> list, int shown) {
        int length = list.size();
        if (length <= shown) {
            return list.toArray();
        }
        var ends = new Object[shown + 1];
        for (int i = 0; i < shown / 2; i++) {
            ends[i] = list.get(i);
            ends[shown - i] = list.get(length - 1 - i);
        }
        return ends;
    }

    /** As it is; in quotes where it could not be seen. */
    private static String text(String s) {
        return s.isBlank() ? '"' + escaped(s) + '"' : s;
    }

    private static String shortened(String s) {
        return s.length() <= CHARACTERS ? s : s.substring(0, CHARACTERS) + "..." + " (" + s.length() + " characters)";
    }

    private static String escaped(String s) {
        var text = new StringBuilder();
        for (char c : s.toCharArray()) {
            switch (c) {
                case '\n' -> text.append("\\n");
                case '\t' -> text.append("\\t");
                case '\r' -> text.append("\\r");
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                default -> text.append(c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        return text.toString();
    }

    /** All digits; no power of ten while the number can be read without. */
    private static String number(Number value) {
        String text = value.toString();
        double size = Math.abs(value.doubleValue());
        return text.contains("E") && size >= 1e-6 && size < 1e15 ? new BigDecimal(text).toPlainString() : text;
    }

    private static String length(Duration d) {
        var text = new StringJoiner(" ");
        if (d.isNegative()) {
            text.add("minus");
        }
        d = d.abs();
        if (d.toDaysPart() > 0) {
            text.add(d.toDaysPart() + " d");
        }
        if (d.toHoursPart() > 0) {
            text.add(d.toHoursPart() + " h");
        }
        if (d.toMinutesPart() > 0) {
            text.add(d.toMinutesPart() + " min");
        }
        var seconds = BigDecimal.valueOf(d.toSecondsPart()).add(BigDecimal.valueOf(d.toNanosPart(), 9));
        if (seconds.signum() > 0 || d.isZero()) {
            text.add(seconds.stripTrailingZeros().toPlainString() + " s");
        }
        return text.toString();
    }

    /** Whether Java's own text of it would be shown; a class that has its own text keeps it. */
    private static boolean isOfJava(Object value) {
        return ObjectText.declaresText(value.getClass()).startsWith("java.");
    }
}
