package rnnlab.generation;

import java.io.PrintStream;

/**
 * Prints pieces of text as they come, gathered so that something is shown ten times a second at most: a notebook gets a
 * message each time.
 */
final class Typewriter {

    private static final long PAUSE = 100_000_000; // nanoseconds

    private final PrintStream out;
    private final StringBuilder waiting = new StringBuilder();
    private long shown = System.nanoTime();

    Typewriter(PrintStream out) {
        this.out = out;
    }

    void type(String piece) {
        waiting.append(piece);
        if (System.nanoTime() - shown > PAUSE) {
            show();
        }
    }

    /** Shows what waits. */
    void show() {
        out.print(waiting);
        out.flush();
        waiting.setLength(0);
        shown = System.nanoTime();
    }
}
