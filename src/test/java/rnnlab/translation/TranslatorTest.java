package rnnlab.translation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rnnlab.generation.ScriptedDecoder;
import rnnlab.text.TextException;
import rnnlab.text.Unit;
import rnnlab.text.Vocabulary;

/** A translator over a decoder that turns sentences round, letter for letter. */
class TranslatorTest {

    private static final List<Pair> PAIRS = List.of(new Pair("abc", "cba", "", ""), new Pair("bb", "bb", "", ""));
    private static final PairVocabulary VOCABULARY = PairVocabulary.of(Unit.CHARACTER, PAIRS);
    private static final double SURE = 0.9;

    private static Translator translator() {
        return Translator.of(
                new ScriptedDecoder((source, read) -> {
                    int t = read.size() - 1;
                    int next = VOCABULARY.end();
                    if (t < source.length) {
                        String letter = VOCABULARY.source().token(source[source.length - 1 - t]);
                        next = VOCABULARY.target().index(letter);
                    }
                    int size = VOCABULARY.target().size();
                    float[] p = new float[size];
                    for (int i = 0; i < size; i++) {
                        p[i] = (float) (i == next ? SURE : (1 - SURE) / (size - 1));
                    }
                    return p;
                }),
                VOCABULARY);
    }

    @Test
    void manySentencesAreTranslatedInTheirOrder() {
        List<String> sentences = IntStream.range(0, 700)
                .mapToObj(i -> i % 3 == 0 ? "ab" : i % 3 == 1 ? "ccab" : "b")
                .toList();
        for (int width : new int[] {1, 3}) {
            List<String> said = translator().beam(width).translate(sentences);
            for (int i = 0; i < 700; i++) {
                assertEquals(new StringBuilder(sentences.get(i)).reverse().toString(), said.get(i));
            }
        }
    }

    @Test
    void theBestComeWithTheirProbabilities() {
        var best = translator().best(3, "ab");
        assertEquals(3, best.size());
        assertEquals("ba", best.get(0).text());
        assertEquals(3 * Math.log(SURE), best.get(0).logProbability(), 1e-5);
        assertEquals(Math.log(SURE), best.get(0).score(), 1e-5);
        assertTrue(best.get(1).score() >= best.get(2).score());
    }

    @Test
    void stepsTellWhatWasThoughtAtEach() {
        var steps = translator().steps("abc");
        assertEquals(List.of("a", "b", "c"), steps.source());
        assertEquals(List.of("c", "b", "a", Vocabulary.END), steps.tokens());
        assertEquals("cba", steps.text());
        assertEquals("b", steps.choices().get(1).get(0).token());
        assertEquals(SURE, steps.choices().get(1).get(0).probability(), 1e-6);
        assertEquals(VOCABULARY.target().size(), steps.choices().get(1).size());
        float[][] attention = steps.attention().orElseThrow();
        assertEquals(4, attention.length);
        assertEquals(3, attention[0].length);
    }

    @Test
    void aTranslationIsCutOffAtItsLongest() {
        assertEquals("cb", translator().longest(2).translate("abc"));
        assertEquals(2, translator().longest(2).steps("abc").tokens().size());
    }

    /** Each token of each target has the same probability, so the perplexity is its inverse. */
    @Test
    void perplexityIsTheInverseOfTheMeanProbability() {
        assertEquals(1 / SURE, translator().perplexity(PAIRS), 1e-5);
        var wrong = List.of(new Pair("ab", "bb", "", "")); // of three tokens one is not what is thought
        double other = (1 - SURE) / (VOCABULARY.target().size() - 1);
        assertEquals(Math.pow(SURE * SURE * other, -1 / 3.0), translator().perplexity(wrong), 1e-4);
    }

    @Test
    void anEmptySentenceIsRefused() {
        assertThrows(TextException.class, () -> translator().translate(""));
    }
}
