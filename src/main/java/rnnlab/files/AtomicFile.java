package rnnlab.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Files written whole or not at all: whoever looks finds the old file or the new one, even when the machine stops in
 * between.
 */
public final class AtomicFile {

    private static final AtomicLong COUNT = new AtomicLong();

    private AtomicFile() {}

    /** Writes what a file is to hold. */
    @FunctionalInterface
    public interface Content {
        /** Writes it; what it throws ends the writing, and the file stays as it was. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file under another name beside its own and then renames it; missing folders are made.
     *
     * @throws IOException when it cannot be written; an old file of that name is then as it was, and nothing else is
     *     left
     */
    public static void write(Path file, Content content) throws IOException {
        // A link stays a link: it is the file behind it that is replaced.
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Files.createDirectories(target.getParent());
        Path part =
                target.resolveSibling("part-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet() + ".tmp");
        try {
            try (var out = new BufferedOutputStream(Files.newOutputStream(part))) {
                content.writeTo(out);
            }
            replace(part, target);
        } finally {
            discard(part);
        }
    }

    /** The same of bytes. */
    public static void write(Path file, byte[] bytes) throws IOException {
        write(file, out -> out.write(bytes));
    }

    /** Brings the bytes of {@code part} to the disk and gives it the name {@code target} in one step. */
    public static void replace(Path part, Path target) throws IOException {
        try (var channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Deletes what is no longer wanted, where it is there and can be deleted. */
    public static void discard(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // It stays behind under a name that nobody reads; the failure that led here is the one reported.
        }
    }
}
