package rnnlab.generation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import rnnlab.text.Unit;
import rnnlab.text.Vocabulary;

class GeneratorTest {

    /** Indices: 0 padding, a 1, b 2, c 3. */
    private static final Vocabulary ABC = Vocabulary.alphabetical(Unit.CHARACTER, "abc");

    private final MarkovChain chain = new MarkovChain(new float[][] {
        {1, 0, 0, 0},
        {0, 0, 0.6f, 0.4f}, // after a: b or c
        {0, 0.5f, 0, 0.5f}, // after b: a or c
        {0.1f, 0.9f, 0, 0}, // after c: the end, or a
    });
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    private Generator generator() {
        return Generator.of(chain, ABC).printTo(new PrintStream(shown, true, StandardCharsets.UTF_8));
    }

    @Test
    void theSameSeedWritesTheSameTextAndAnotherOneAnother() {
        String one = generator().seed(4).length(60).stopAt("b").write("a").text();
        assertEquals(one, generator().seed(4).length(60).stopAt("b").write("a").text());
        assertNotEquals(
                generator().seed(4).length(60).write("a").text(),
                generator().seed(5).length(60).write("a").text());
    }

    @Test
    void withoutTemperatureTheLikeliestTokenIsTaken() {
        var written = generator().temperature(0).length(7).write("a");
        assertEquals("bababab", written.text());
        assertEquals(Written.End.LENGTH, written.end());
        assertEquals("abababab\n", shown.toString(StandardCharsets.UTF_8));
    }

    @Test
    void eachTokenIsReadOnce() {
        generator().temperature(0).length(50).write("ab");
        assertEquals(2 + 49, chain.reads); // the prompt's two, and each written one but the last
    }

    @Test
    void theStopTokenEndsTheTextAndIsNotPrinted() {
        for (int seed = 0; seed < 20; seed++) {
            var written = generator().seed(seed).length(10_000).write("c");
            assertEquals(Written.End.STOP_TOKEN, written.end());
            assertTrue(("c" + written.text()).endsWith("c"));
            assertFalse(generator()
                    .seed(seed)
                    .stopAt("b")
                    .length(500)
                    .write("a")
                    .text()
                    .contains("b"));
        }
    }

    @Test
    void stopEndsTheTextAndSaysSo() {
        Thread.currentThread().interrupt();
        var written = generator().length(1_000_000).write("a");
        assertEquals(Written.End.INTERRUPTED, written.end());
        assertTrue(shown.toString(StandardCharsets.UTF_8).contains("[stopped by you]"));
        assertFalse(Thread.interrupted());
    }

    @Test
    void theTableHasTheLikeliestFirstAndPercentages() {
        var table = generator().next("a", 2);
        assertEquals("b", table.candidates().get(0).token());
        assertEquals(0.6, table.candidates().get(0).probability(), 1e-6);
        assertEquals("c", table.candidates().get(1).token());
        assertTrue(table.toString().contains("60.00 %") && table.toString().contains("40.00 %"), table.toString());
        double cold = Math.pow(0.6, 5) / (Math.pow(0.6, 5) + Math.pow(0.4, 5));
        assertEquals(
                cold,
                generator().temperature(0.2).next("a", 1).candidates().get(0).probability(),
                1e-6);
        assertEquals("(end)", generator().next("c", 2).candidates().get(1).token());
    }

    @Test
    void beamSearchFindsALikelierTextThanTheGreedyOne() {
        // Greedy: b (0.6), then a or c at 0.5 each: 0.30. Better: c (0.4), then a (0.9): 0.36.
        var greedy = BeamSearch.of(chain, ABC).width(1).length(2).find("a").get(0);
        var beam = BeamSearch.of(chain, ABC).width(3).length(2).find("a").get(0);
        assertEquals("ca", beam.text());
        assertEquals(Math.log(0.36), beam.logProbability(), 1e-6);
        assertEquals(Math.log(0.30), greedy.logProbability(), 1e-6);
    }

    /** Of all texts of two letters after b, by hand; c and the end is the least likely one, though it has an end. */
    @Test
    void aWideBeamFindsAllTextsTheLikeliestFirst() {
        var found = BeamSearch.of(chain, ABC).width(4).length(2).find("ab");
        assertEquals(
                List.of("ca", "ab", "ac", "c"),
                found.stream().map(BeamSearch.Found::text).toList());
        double[] p = {0.5 * 0.9, 0.5 * 0.6, 0.5 * 0.4, 0.5 * 0.1};
        for (int i = 0; i < p.length; i++) {
            assertEquals(Math.log(p[i]), found.get(i).logProbability(), 1e-6);
        }
    }

    @Test
    void anEmptyOrUnknownPromptIsAnswered() {
        assertThrows(IllegalArgumentException.class, () -> generator().write(""));
        var letters = Vocabulary.words("a b", 10);
        var generator = Generator.of(new MarkovChain(new float[][] {{1}, {1}, {1}, {1}}), letters)
                .printTo(new PrintStream(shown, true, StandardCharsets.UTF_8));
        generator.next("a turtle", 1);
        assertTrue(shown.toString(StandardCharsets.UTF_8).contains("read as [UNK]: \"turtle\""));
    }
}
