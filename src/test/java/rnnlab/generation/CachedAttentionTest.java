package rnnlab.generation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rnnlab.dl4j.AttentionNetworks.VOCABULARY;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rnnlab.dl4j.AttentionNetworks;
import rnnlab.dl4j.Engine;

/** A network with causal attention, read token by token with the keys and values kept, predicts as it does at once. */
class CachedAttentionTest {

    /** More than one vector of keys, and more than the first room for them. */
    private static final int STEPS = 37;

    private static final Map<String, Supplier<ComputationGraph>> NETWORKS = new LinkedHashMap<>();

    static {
        NETWORKS.put("Transformer", () -> AttentionNetworks.causal(false, true));
        NETWORKS.put("Transformer, normalised first", () -> AttentionNetworks.causal(true, false));
        NETWORKS.put("LSTM that looks back", AttentionNetworks::looksBack);
    }

    static Stream<String> networks() {
        return NETWORKS.keySet().stream();
    }

    private static float[][] whole(Engine engine, int[] tokens) {
        float[] numbers = new float[tokens.length];
        for (int t = 0; t < tokens.length; t++) {
            numbers[t] = tokens[t];
        }
        INDArray y = engine.output(Nd4j.create(numbers, new long[] {1, 1, tokens.length}, 'c'))
                .get(0);
        return y.slice(0).transpose().toFloatMatrix();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void oneTextTokenByToken(String name) {
        Engine engine = Engine.of(NETWORKS.get(name).get());
        int[] tokens = new Random(1).ints(STEPS, 0, VOCABULARY).toArray();
        float[][] whole = whole(engine, tokens);
        NextToken reader = NetworkReader.of(engine);
        for (int again = 0; again < 2; again++) {
            reader.reset();
            for (int t = 0; t < STEPS; t++) {
                assertArrayEquals(whole[t], reader.read(tokens[t])[0], 1e-5f, "step " + t);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void severalTextsThatChangePlaces(String name) {
        Engine engine = Engine.of(NETWORKS.get(name).get());
        int[] first = new Random(2).ints(STEPS, 0, VOCABULARY).toArray();
        int[] second = new Random(3).ints(STEPS, 0, VOCABULARY).toArray();
        float[][] expected = whole(engine, first);
        NextToken reader = NetworkReader.of(engine);
        for (int t = 0; t < STEPS; t++) {
            boolean swapped = t % 2 == 1;
            float[][] p = reader.read(swapped ? second[t] : first[t], swapped ? first[t] : second[t], 0);
            assertArrayEquals(expected[t], p[swapped ? 1 : 0], 1e-5f, "step " + t);
            reader.reorder(1, 0, 2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void moreTokensThanPositionsAreRefusedByTheNameOfTheLayer(int texts) {
        NextToken reader = NetworkReader.of(AttentionNetworks.causal(true, true));
        for (int t = 0; t < 40; t++) {
            reader.read(new int[texts]);
        }
        var e = assertThrows(IllegalArgumentException.class, () -> reader.read(new int[texts]));
        assertTrue(e.getMessage().contains("tokens-positions") && e.getMessage().contains("40"), e.getMessage());
    }

    @Test
    void attentionThatSeesLaterStepsIsNotReadStepByStep() {
        ComputationGraph network = AttentionNetworks.transformer(false, false);
        var e = assertThrows(IllegalArgumentException.class, () -> NetworkReader.of(network));
        assertTrue(e.getMessage().contains("one input"), e.getMessage());
    }
}
