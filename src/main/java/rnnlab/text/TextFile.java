package rnnlab.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Text files: read in whatever encoding they are, written whole or not at all. */
public final class TextFile {

    private static final long LONGEST = 256L << 20;

    private TextFile() {}

    /**
     * The file's text, lines ended by {@code \n}. Read as UTF-8, as UTF-16 where it begins with that byte order mark, and
     * otherwise as windows-1252, which every sequence of bytes is.
     *
     * @throws TextException when it is missing, is a folder, is no text or is longer than 256 MB
     */
    public static String read(Path file) {
        byte[] bytes;
        try {
            if (Files.isDirectory(file)) {
                throw new TextException(file + " is a folder; name a text file inside it");
            }
            if (Files.size(file) > LONGEST) {
                throw new TextException(file + " has " + (Files.size(file) >> 20) + " MB, more than the "
                        + (LONGEST >> 20) + " that fit; cut it into parts");
            }
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new TextException(file + " cannot be read: " + reason(e), e);
        }
        String text = decode(bytes);
        if (text.isBlank()) {
            throw new TextException(file + " is empty");
        }
        int zero = text.indexOf('\0');
        if (zero >= 0) {
            throw new TextException(
                    file + " is no text: character " + (zero + 1) + " is a zero; save it as plain text");
        }
        return text;
    }

    /** Bytes as text: byte order marks removed, lines ended by {@code \n}. */
    static String decode(byte[] bytes) {
        String text = starts(bytes, 0xFF, 0xFE)
                ? new String(bytes, StandardCharsets.UTF_16LE)
                : starts(bytes, 0xFE, 0xFF) ? new String(bytes, StandardCharsets.UTF_16BE) : utf8OrWindows(bytes);
        text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    private static boolean starts(byte[] bytes, int first, int second) {
        return bytes.length > 1 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
    }

    private static String utf8OrWindows(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, Charset.forName("windows-1252"));
        }
    }

    /**
     * Writes the text in UTF-8. It is written under another name and then renamed: whoever looks finds the old file or the
     * new one, whole.
     *
     * @throws TextException when it cannot be written; an old file of that name is then still there
     */
    public static void write(Path file, String text) {
        Path target = file.toAbsolutePath();
        Path part = target.resolveSibling(
                target.getFileName() + ".part-" + ProcessHandle.current().pid());
        try {
            Files.createDirectories(target.getParent());
            Files.writeString(part, text);
            replace(part, target);
        } catch (IOException e) {
            discard(part);
            throw new TextException(file + " could not be written: " + reason(e), e);
        }
    }

    /** Brings the bytes of {@code part} to the disk and gives it the name {@code target} in one step. */
    static void replace(Path part, Path target) throws IOException {
        try (var channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }

    static void discard(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // It stays behind under a name that nobody reads; the failure that led here is the one reported.
        }
    }

    /** What went wrong, in words. */
    static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "no permission";
        }
        if (e instanceof NoSuchFileException) {
            return "there is no such file or folder";
        }
        if (e instanceof FileSystemException f && f.getReason() != null) {
            return f.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
