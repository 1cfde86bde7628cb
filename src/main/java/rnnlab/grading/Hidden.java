package rnnlab.grading;

import java.util.function.Consumer;
import rnnlab.exercise.Exercise;
import rnnlab.exercise.Trial;
import rnnlab.exercise.lab.Labs;

/** What the hidden tests of a lecturer's notebook call. */
public final class Hidden {

    private static Exercise current;

    private Hidden() {}

    /** The checks that follow belong to this exercise. */
    static synchronized void begin(String name) {
        current = Labs.catalogue().find(name);
    }

    /** Adds a check that students do not see; the solutions of the same notebook can be called in it. */
    public static synchronized void hidden(String title, double points, Consumer<Trial> body) {
        current = current.hidden(title, points, body);
    }

    static synchronized Exercise end() {
        return current;
    }
}
