package rnnlab.scratch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

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

    @Property(tries = 200)
    void anyLabelHasTheLossOfTheDefinition(
            @ForAll @IntRange(max = 5) int steps,
            @ForAll @Size(max = 4) List<@IntRange(max = 3) Integer> symbols,
            @ForAll long seed) {
        double[][] logits = logits(steps, 4, seed);
        int[] label = symbols.stream().mapToInt(k -> k).toArray(); // blanks too
        double expected = byTryingAllPaths(softmax(logits), label);
        var result = Ctc.loss(logits, label);
        assertEquals(expected, result.loss(), 1e-9 * Math.max(1, expected));
        assertEquals(expected, Ctc.lossByBruteForce(softmax(logits), label), 1e-9 * Math.max(1, expected));
        assertEquals(steps, result.gradient().length);
        for (double[] row : result.gradient()) {
            assertEquals(4, row.length);
            assertEquals(
                    0, Arrays.stream(row).sum(), 1e-9); // a softmax does not feel what is added to all of its logits
        }
    }

    /** The sum over each of the K to the T paths that stands for the label, written apart from the code. */
    private static double byTryingAllPaths(double[][] p, int[] label) {
        double sum = 0;
        for (int code = 0; code < Math.pow(4, p.length); code++) {
            var stands = new ArrayList<Integer>();
            double product = 1;
            int before = 0;
            for (int t = 0, rest = code; t < p.length; t++, rest /= 4) {
                int now = rest % 4;
                product *= p[t][now];
                if (now != 0 && now != before) {
                    stands.add(now);
                }
                before = now;
            }
            sum += stands.equals(Arrays.stream(label).boxed().toList()) ? product : 0;
        }
        return sum == 0 ? Double.POSITIVE_INFINITY : Math.abs(Math.log(sum));
    }

    @Test
    void aLabelWithABlankCanNeverComeOut() {
        var result = Ctc.loss(logits(4, 3, 1), 1, Ctc.BLANK, 2);
        assertEquals(Double.POSITIVE_INFINITY, result.loss());
        assertArrayEquals(new double[4][3], result.gradient());
        assertEquals(
                Double.POSITIVE_INFINITY, Ctc.loss(logits(4, 3, 1), Ctc.BLANK).loss());
        assertEquals(Double.POSITIVE_INFINITY, Ctc.lossByBruteForce(softmax(logits(4, 3, 1)), 0));
        assertEquals(List.of(), Ctc.alignments(new int[] {1, 0, 2}, 5));
    }

    @Test
    void withoutFramesTheEmptyLabelIsCertainAndAnyOtherImpossible() {
        double[][] none = {};
        assertEquals(0.0, Ctc.loss(none).loss());
        assertEquals(0.0, Ctc.lossByBruteForce(none));
        assertEquals(Double.POSITIVE_INFINITY, Ctc.loss(none, 1).loss());
        assertEquals(Double.POSITIVE_INFINITY, Ctc.lossByBruteForce(none, 1));
        assertEquals(0, Ctc.loss(none, 1).gradient().length);
        assertEquals(1, Ctc.alignments(new int[0], 0).size());
        assertEquals(0, Ctc.alignments(new int[] {1}, 0).size());
        assertArrayEquals(new int[0], CtcDecoder.greedy(none));
        assertArrayEquals(new int[0], CtcDecoder.beam(none, 3));
    }

    private static void assertRefused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    @Test
    void anUnknownSymbolIsRefusedByNumberAndPlace() {
        String message = "label: symbol %d at place 1 is not allowed; 0 is the blank, the others are 1 to %s";
        for (int symbol : new int[] {4, -1, Integer.MIN_VALUE}) {
            assertRefused(message.formatted(symbol, "3"), () -> Ctc.loss(logits(5, 4, 1), 1, symbol));
            assertRefused(
                    message.formatted(symbol, "3"), () -> Ctc.lossByBruteForce(softmax(logits(5, 4, 1)), 1, symbol));
        }
        assertRefused(message.formatted(-1, "K - 1"), () -> Ctc.alignments(new int[] {1, -1}, 4));
        assertRefused(
                "path: symbol -1 at place 0 is not allowed; 0 is the blank, the others are 1 to K - 1",
                () -> Ctc.collapse(-1, 2));
        assertRefused("steps: -1 is not allowed; 0 or more", () -> Ctc.alignments(new int[] {1}, -1));
    }

    @Test
    void stepsWithoutANumberForEachSymbolAreRefused() {
        double[][] uneven = {{0.5, 0.5}, {1}};
        String message = ": step 1 has 1 numbers; each step needs one for each symbol, as step 0 has 2";
        assertRefused("logits" + message, () -> Ctc.loss(uneven, 1));
        assertRefused("p" + message, () -> Ctc.lossByBruteForce(uneven, 1));
        assertRefused("p" + message, () -> CtcDecoder.greedy(uneven));
        assertRefused("p" + message, () -> CtcDecoder.beam(uneven, 2));
        assertThrows(IllegalArgumentException.class, () -> Ctc.loss(new double[2][0]));
        assertThrows(IllegalArgumentException.class, () -> CtcDecoder.beam(new double[2][0], 2));
    }

    @Test
    void whatIsNoProbabilityIsNotDecoded() {
        assertRefused(
                "p: NaN of symbol 1 at step 0 is no probability",
                () -> CtcDecoder.greedy(new double[][] {{0.5, Double.NaN}}));
        assertRefused(
                "p: -0.5 of symbol 0 at step 1 is no probability",
                () -> CtcDecoder.beam(new double[][] {{1, 0}, {-0.5, 1.5}}, 2));
        assertRefused(
                "p: the probabilities at step 1 are all 0", () -> CtcDecoder.beam(new double[][] {{1, 0}, {0, 0}}, 2));
    }
}
