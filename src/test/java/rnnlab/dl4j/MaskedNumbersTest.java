package rnnlab.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rnnlab.dl4j.SmallNetworks.classes;
import static rnnlab.dl4j.SmallNetworks.graves;
import static rnnlab.dl4j.SmallNetworks.inPieces;
import static rnnlab.dl4j.SmallNetworks.lstm;
import static rnnlab.dl4j.SmallNetworks.numbers;
import static rnnlab.dl4j.SmallNetworks.numbersAfterTheLastStep;
import static rnnlab.dl4j.SmallNetworks.oneHot;
import static rnnlab.dl4j.SmallNetworks.random;
import static rnnlab.dl4j.SmallNetworks.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import rnnlab.engine.Examples;
import rnnlab.layers.Gru;
import rnnlab.layers.LastStepOfBoth;

/** What stands where a mask hides a step decides nothing, whatever it is. */
class MaskedNumbersTest {

    private static final int N = 5;
    private static final int T = 7;
    private static final int[] ALL = {0, 1, 2, 3, 4};

    private record Case(String name, Supplier<Model> network, INDArray x, INDArray y) {}

    private static List<Case> cases() {
        INDArray x = random(1, N, 3, T);
        INDArray words = oneHot(2, N, 6, T);
        INDArray indices = Nd4j.argMax(words, 1).castTo(x.dataType()).reshape(N, 1, T);
        INDArray y = random(3, N, 2, T);
        INDArray classes = oneHot(4, N, 4, T);
        INDArray last = random(5, N, 2);
        var adam = new Adam(0.05);
        List<Case> cases = new ArrayList<>();
        cases.add(new Case("LSTM", () -> row(adam, 3, lstm(4), numbers(2)), x, y));
        cases.add(new Case("LSTM, classes", () -> row(adam, 3, lstm(4), classes(4)), x, classes));
        cases.add(new Case(
                "all kinds",
                () -> row(
                        adam,
                        3,
                        new Gru.Builder().nOut(3).build(),
                        new Bidirectional(new SimpleRnn.Builder()
                                .nOut(4)
                                .activation(Activation.RELU)
                                .build()),
                        new DenseLayer.Builder()
                                .nOut(5)
                                .activation(Activation.TANH)
                                .build(),
                        numbers(2)),
                x,
                y));
        cases.add(new Case(
                "dense alone",
                () -> row(
                        adam,
                        3,
                        new DenseLayer.Builder()
                                .nOut(5)
                                .activation(Activation.TANH)
                                .build(),
                        classes(4)),
                x,
                classes));
        for (INDArray tokens : List.of(words, indices)) {
            cases.add(new Case(
                    "embedding of " + tokens.size(1),
                    () -> row(adam, 6, table(), lstm(4), classes(4)),
                    tokens,
                    classes));
            cases.add(new Case(
                    "unknown, embedding of " + tokens.size(1),
                    () -> row(adam, 6, table(), graves(4), classes(4)),
                    tokens,
                    classes));
        }
        cases.add(new Case(
                "last step", () -> row(adam, 3, new LastTimeStep(lstm(4)), numbersAfterTheLastStep(2)), x, last));
        cases.add(new Case(
                "last step of both",
                () -> row(adam, 3, new LastStepOfBoth(new Bidirectional(lstm(4))), numbersAfterTheLastStep(2)),
                x,
                last));
        cases.add(new Case("in pieces", () -> inPieces(3, adam, 3, lstm(4), numbers(2)), x, y));
        cases.add(new Case("unknown", () -> row(adam, 3, graves(4), numbers(2)), x, y));
        cases.add(new Case("unknown, classes", () -> row(adam, 3, graves(4), classes(4)), x, classes));
        cases.add(new Case("unknown, in pieces", () -> inPieces(3, adam, 3, graves(4), numbers(2)), x, y));
        cases.add(new Case("graph", () -> graph(false), x, y));
        cases.add(new Case("graph to the last step", () -> graph(true), x, last));
        return cases;
    }

    private static EmbeddingSequenceLayer table() {
        return new EmbeddingSequenceLayer.Builder()
                .nIn(6)
                .nOut(3)
                .inferInputLength(true)
                .build();
    }

