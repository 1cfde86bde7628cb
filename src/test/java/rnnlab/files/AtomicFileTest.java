package rnnlab.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    Path folder;

    @Test
    void aFileIsWrittenIntoFoldersThatAreMissing() throws IOException {
        Path file = folder.resolve("a").resolve("b").resolve("c.txt");
        AtomicFile.write(file, "new".getBytes());
        assertEquals("new", Files.readString(file));
        assertEquals(List.of(file), files(file.getParent()));
    }

    @Test
    void whoHasTheOldFileOpenReadsItToItsEnd() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "old");
        Path old = Files.createLink(folder.resolve("old"), file); // the same bytes on the disk
        AtomicFile.write(file, "new".getBytes());
        assertEquals("new", Files.readString(file));
        assertEquals("old", Files.readString(old));
    }

    @Test
    void afterAWriteThatBrokeOffTheOldFileIsThereAndNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "old");
        var full = new IOException("No space left on device");
        var e = assertThrows(
                IOException.class,
                () -> AtomicFile.write(file, out -> {
                    out.write(new byte[100_000]); // more than is kept back in memory
                    throw full;
                }));
        assertEquals(full, e);
        assertEquals("old", Files.readString(file));
        assertEquals(List.of(file), files(folder));
    }

    @Test
    void aLinkStaysALinkToTheFileThatIsReplaced() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.txt"), file);
        AtomicFile.write(link, "new".getBytes());
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("new", Files.readString(file));
    }

    @Test
    void aFolderIsNotReplaced() throws IOException {
        Path taken = Files.createDirectory(folder.resolve("taken"));
        var e = assertThrows(IOException.class, () -> AtomicFile.write(taken, new byte[1]));
        assertTrue(FileProblem.reason(e).contains("directory"), FileProblem.reason(e));
        assertEquals(List.of(taken), files(folder));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return Arrays.asList(files.toArray(Path[]::new));
        }
    }
}
