package rnnlab.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Compares vectors of numbers by the length of their difference. */
final class Compare {

    private Compare() {}

    /** |a - b| is at most {@code tolerance} times |a|, or times 1e-3 when a is shorter. */
    static void close(float[] expected, float[] actual, double tolerance, String what) {
        assertEquals(expected.length, actual.length, what);
        double difference = 0;
        double length = 0;
        for (int i = 0; i < expected.length; i++) {
            difference += Math.pow(expected[i] - actual[i], 2);
            length += Math.pow(expected[i], 2);
        }
        double relative = Math.sqrt(difference) / Math.max(Math.sqrt(length), 1e-3);
        assertTrue(relative <= tolerance, what + ": differ by " + relative + " of their length");
    }
}
