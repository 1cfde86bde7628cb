package rnnlab.exercise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/** A student's methods, wherever they run: in this notebook, in a test's class, in another process. */
public interface Answers {

    /** The student's methods of this name; empty when there is none. */
    List<Signature> named(String name);

    /**
     * Calls a method and gives its result as {@linkplain Plain plain data}.
     *
     * @throws Mistake when the method threw, took too long or gave something that cannot be checked
     */
    Object call(Signature method, Object... arguments);

    /**
     * Puts a file where the student's methods can read it.
     *
     * @return its path, as a student's method sees it
     */
    default String file(String name, String text) {
        try {
            var folder = Files.createTempDirectory("exercise");
            var file = Files.writeString(folder.resolve(name), text);
            folder.toFile().deleteOnExit(); // the last one named is deleted first
            file.toFile().deleteOnExit();
            return file.toString();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + name, e);
        }
    }
}
