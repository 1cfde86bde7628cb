package rnnlab.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import rnnlab.kernel.Vectors;

/**
 * A worker's side of a benchmark: one round whenever the runner says "go" on the standard input, one line of JSON for each. Whatever
 * a library prints goes to the standard error.
 */
final class Turns {
    /** The width of the course's vectors: what a batch of one example is padded to. */
    static final String COURSE = Vectors.pad(1) * Float.SIZE + " bits";

    private final PrintStream answers = System.out;
    private final BufferedReader words = new BufferedReader(new InputStreamReader(System.in));
    private long start;

    /** From now on System.out is the standard error. */
    Turns() {
        System.setOut(System.err);
    }

    /**
     * The job is prepared: data read, network built.
     *
     * @param vectors what the system says of the instructions that it uses; empty where it does not say
     */
    void ready(long parameters, String vectors) {
        answers.println("{\"ready\": true, \"parameters\": " + parameters + ", \"vectors\": \"" + vectors + "\"}");
        answers.flush();
    }

    /** Waits for the runner; true for one more round, which begins now. */
    boolean begin() {
        try {
            boolean go = "go".equals(words.readLine());
            start = System.nanoTime();
            return go;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The round is over. */
    void end(double loss) {
        end(loss, Double.NaN, 0);
    }

    /** A whole training is over: its losses at the end, and how many parameters the network has. */
    void end(double loss, double validation, long parameters) {
        double seconds = (System.nanoTime() - start) / 1e9;
        answers.printf(
                Locale.ROOT,
                "{\"seconds\": %.9f, \"loss\": %s, \"validation\": %s, \"parameters\": %d}%n",
                seconds,
                loss,
                validation,
                parameters);
        answers.flush();
    }
}
