package rnnlab.generation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rnnlab.dl4j.AttentionNetworks.VOCABULARY;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rnnlab.dl4j.AttentionNetworks;
import rnnlab.dl4j.Engine;
import rnnlab.layers.AdditiveAttention;
import rnnlab.layers.DotAttention;
import rnnlab.layers.MultiHeadAttention;

/** A decoder reads token by token what the network computes for the whole sequence. */
class NetworkDecoderTest {

    private static final Map<String, Supplier<ComputationGraph>> NETWORKS = new LinkedHashMap<>();

    static {
        NETWORKS.put("dot", () -> AttentionNetworks.recurrent(new DotAttention()));
        NETWORKS.put("additive", () -> AttentionNetworks.recurrent(new AdditiveAttention(3)));
        NETWORKS.put("heads", () -> AttentionNetworks.recurrent(new MultiHeadAttention(2, 4)));
        NETWORKS.put("Transformer", () -> AttentionNetworks.transformer(false, false));
        NETWORKS.put("Transformer, normalised first", () -> AttentionNetworks.transformer(true, true));
    }

    static Stream<String> networks() {
        return NETWORKS.keySet().stream();
    }

    private static int[] tokens(Random random, int length) {
        return random.ints(length, 0, VOCABULARY).toArray();
    }

    /** What the whole network predicts after the target's last token, for one source by itself. */
    private static float[] whole(Engine engine, int[] source, int[] target) {
        INDArray y = engine.output(row(source), row(target)).get(0);
        float[] last = new float[VOCABULARY];
        for (int j = 0; j < VOCABULARY; j++) {
            last[j] = y.getFloat(0, j, target.length - 1);
        }
        return last;
    }

    private static INDArray row(int[] tokens) {
        float[] numbers = new float[tokens.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = tokens[i];
        }
        return Nd4j.create(numbers, new long[] {1, 1, tokens.length}, 'c');
    }

    @ParameterizedTest
    @MethodSource("networks")
    void stepByStepItPredictsWhatTheWholeNetworkPredicts(String name) {
        Engine engine = Engine.of(NETWORKS.get(name).get());
        var random = new Random(3);
        List<int[]> sources = IntStream.range(0, 19)
                .mapToObj(b -> tokens(random, 1 + random.nextInt(9)))
                .toList();
        int[][] targets = sources.stream().map(s -> tokens(random, 8)).toArray(int[][]::new);
        SequenceDecoder decoder = NetworkDecoder.of(engine);
        for (int again = 0; again < 2; again++) {
            decoder.start(sources);
            for (int t = 0; t < 8; t++) {
                int at = t;
                float[][] p = decoder.step(
                        Arrays.stream(targets).mapToInt(row -> row[at]).toArray());
                for (int b = 0; b < 19; b++) {
                    float[] expected = whole(engine, sources.get(b), Arrays.copyOf(targets[b], t + 1));
                    assertArrayEquals(expected, p[b], 1e-5f, "sentence " + b + ", step " + t);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void reorderedHypothesesGoOnFromWhereTheOthersStood(String name) {
        Engine engine = Engine.of(NETWORKS.get(name).get());
        var random = new Random(6);
        List<int[]> sources = List.of(tokens(random, 4), tokens(random, 7), tokens(random, 1));
        SequenceDecoder decoder = NetworkDecoder.of(engine);
        decoder.start(sources);
        decoder.step(new int[] {1, 2, 3});
        decoder.step(new int[] {4, 5, 6});
        int[][] read = {{1, 4}, {2, 5}, {3, 6}};
        int[] of = {0, 1, 2};
        // More than a vector has lanes, then fewer again, then another order.
        for (int[] from : List.of(
                IntStream.range(0, 40).map(i -> i % 3).toArray(), new int[] {7, 33, 2, 2}, new int[] {3, 0, 1, 2})) {
            decoder.reorder(from);
            int[] next = tokens(random, from.length);
            float[][] p = decoder.step(next);
            int[][] longer = new int[from.length][];
            int[] sourceOf = new int[from.length];
            for (int b = 0; b < from.length; b++) {
                int[] before = read[from[b]];
                longer[b] = Arrays.copyOf(before, before.length + 1);
                longer[b][before.length] = next[b];
                sourceOf[b] = of[from[b]];
                assertArrayEquals(whole(engine, sources.get(sourceOf[b]), longer[b]), p[b], 1e-5f);
                float[] attention = decoder.attention(b).orElseThrow();
                assertEquals(sources.get(sourceOf[b]).length, attention.length);
                assertEquals(1, sum(attention), 1e-5);
            }
            read = longer;
            of = sourceOf;
        }
    }

    private static double sum(float[] numbers) {
        double sum = 0;
        for (float number : numbers) {
            sum += number;
        }
        return sum;
    }

    @Test
    void aDecoderOverTheEngineHasItsNewParametersAtTheNextStart() {
        Engine engine = Engine.of(NETWORKS.get("Transformer").get());
        SequenceDecoder decoder = NetworkDecoder.of(engine);
        decoder.start(List.of(new int[] {1, 2}));
        float[] before = decoder.step(new int[] {3})[0];
        var examples = rnnlab.dl4j.DataSetExamples.of(new org.nd4j.linalg.dataset.MultiDataSet(
                new INDArray[] {row(new int[] {1, 2}), row(new int[] {3})},
                new INDArray[] {Nd4j.eye(VOCABULARY).getRow(4).reshape(1, VOCABULARY, 1)}));
        for (int i = 0; i < 5; i++) {
            engine.train(examples, new int[] {0});
        }
        decoder.start(List.of(new int[] {1, 2}));
        assertTrue(decoder.step(new int[] {3})[0][4] > before[4]);
    }

    @Test
    void whatDoesNotFitIsRefusedWithTheValue() {
        SequenceDecoder decoder = NetworkDecoder.of(NETWORKS.get("Transformer").get());
        assertThrows(IllegalStateException.class, () -> decoder.step(new int[] {1}));
        assertThrows(IllegalArgumentException.class, () -> decoder.start(List.of()));
        message("source 1 is empty", () -> decoder.start(List.of(new int[] {1}, new int[0])));
        message("source 0: index 9", () -> decoder.start(List.of(new int[] {9})));
        message("source-positions", () -> decoder.start(List.of(new int[13])));
        decoder.start(List.of(new int[] {1}, new int[] {2}));
        message("1 for 2 hypotheses", () -> decoder.step(new int[] {1}));
        message("hypothesis 1: index -1", () -> decoder.step(new int[] {1, -1}));
        message("hypothesis 2", () -> decoder.reorder(new int[] {2}));
        for (int t = 0; t < 12; t++) {
            decoder.step(new int[] {1, 1});
        }
        message("target-positions", () -> decoder.step(new int[] {1, 1}));
    }

    private static void message(String part, Runnable run) {
        var e = assertThrows(IllegalArgumentException.class, run::run);
        assertTrue(e.getMessage().contains(part), e.getMessage());
    }
}
