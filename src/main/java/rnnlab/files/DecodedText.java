package rnnlab.files;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;

/**
 * The text of a file's bytes, and the encoding that they were read in.
 *
 * @param text without byte order mark; its line ends as they are
 * @param encoding that was taken
 * @param origin how it is known
 * @param damagedLine the first line with bytes that are no character in this encoding, shown as U+FFFD; 0 where all are
 */
public record DecodedText(String text, Charset encoding, Origin origin, int damagedLine) {

    /** How an encoding is known. */
    public enum Origin {
        /** The bytes leave no doubt: they have a byte order mark, or are UTF-8, of which ASCII is a part. */
        CERTAIN,
        /** Guessed: by the statistics of languages, or UTF-16 by its zeros. */
        DETECTED,
        /** Named by the caller. */
        NAMED
    }

    private static final char REPLACEMENT = '\uFFFD';

    /** A text that was in no file yet. */
    public static DecodedText certain(String text) {
        return new DecodedText(text, StandardCharsets.UTF_8, Origin.CERTAIN, 0);
    }

    /**
     * Reads the bytes in the encoding that they tell: by a byte order mark; UTF-8 wherever they are that; UTF-16
     * without its mark; or else an encoding of 8 bits by which letters of Europe's languages are frequent.
     */
    public static DecodedText of(byte[] bytes) {
        var mark = ByteOrderMark.of(bytes);
        if (mark.isPresent()) {
            return decoded(mark.get().rest(bytes), mark.get().encoding(), Origin.CERTAIN);
        }
        var utf16 = UnmarkedUtf16.order(bytes);
        if (utf16.isPresent()) {
            return decoded(bytes, utf16.get(), Origin.DETECTED);
        }
        var utf8 = decoded(bytes, StandardCharsets.UTF_8, Origin.CERTAIN);
        return utf8.damagedLine == 0 || utf8.isMostlyRight()
                ? utf8
                : decoded(bytes, EncodingDetector.detect(bytes), Origin.DETECTED);
    }

    /**
     * Reads the bytes in the encoding of that name, one that {@link Charset#forName} knows: {@code "ISO-8859-2"}.
     *
     * @throws EncodingException when there is no encoding of that name, or the bytes are not in it
     */
    public static DecodedText of(byte[] bytes, String encoding) {
        Charset named = charset(encoding);
        var mark = ByteOrderMark.of(bytes);
        if (mark.isPresent()) {
            Charset marked = mark.get().encoding();
            if (!marked.name().startsWith(named.name())) { // UTF-16 is UTF-16LE or UTF-16BE, as the mark says
                throw new EncodingException(
                        "it is not in " + named + ": it begins with the mark of " + marked,
                        "Name that encoding, or none");
            }
            return decoded(mark.get().rest(bytes), marked, Origin.NAMED);
        }
        var decoded = decoded(bytes, named, Origin.NAMED);
        if (decoded.damagedLine > 0) {
            throw new EncodingException(
                    "it is not in " + named + ": line " + decoded.damagedLine
                            + " has bytes that are no character there",
                    "Name another encoding, or none: then it is detected");
        }
        return decoded;
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name.strip());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new EncodingException(
                    "\"" + name + "\" is no encoding that Java knows",
                    "Polish and Czech texts are mostly in windows-1250 or ISO-8859-2, Bulgarian ones in "
                            + "windows-1251, KOI8-R or"
                            + " ISO-8859-5, English ones in windows-1252, and new ones of any language in UTF-8");
        }
    }

    private static DecodedText decoded(byte[] bytes, Charset encoding, Origin origin) {
        try {
            return new DecodedText(strictly(bytes, encoding), encoding, origin, 0);
        } catch (CharacterCodingException e) {
            String text = new String(bytes, encoding);
            long line = text.substring(0, text.indexOf(REPLACEMENT) + 1).lines().count();
            return new DecodedText(text, encoding, origin, (int) line);
        }
    }

    static String strictly(byte[] bytes, Charset encoding) throws CharacterCodingException {
        return encoding.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }

    /** Far more characters outside of ASCII than damaged places: by chance no other encoding reads like that. */
    private boolean isMostlyRight() {
        long damaged = text.chars().filter(c -> c == REPLACEMENT).count();
        long others = text.chars().filter(c -> c >= 0x80 && c != REPLACEMENT).count();
        return others > 3 * damaged;
    }

    /** The same with each line ended by {@code \n}, whatever ended it. */
    public DecodedText withLineFeeds() {
        String lines = text.replace("\r\n", "\n").replace('\r', '\n');
        return new DecodedText(lines, encoding, origin, damagedLine);
    }

    /** Words about the encoding for those who read the text; empty where there is nothing to say. */
    public Optional<String> note() {
        String damage = damagedLine == 0
                ? ""
                : ", with bytes that are no character in it, shown as " + REPLACEMENT + ", first in line "
                        + damagedLine;
        return switch (origin) {
            case CERTAIN -> damagedLine == 0 ? Optional.empty() : Optional.of("read as " + encoding + damage);
            case DETECTED ->
                Optional.of(
                        "read as " + encoding + " (detected" + damage + "; if letters are wrong, name the encoding)");
            case NAMED -> Optional.of("read as " + encoding + ", as named");
        };
    }
}
