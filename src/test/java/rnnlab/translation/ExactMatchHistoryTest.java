package rnnlab.translation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import rnnlab.generation.ScriptedDecoder;
import rnnlab.text.Unit;
import rnnlab.training.History;
import rnnlab.training.TrainingListener;

/** The share of right translations epoch by epoch, of a "network" that knows one pair more after each. */
class ExactMatchHistoryTest {

    private static final List<Pair> PAIRS =
            List.of(new Pair("a", "x", "", ""), new Pair("b", "y", "", ""), new Pair("c", "z", "", ""));
    private static final PairVocabulary VOCABULARY = PairVocabulary.of(Unit.CHARACTER, PAIRS);

    private int known;

    private Translator translator() {
        int now = known;
        return Translator.of(
                new ScriptedDecoder((source, read) -> {
                    String letter = VOCABULARY.source().token(source[0]);
                    int pair = "abc".indexOf(letter);
                    String right = pair < now ? PAIRS.get(pair).target() : "x";
                    float[] p = new float[VOCABULARY.target().size()];
                    p[read.size() > 1 ? VOCABULARY.end() : VOCABULARY.target().index(right)] = 1;
                    return p;
                }),
                VOCABULARY);
    }

    @Test
    void rightTranslationsAreCountedAfterEachEpoch() {
        var right = new ExactMatchHistory(this::translator, PAIRS);
        var epochs = new History.Epoch[4];
        for (int epoch = 0; epoch < 4; epoch++) {
            epochs[epoch] = new History.Epoch(epoch + 1, 1, 1, 0.1, 2);
            known = epoch;
            right.epochEnded(
                    new History(Arrays.asList(epochs).subList(0, epoch + 1), History.End.RUNNING),
                    new TrainingListener.Progress(epoch + 1, 4, 1, 1, 1, 0));
        }
        assertArrayEquals(new double[] {1 / 3.0, 1 / 3.0, 2 / 3.0, 1}, right.exactMatch(), 1e-12);
        assertArrayEquals(new double[] {2, 4, 6, 8}, right.elapsed(), 1e-12);
        assertEquals(OptionalDouble.of(6), right.secondsTo(0.5));
        assertEquals(OptionalDouble.of(8), right.secondsTo(0.99));
    }

    @Test
    void whatWasNeverReachedHasNoTime() {
        assertEquals(OptionalDouble.empty(), new ExactMatchHistory(this::translator, PAIRS).secondsTo(0.1));
    }
}
