package rnnlab.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import rnnlab.files.AtomicFile;
import rnnlab.files.DecodedText;
import rnnlab.files.EncodingException;
import rnnlab.files.Escapes;
import rnnlab.files.FileProblem;

/** Text files: read in whatever encoding they are, written whole or not at all. */
public final class TextFile {

    private static final long LONGEST = 256L << 20;

    private TextFile() {}

    /**
     * The file's text, lines ended by {@code \n}, in the encoding that {@link DecodedText#of(byte[])} finds.
     *
     * @throws TextException when it is missing, is a folder, is no text or is longer than 256 MB
     */
    public static String read(Path file) {
        return decoded(file, Optional.empty()).withLineFeeds().text();
    }

    /**
     * The same in an encoding that you name, {@code "windows-1250"}.
     *
     * @throws TextException also when there is no encoding of that name, or the file is not in it
     */
    public static String read(Path file, String encoding) {
        return decoded(file, Optional.of(encoding)).withLineFeeds().text();
    }

    /**
     * The file's text, its line ends as they are, and which encoding was taken: the one that is named, if one is.
     *
     * @throws TextException as {@link #read(Path, String)} does
     */
    public static DecodedText decoded(Path file, Optional<String> encoding) {
        byte[] bytes = bytes(file);
        DecodedText decoded;
        try {
            decoded = encoding.map(name -> DecodedText.of(bytes, name)).orElseGet(() -> DecodedText.of(bytes));
        } catch (EncodingException e) {
            throw new TextException(file + ": " + e.getMessage(), e);
        }
        if (decoded.text().isBlank()) {
            throw new TextException(file + " is empty");
        }
        int zero = decoded.text().indexOf('\0');
        if (zero >= 0) {
            throw new TextException(
                    file + " is no text: character " + (zero + 1) + " is a zero; save it as plain text");
        }
        return decoded;
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw new TextException(file + " is a folder; name a text file inside it");
            }
            if (Files.size(file) > LONGEST) {
                throw new TextException(file + " has " + (Files.size(file) >> 20) + " MB, more than the "
                        + (LONGEST >> 20) + " that fit; cut it into parts");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new TextException(file + " cannot be read: " + FileProblem.reason(e), e);
        }
    }

    /**
     * Writes the text in UTF-8, whole or not at all.
     *
     * @throws TextException when it cannot be written; an old file of that name is then still there
     */
    public static void write(Path file, String text) {
        if (!Escapes.isWellFormed(text)) {
            throw new TextException(
                    file + " could not be written: the text holds half a character (a surrogate without its"
                            + " other half), which no text file can hold; take it out");
        }
        try {
            AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new TextException(file + " could not be written: " + FileProblem.reason(e), e);
        }
    }
}
