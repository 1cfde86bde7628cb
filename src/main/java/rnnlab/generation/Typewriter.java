package rnnlab.generation;

import java.io.PrintStream;

/** Prints pieces of text as they come, and shows them ten times a second at most: a notebook pays for each time. */
final class Typewriter {

    private static final long PAUSE = 100_000_000; // nanoseconds

    private final PrintStream out;
    private long shown = System.nanoTime();

    Typewriter(PrintStream out) {
        this.out = out;
    }

    void type(String piece) {
        out.print(piece);
        if (System.nanoTime() - shown > PAUSE) {
            show();
        }
    }

    void show() {
        out.flush();
        shown = System.nanoTime();
    }
}
