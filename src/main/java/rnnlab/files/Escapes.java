package rnnlab.files;

import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;

/** Characters that a format cannot hold, written as Java writes them: a backslash, u and four hexadecimal digits. */
public final class Escapes {

    private Escapes() {}

    /** Whether UTF-8 can hold the text: no half of a surrogate pair stands alone in it. */
    public static boolean isWellFormed(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /** The text as UTF-8 can hold it: a half of a surrogate pair that stands alone is escaped. */
    public static String wellFormed(String text) {
        return escaped(text, Escapes::isLoneSurrogate);
    }

    /** The text as HTML and XML can hold it: characters that neither allows are escaped; tabs and line ends stay. */
    public static String printable(String text) {
        return escaped(
                text,
                c -> isLoneSurrogate(c)
                        || Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r'
                        || (c & 0xFFFE) == 0xFFFE);
    }

    private static boolean isLoneSurrogate(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    /** The text with each of these characters escaped. */
    public static String escaped(String text, IntPredicate which) {
        if (text.codePoints().noneMatch(which)) {
            return text;
        }
        var escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (which.test(c)) {
                for (char half : Character.toChars(c)) {
                    escaped.append(String.format("\\u%04x", (int) half));
                }
            } else {
                escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }
}