    private static ComputationGraph graph(boolean last) {
        var builder = new NeuralNetConfiguration.Builder()
                .seed(4)
                .updater(new Adam(0.05))
                .graphBuilder()
                .addInputs("x")
                .setInputTypes(InputType.recurrent(3))
                .addLayer("a", lstm(4), "x")
                .addLayer("b", lstm(4), "x")
                .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Product), "a", "b")
                .addVertex("all", new MergeVertex(), "sum", "x");
        if (last) {
            builder.addVertex("last", new LastTimeStepVertex("x"), "all")
                    .addLayer("out", numbersAfterTheLastStep(2), "last");
        } else {
            builder.addLayer("out", numbers(2), "all");
        }
        var network = new ComputationGraph(builder.setOutputs("out").build());
        network.init();
        return network;
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.NEGATIVE_INFINITY, 3e38f})
    void theyDecideNeitherLossNorGradientNorOutput(float hidden) {
        long seed = System.nanoTime();
        for (Case one : cases()) {
            boolean sequence = one.y.rank() == 3;
            for (String masks : sequence ? List.of("features", "labels", "both") : List.of("features")) {
                String what = one.name + ", masks of " + masks + ", seed " + seed;
                INDArray mask = mask(new Random(seed));
                INDArray fm = masks.equals("labels") ? null : mask;
                INDArray lm = masks.equals("features") ? null : mask;
                // Where the labels have no mask of their own, the one of the features holds.
                boolean hideLabels = sequence;
                var zeros = new DataSet(
                        fm == null ? one.x : with(one.x, mask, 0), hideLabels ? with(one.y, mask, 0) : one.y, fm, lm);
                var garbage = new DataSet(
                        fm == null ? one.x : with(one.x, mask, hidden),
                        hideLabels ? with(one.y, mask, hidden) : one.y,
                        fm,
                        lm);
                compare(what, one.network, zeros, garbage, mask);
            }
        }
    }

    private static void compare(String what, Supplier<Model> network, DataSet zeros, DataSet garbage, INDArray mask) {
        Model one = network.get();
        Model two = network.get();
        Engine first = Engine.of(one);
        Engine second = Engine.of(two);
        Examples clean = DataSetExamples.of(zeros);
        Examples dirty = DataSetExamples.of(garbage);
        for (int i = 0; i < 2; i++) {
            assertEquals(first.loss(clean, ALL), second.loss(dirty, ALL), what);
            assertEquals(first.train(clean, ALL), second.train(dirty, ALL), what);
        }
        first.writeBack();
        second.writeBack();
        assertArrayEquals(one.params().toFloatVector(), two.params().toFloatVector(), what);
        assertTrue(Double.isFinite(one.params().sumNumber().doubleValue()), what);
        INDArray a = first.output(clean).get(0);
        INDArray b = second.output(dirty).get(0);
        for (int n = 0; n < N; n++) {
            for (int t = 0; t < T; t++) {
                if (mask.getDouble(n, t) != 0 || a.rank() == 2) {
                    for (int j = 0; j < a.size(1); j++) {
                        float value = a.rank() == 2 ? a.getFloat(n, j) : a.getFloat(n, j, t);
                        assertEquals(value, a.rank() == 2 ? b.getFloat(n, j) : b.getFloat(n, j, t), what);
                        assertTrue(Float.isFinite(value), what);
                    }
                }
            }
        }
    }

    /** Hides random steps, at the beginning, in between and at the end; of one example all but one, of none all. */
    private static INDArray mask(Random random) {
        INDArray mask = Nd4j.ones(N, T);
        for (int n = 0; n < N; n++) {
            int shown = random.nextInt(T);
            for (int t = 0; t < T; t++) {
                if (t != shown && (n == 0 || random.nextInt(2) == 0)) {
                    mask.putScalar(n, t, 0);
                }
            }
        }
        return mask;
    }

    /** The same numbers, but this one where the mask hides a step. */
    private static INDArray with(INDArray numbers, INDArray mask, float hidden) {
        INDArray changed = numbers.dup();
        for (int n = 0; n < N; n++) {
            for (int t = 0; t < T; t++) {
                for (int j = 0; j < numbers.size(1) && mask.getDouble(n, t) == 0; j++) {
                    changed.putScalar(n, j, t, hidden);
                }
            }
        }
        return changed;
    }

    @Test
    void aNumberThatIsShownIsStillRefusedWhenItIsNotFinite() {
        INDArray x = random(1, N, 3, T);
        x.putScalar(2, 1, 4, Float.NaN);
        INDArray mask = Nd4j.ones(N, T);
        mask.putScalar(2, 3, 0);
        for (var layer : List.of(lstm(4), graves(4))) {
            Engine engine = Engine.of(row(new Adam(0.05), 3, layer, numbers(2)));
            var data = DataSetExamples.of(new DataSet(x, random(3, N, 2, T), mask, null));
            var e = assertThrows(IllegalArgumentException.class, () -> engine.train(data, ALL));
            assertTrue(e.getMessage().contains("example 2, step 4, number 1"), e.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, -1})
    void aMaskThatIsNoneIsRefused(float value) {
        INDArray mask = Nd4j.ones(N, T);
        mask.putScalar(1, 4, value);
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> DataSetExamples.of(new DataSet(random(1, N, 3, T), random(3, N, 2, T), mask, null)));
        assertTrue(
                e.getMessage().contains("example 1, step 4") && e.getMessage().contains("" + value), e.getMessage());
    }
}
