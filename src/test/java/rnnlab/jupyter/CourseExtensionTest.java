package rnnlab.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ServiceLoader;
import org.dflib.jjava.jupyter.Extension;
import org.junit.jupiter.api.Test;

class CourseExtensionTest {

    @Test
    void theKernelFindsTheExtension() {
        var found = ServiceLoader.load(Extension.class).stream()
                .map(provider -> provider.type().getName())
                .toList();

        assertTrue(found.contains("rnnlab.jupyter.CourseExtension"), found.toString());
    }

    @Test
    void anExtensionThatCannotStartSaysSoInOneLineAndThrowsNothing() {
        var log = new ByteArrayOutputStream();

        new CourseExtension().install(null, new PrintStream(log, true));

        String text = log.toString();
        assertTrue(text.startsWith("The course's notebook extension did not start ("), text);
        assertEquals(1, text.lines().count());
    }
}
