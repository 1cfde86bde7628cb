package rnnlab.exercise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rnnlab.AnyText;

class ProgressTest {

    @TempDir
    Path folder;

    @Property(tries = 300)
    void anExerciseOfAnyNameKeepsItsHints(
            @ForAll(supplier = AnyText.class) String name, @ForAll(supplier = AnyText.class) String other)
            throws IOException {
        Path file = Files.createTempDirectory("progress").resolve("progress.properties");
        try {
            new Progress(file).hinted(name, 3);
            new Progress(file).hinted(other + ".other", 5);
            var loaded = new Progress(file);
            assertEquals(3, loaded.hints(name));
            assertEquals(5, loaded.hints(other + ".other"));
        } finally {
            Files.deleteIfExists(file);
            Files.delete(file.getParent()); // nothing else was left there
        }
    }

    @Test
    void triesAreCountedWithPointsAndWithout() {
        Path file = folder.resolve("progress.properties");
        var exercise = Exercise.of("lab", "doubled", "Twice a number");
        new Progress(file).record(new Report(exercise, List.of(), "There is no method doubled yet"));
        new Progress(file).record(new Report(exercise, List.of(), ""));
        assertEquals(2, new Progress(file).tries("doubled"));
        assertEquals(0, new Progress(file).tries("another"));
    }

    @Test
    void sharingIsAsTheStudentSaidLast() throws IOException {
        Path file = folder.resolve("progress.properties");
        new Progress(file).hinted("doubled", 1);
        assertTrue(Files.readAllLines(file).stream().noneMatch(line -> line.startsWith("share")));
        new Progress(file).share(true);
        assertTrue(Files.readAllLines(file).contains("share=true"));
        new Progress(file).share(false);
        assertTrue(Files.readAllLines(file).contains("share=false"));
    }

    @Test
    void aDamagedFileIsRefusedByItsNameAndLeftAsItIs() throws IOException {
        for (String damaged : new String[] {"a.hints=\\u00", "a.hints=two", "a.points=\na.hints=one"}) {
            Path file = Files.writeString(folder.resolve("progress.properties"), damaged);
            var error = assertThrows(UncheckedIOException.class, () -> {
                var progress = new Progress(file);
                progress.best("a");
                progress.hints("a");
            });
            assertTrue(error.getMessage().startsWith(file.toString()), error.getMessage());
            assertTrue(error.getMessage().contains("Correct it, or delete it"), error.getMessage());
            assertEquals(damaged, Files.readString(file));
        }
    }
}
