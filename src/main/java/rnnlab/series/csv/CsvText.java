package rnnlab.series.csv;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import rnnlab.files.DecodedText;
import rnnlab.files.EncodingException;

/** The text of a file that should hold a table: decoded, and refused where it is something else. */
public final class CsvText {
    /** A row has some 60 bytes, so this is over a thousand years of days. */
    private static final int MAX_BYTES = 24 << 20;

    static final String SAVE_AGAIN =
            "Open stooq.pl in a browser, choose the instrument, the dates and the interval, and save the "
                    + "CSV file again.";

    /** How files begin that people take for tables. */
    private record Magic(String bytes, String problem) {}

    private static final List<Magic> MAGICS = List.of(
            new Magic("PK\3\4", "this is a workbook or a zip archive"),
            new Magic("\u00d0\u00cf\u0011\u00e0", "this is an old Excel workbook"),
            new Magic("\u001f\u008b", "this is a compressed file"),
            new Magic("%PDF", "this is a PDF document"));

    private CsvText() {}

    /**
     * The file's text without byte order mark.
     *
     * @throws CsvException when it is missing or no text; the message says what it is instead
     */
    public static String read(Path path) {
        return decoded(path, Optional.empty()).text();
    }

    /**
     * The same, and which encoding was taken: the one that is named, if one is.
     *
     * @throws CsvException also when there is no encoding of that name, or the file is not in it
     */
    public static DecodedText decoded(Path path, Optional<String> encoding) {
        var file = String.valueOf(path.getFileName());
        if (!Files.exists(path)) {
            throw CsvException.whole(
                    file, "there is no such file in " + folder(path), "Check the name, or give the whole path.");
        }
        if (Files.isDirectory(path)) {
            throw CsvException.whole(file, "this is a folder", "Name a CSV file inside it.");
        }
        if (!Files.isRegularFile(path)) {
            throw CsvException.whole(file, "this is not an ordinary file", "Name a CSV file.");
        }
        var decoded = decode(file, bytes(path, file), encoding);
        refuseOthers(file, decoded.text());
        return decoded;
    }

    private static Path folder(Path path) {
        var parent = path.toAbsolutePath().normalize().getParent();
        return parent == null ? path : parent;
    }

    private static byte[] bytes(Path path, String file) {
        try (var in = Files.newInputStream(path)) {
            if (Files.size(path) > MAX_BYTES) {
                throw tooLarge(file);
            }
            var bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw tooLarge(file); // it grew
            }
            return bytes;
        } catch (IOException e) {
            throw CsvException.whole(
                    file,
                    "the file cannot be read (" + e.getClass().getSimpleName() + ": " + e.getMessage() + ")",
                    "Check that you may open it and that the disk is well.");
        }
    }

    private static CsvException tooLarge(String file) {
        return new CsvException(
                CsvPlace.line(file, 1),
                "the file is larger than " + (MAX_BYTES >> 20) + " MB",
                "One instrument's history has well under 2 MB. " + SAVE_AGAIN);
    }

    private static DecodedText decode(String file, byte[] bytes, Optional<String> encoding) {
        for (var magic : MAGICS) {
            if (startsWith(bytes, magic.bytes())) {
                throw new CsvException(
                        CsvPlace.line(file, 1),
                        magic.problem() + ", not a CSV file",
                        "Save the table as CSV and use that.");
            }
        }
        try {
            return encoding.map(name -> DecodedText.of(bytes, name)).orElseGet(() -> DecodedText.of(bytes));
        } catch (EncodingException e) {
            throw CsvException.whole(file, e.problem(), e.advice() + ".");
        }
    }

    private static boolean startsWith(byte[] bytes, String latin1) {
        if (bytes.length < latin1.length()) {
            return false;
        }
        for (int i = 0; i < latin1.length(); i++) {
            if ((bytes[i] & 0xff) != latin1.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static void refuseOthers(String file, String text) {
        int line = 1, column = 1;
        for (int i = 0; i < text.length(); i++, column++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n')) {
                line++;
                column = 0;
            } else if (c < ' ' && c != '\t' && c != '\r' || c == '\ufffd') {
                throw new CsvException(
                        CsvPlace.line(file, line),
                        "character " + column + " of the line is not text (code " + (int) c + ")",
                        "This is a binary or damaged file. " + SAVE_AGAIN);
            }
        }
        if (text.substring(0, Math.min(text.length(), 1000)).isBlank()) {
            throw new CsvException(CsvPlace.line(file, 1), "the file is empty", SAVE_AGAIN);
        }
        CsvAnswer.refuseKnown(file, text);
    }
}
