package rnnlab.scratch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CtcTest {

    private static final String SYMBOLS = "-abcdefghijklmnopqrstuvwxyz";

    private static int[] symbols(String text) {
        return text.chars().map(SYMBOLS::indexOf).toArray();
    }

    private static String text(int[] symbols) {
        var text = new StringBuilder();
        for (int s : symbols) {
            text.append(SYMBOLS.charAt(s));
        }
        return text.toString();
    }

    @Test
    void repeatsAreMergedBeforeBlanksAreDropped() {
        assertEquals("hello", text(Ctc.collapse(symbols("hhell-loo"))));
        assertEquals("helo", text(Ctc.collapse(symbols("helloo"))));
        assertEquals("", text(Ctc.collapse(symbols("---"))));
    }

    @Test
    void thereAreAsManyAlignmentsAsCombinatoricsSays() {
        // With U symbols, r of them like the one before, on T steps: (T + U - r) over 2 U.
        assertEquals(choose(7 + 5 - 1, 10), Ctc.alignments(symbols("hello"), 7).size());
        assertEquals(choose(4 + 3, 6), Ctc.alignments(symbols("cat"), 4).size());
        assertEquals(choose(6 + 3, 6), Ctc.alignments(symbols("cat"), 6).size());
        assertEquals(0, Ctc.alignments(symbols("hello"), 5).size()); // the two l need a blank between
        assertTrue(Ctc.alignments(symbols("hello"), 7).stream()
                .allMatch(path -> text(Ctc.collapse(path)).equals("hello")));
    }

    private static long choose(int n, int k) {
        long c = 1;
        for (int i = 1; i <= k; i++) {
            c = c * (n - k + i) / i;
        }
        return c;
    }

    private static double[][] logits(int steps, int symbols, long seed) {
        var random = new Random(seed);
        double[][] logits = new double[steps][symbols];
        for (double[] row : logits) {
            Arrays.setAll(row, k -> 2 * random.nextGaussian());
        }
        return logits;
    }

    private static double[][] softmax(double[][] logits) {
        return Arrays.stream(Ctc.lnSoftmax(logits))
                .map(row -> Arrays.stream(row).map(Math::exp).toArray())
                .toArray(double[][]::new);
    }

    private static int[] label(int length, long seed) {
        return new Random(seed).ints(length, 1, 4).toArray(); // few symbols, so that some come twice
    }

    @Property(tries = 60)
    void theRecursionGivesTheSumOverAllAlignments(
            @ForAll @IntRange(min = 1, max = 7) int steps, @ForAll @IntRange(max = 4) int length, @ForAll long seed) {
        double[][] logits = logits(steps, 4, seed);
        int[] label = label(length, seed);
        double expected = Ctc.lossByBruteForce(softmax(logits), label);
        double actual = Ctc.loss(logits, label).loss();
        assertEquals(expected, actual, 1e-9 * Math.max(1, Math.abs(expected)));
    }

    @Property(tries = 30)
    void theGradientIsThatOfCentralDifferences(@ForAll @IntRange(min = 6, max = 12) int steps, @ForAll long seed) {
        double[][] logits = logits(steps, 4, seed);
        int[] label = label(3, seed);
        double[][] gradient = Ctc.loss(logits, label).gradient();
        double h = 1e-5;
        for (int t = 0; t < steps; t++) {
            for (int k = 0; k < 4; k++) {
                double old = logits[t][k];
                logits[t][k] = old + h;
                double up = Ctc.loss(logits, label).loss();
                logits[t][k] = old - h;
                double down = Ctc.loss(logits, label).loss();
                logits[t][k] = old;
                assertEquals((up - down) / (2 * h), gradient[t][k], 1e-6);
            }
        }
    }

    @Test
    void aLabelThatDoesNotFitHasNoProbability() {
        var result = Ctc.loss(logits(3, 4, 1), 1, 1, 1);
        assertEquals(Double.POSITIVE_INFINITY, result.loss());
        assertArrayEquals(new double[4], result.gradient()[0]);
    }

    @Test
    void theBeamBeatsTheGreedyWayWhereManyPathsStandForOneLabel() {
        // Each step: blank 0.6, a 0.4. The likeliest path is blank blank (0.36); but "a" has three paths (0.64).
        double[][] p = {{0.6, 0.4}, {0.6, 0.4}};
        assertArrayEquals(new int[0], CtcDecoder.greedy(p));
        assertArrayEquals(new int[] {1}, CtcDecoder.beam(p, 4));
        assertEquals(-Math.log(0.64), Ctc.lossByBruteForce(p, 1), 1e-12);
    }

    @Property(tries = 60)
    void aWideBeamFindsTheLikeliestLabel(@ForAll @IntRange(min = 1, max = 4) int steps, @ForAll long seed) {
        double[][] logits = logits(steps, 3, seed);
        double found = Ctc.loss(logits, CtcDecoder.beam(softmax(logits), 1_000)).loss();
        double best = Double.POSITIVE_INFINITY;
        for (int code = 0; code < Math.pow(3, steps); code++) { // each path names a label
            int[] path = new int[steps];
            for (int t = 0, rest = code; t < steps; t++, rest /= 3) {
                path[t] = rest % 3;
            }
            best = Math.min(best, Ctc.loss(logits, Ctc.collapse(path)).loss());
        }
        assertEquals(best, found, 1e-9);
    }
}
