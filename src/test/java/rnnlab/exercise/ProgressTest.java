package rnnlab.exercise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
