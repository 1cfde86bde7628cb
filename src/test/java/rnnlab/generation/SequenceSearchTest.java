package rnnlab.generation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches over decoders whose best sentences are known. Tokens: 0 start, 1 end, 2 a, 3 b. */
class SequenceSearchTest {

    private static final int START = 0;
    private static final int END = 1;
    private static final int A = 2;
    private static final int B = 3;

    private static float[] p(double end, double a, double b) {
        return new float[] {0, (float) end, (float) a, (float) b};
    }

    private static SequenceSearch search(BiFunction<int[], List<Integer>, float[]> script) {
        return SequenceSearch.of(new ScriptedDecoder(script), START, END).longest(10);
    }

    private static Hypothesis one(SequenceSearch search) {
        return search.find(List.of(new int[] {7})).get(0).get(0);
    }

    /** a is the likelier beginning, but b is surely followed by the end: 0.6 * 0.4 beside 0.4 * 1. */
    private static float[] trap(int[] source, List<Integer> read) {
        return switch (read.get(read.size() - 1)) {
            case START -> p(0, 0.6, 0.4);
            case A -> p(0.4, 0.3, 0.3);
            default -> p(1, 0, 0);
        };
    }

    @Test
    void greedyFallsIntoTheTrap() {
        Hypothesis found = one(search(SequenceSearchTest::trap).width(1));
        assertEquals(List.of(A, END), found.tokens());
        assertEquals(Math.log(0.24), found.logProbability(), 1e-6);
    }

    @Test
    void aBeamOfTwoDoesNot() {
        Hypothesis found = one(search(SequenceSearchTest::trap).width(2));
        assertEquals(List.of(B, END), found.tokens());
        assertEquals(Math.log(0.4), found.logProbability(), 1e-6);
        assertArrayEquals(new int[] {B}, found.text());
        assertTrue(found.ended());
    }

    @Test
    void theBestOnesComeInOrder() {
        var found = search(SequenceSearchTest::trap)
                .width(4)
                .best(3)
                .lengthNormalisation(0)
                .find(List.of(new int[] {7}))
                .get(0);
        assertEquals(List.of(B, END), found.get(0).tokens());
        assertEquals(List.of(A, END), found.get(1).tokens());
        assertEquals(List.of(A, B, END), found.get(2).tokens()); // 0.6 * 0.3 * 1
    }

    /** The end at once has 0.3; a a a and the end have 0.7 * 0.8^2 * 0.6 = 0.2688, a fourth root of 0.72. */
    private static float[] shortOrLong(int[] source, List<Integer> read) {
        return switch (read.size()) {
            case 1 -> p(0.3, 0.7, 0);
            case 2, 3 -> p(0.2, 0.8, 0);
            case 4 -> p(0.6, 0.4, 0);
            default -> p(1, 0, 0);
        };
    }

    @Test
    void withoutNormalisationTheShortSentenceWins() {
        Hypothesis found = one(search(SequenceSearchTest::shortOrLong).width(3).lengthNormalisation(0));
        assertEquals(List.of(END), found.tokens());
    }

    @Test
    void withItTheLongOneDoes() {
        Hypothesis found = one(search(SequenceSearchTest::shortOrLong).width(3).lengthNormalisation(1));
        assertEquals(List.of(A, A, A, END), found.tokens());
        assertEquals(Math.log(0.7 * 0.8 * 0.8 * 0.6) / 4, found.score(1), 1e-6);
    }

    /** The end at once has 0.45. a has 0.35, and all that follows is sure: 0.35^(1/4) is 0.77. */
    @Test
    void aBeginningThatCanStillRiseIsNotGivenUp() {
        Hypothesis found = one(search((source, read) ->
                        read.size() == 1 ? p(0.45, 0.35, 0.2) : read.size() < 4 ? p(0, 1, 0) : p(1, 0, 0))
                .width(2));
        assertEquals(List.of(A, A, A, END), found.tokens());
    }

    /** The end at once has 0.6, and no other sentence can have more than 0.4. */
    @Test
    void theSearchStopsWhenNothingCanBeBetter() {
        var decoder = new ScriptedDecoder((source, read) -> read.size() == 1 ? p(0.6, 0.4, 0) : p(0, 1, 0));
        SequenceSearch.of(decoder, START, END)
                .width(2)
                .longest(50)
                .lengthNormalisation(0)
                .find(List.of(new int[] {7}));
        assertEquals(1, decoder.steps);
    }

    @Test
    void ofEqualOnesTheSmallerTokenComesFirst() {
        var found = search((source, read) -> read.size() == 1 ? p(0, 0.5, 0.5) : p(1, 0, 0))
                .width(2)
                .best(2)
                .find(List.of(new int[] {7}))
                .get(0);
        assertEquals(List.of(A, END), found.get(0).tokens());
        assertEquals(List.of(B, END), found.get(1).tokens());
        assertEquals(found.get(0).logProbability(), found.get(1).logProbability());
    }

    @Test
    void aSentenceThatDoesNotEndIsCutOff() {
        Hypothesis found = one(search((source, read) -> p(0, 1, 0)).longest(4));
        assertEquals(List.of(A, A, A, A), found.tokens());
        assertFalse(found.ended());
        assertArrayEquals(new int[] {A, A, A, A}, found.text());
    }

