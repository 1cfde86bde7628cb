package rnnlab.files;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** UTF-16 without its mark, as some programs write it: every second byte is a zero wherever a character is of ASCII. */
final class UnmarkedUtf16 {

    private UnmarkedUtf16() {}

    /** The order of the bytes in which they are a text; empty where they are none, or have no zeros. */
    static Optional<Charset> order(byte[] bytes) {
        return List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE).stream()
                .filter(order -> hasZero(bytes) && isText(bytes, order))
                .findFirst();
    }

    private static boolean hasZero(byte[] bytes) {
        for (byte b : bytes) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isText(byte[] bytes, Charset order) {
        try {
            String text = DecodedText.strictly(bytes, order);
            long common = text.chars().filter(UnmarkedUtf16::isCommon).count();
            return text.length() > 1 && text.indexOf(0) < 0 && common > 0.9 * text.length();
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** Latin letters of Europe, Greek, Cyrillic, dashes and quotes, ends of lines. */
    private static boolean isCommon(int c) {
        return c == '\n'
                || c == '\r'
                || c == '\t'
                || c >= 0x20 && c < 0x180
                || c >= 0x370 && c < 0x530
                || c >= 0x2000 && c < 0x2100;
    }
}