    /** a goes on for ever at a better score than the sentence that ends. */
    @Test
    void oneThatEndsComesBeforeOneThatIsCutOff() {
        var found = search((source, read) -> read.size() > 1 && read.get(1) == A ? p(0, 1, 0) : p(0.1, 0.9, 0))
                .width(2)
                .best(2)
                .find(List.of(new int[] {7}))
                .get(0);
        assertEquals(List.of(END), found.get(0).tokens());
        assertEquals(10, found.get(1).tokens().size());
        assertFalse(found.get(1).ended());
    }

    /** Each source is copied from its tokens: what belongs to one may not get into another. */
    @Test
    void sourcesOfDifferentLengthsAreKeptApart() {
        BiFunction<int[], List<Integer>, float[]> copy = (source, read) -> {
            int at = read.size() - 1;
            float[] p = p(0.01, 0.02, 0.03);
            p[at < source.length ? source[at] : END] = 0.9f;
            return p;
        };
        var sources = List.of(new int[] {A, B, B, A}, new int[] {B}, new int[] {A, A}, new int[] {B, A, B});
        var found = search(copy).width(3).best(2).find(sources);
        for (int i = 0; i < sources.size(); i++) {
            assertArrayEquals(sources.get(i), found.get(i).get(0).text());
        }
        assertEquals(List.of(), search(copy).find(List.of()));
    }

    /** A source that is done is read no more. */
    @Test
    void aDoneSourceCostsNothing() {
        var decoder = new ScriptedDecoder((source, read) -> read.size() > source.length ? p(1, 0, 0) : p(0, 1, 0));
        SequenceSearch.of(decoder, START, END).longest(50).find(List.of(new int[1], new int[5]));
        assertEquals(6, decoder.steps);
        assertEquals(2, decoder.widest);
    }

    /** A beam that is as wide as all there is finds what trying all sentences finds. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.6, 1})
    void aWideBeamFindsWhatBruteForceFinds(double alpha) {
        for (long seed = 0; seed < 30; seed++) {
            long s = seed;
            BiFunction<int[], List<Integer>, float[]> script = (source, read) -> {
                var random = new SplittableRandom(s * 1_000_003 + read.hashCode());
                double[] x = random.doubles(3, 0.05, 1).toArray();
                double sum = x[0] + x[1] + x[2];
                return p(x[0] / sum, x[1] / sum, x[2] / sum);
            };
            var all = new ArrayList<Hypothesis>();
            tryAll(script, new ArrayList<>(List.of(START)), 0, 5, all);
            all.sort(Comparator.comparingDouble(h -> -h.score(alpha)));
            var found = SequenceSearch.of(new ScriptedDecoder(script), START, END)
                    .longest(5)
                    .width(200)
                    .best(4)
                    .lengthNormalisation(alpha)
                    .find(List.of(new int[] {7}))
                    .get(0);
            for (int i = 0; i < 4; i++) {
                assertEquals(all.get(i).tokens(), found.get(i).tokens(), "seed " + seed + ", place " + i);
                assertEquals(all.get(i).logProbability(), found.get(i).logProbability(), 1e-6);
            }
        }
    }

    private static void tryAll(
            BiFunction<int[], List<Integer>, float[]> script,
            List<Integer> read,
            double logP,
            int left,
            List<Hypothesis> all) {
        if (left == 0) {
            return;
        }
        float[] p = script.apply(new int[] {7}, read);
        for (int token : IntStream.of(END, A, B).toArray()) {
            var longer = new ArrayList<>(read);
            longer.add(token);
            double sum = logP + Math.log(p[token]);
            if (token == END) {
                all.add(new Hypothesis(longer.subList(1, longer.size()), sum, true));
            } else {
                tryAll(script, longer, sum, left - 1, all);
            }
        }
    }

    @Test
    void aForcedSentenceHasTheProductOfItsProbabilities() {
        var forced = ForcedDecoding.of(new ScriptedDecoder(SequenceSearchTest::trap));
        var sources = List.of(new int[] {7}, new int[] {8, 9});
        var targets = List.of(new int[] {START, B, END}, new int[] {START, A, A, B, END});
        double[] logs = forced.logProbabilities(sources, targets);
        assertEquals(Math.log(0.4), logs[0], 1e-6);
        assertEquals(Math.log(0.6 * 0.3 * 0.3), logs[1], 1e-6);
        assertEquals(Math.exp(-(logs[0] + logs[1]) / 6), forced.perplexity(sources, targets), 1e-9);
    }

    @Test
    void whatCannotBeIsRefused() {
        var search = search(SequenceSearchTest::trap);
        assertThrows(IllegalArgumentException.class, () -> search.width(0));
        assertThrows(IllegalArgumentException.class, () -> search.best(0));
        assertThrows(IllegalArgumentException.class, () -> search.longest(0));
        assertEquals(
                "lengthNormalisation: -1.0 is not allowed; 0 to 5",
                assertThrows(IllegalArgumentException.class, () -> search.lengthNormalisation(-1))
                        .getMessage());
    }
}
