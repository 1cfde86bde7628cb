package rnnlab.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import rnnlab.Golden;
import rnnlab.engine.AttentionMap;
import rnnlab.engine.Decoder;
import rnnlab.engine.Examples;
import rnnlab.kernel.Workers;
import rnnlab.layers.AdditiveAttention;
import rnnlab.layers.DotAttention;
import rnnlab.layers.LayerNormalization;
import rnnlab.layers.MultiHeadAttention;
import rnnlab.layers.PositionalEncoding;
import rnnlab.layers.SmoothedCrossEntropy;

/**
 * Attention, layer normalisation and positions: the engine and Deeplearning4j's half, which was written apart from it,
 * compute the same.
 */
class AttentionLayersTest {

    private static final int[] ALL = {0, 1, 2, 3, 4};

    private static final Map<String, Supplier<ComputationGraph>> NETWORKS = new LinkedHashMap<>();

    static {
        NETWORKS.put("dot", () -> AttentionNetworks.recurrent(new DotAttention()));
        NETWORKS.put("scaled dot", () -> AttentionNetworks.recurrent(new DotAttention().scaled()));
        NETWORKS.put("additive", () -> AttentionNetworks.recurrent(new AdditiveAttention(3)));
        NETWORKS.put("heads", () -> AttentionNetworks.recurrent(new MultiHeadAttention(3, 6)));
        NETWORKS.put("smoothed labels", AttentionNetworks::smoothed);
        NETWORKS.put("Transformer", () -> AttentionNetworks.transformer(false, false));
        NETWORKS.put("Transformer, normalised first", () -> AttentionNetworks.transformer(true, true));
    }

    static Stream<String> networks() {
        return NETWORKS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void engineAndDeeplearning4jHaveTheSameOutputLossAndGradient(String name) {
        ComputationGraph network = NETWORKS.get(name).get();
        MultiDataSet data = AttentionNetworks.data(1);
        CourseEngine engine = CourseEngine.of(network);
        Examples examples = DataSetExamples.of(data);
        INDArray mask = data.getFeaturesMaskArray(1);
        double count = mask.sumNumber().doubleValue();
        INDArray theirs = network.output(false, data.getFeatures(), data.getFeaturesMaskArrays())[0];
        Compare.close(seen(theirs, mask), seen(engine.output(examples).get(0), mask), 1e-5, "output");
        network.setInputs(data.getFeatures());
        network.setLabels(data.getLabels());
        network.setLayerMaskArrays(data.getFeaturesMaskArrays(), data.getLabelsMaskArrays());
        network.computeGradientAndScore();
        assertEquals(network.score() * AttentionNetworks.N / count, engine.loss(examples, ALL), 1e-5);
        Compare.close(
                network.gradient().gradient().div(count).toFloatVector(),
                engine.gradient(examples, ALL),
                1e-5,
                "gradient");
    }

    /** The numbers of the steps that no mask hides. */
    private static float[] seen(INDArray y, INDArray mask) {
        return y.mul(mask.reshape(mask.size(0), 1, mask.size(1)).broadcast(y.shape()))
                .dup('c')
                .data()
                .asFloat();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void aNetworkIsSavedClonedAndLoadedAndGoesOn(String name, @TempDir Path folder) throws Exception {
        ComputationGraph network = NETWORKS.get(name).get();
        Examples examples = DataSetExamples.of(AttentionNetworks.data(2));
        Engine engine = Engine.of(network);
        assertEquals(Optional.empty(), engine.notice());
        engine.train(examples, ALL);
        engine.endEpoch();
        File file = folder.resolve("network.zip").toFile();
        ModelSerializer.writeModel(network, file, true);
        ComputationGraph loaded = ModelSerializer.restoreComputationGraph(file);
        assertEquals(network.getConfiguration(), loaded.getConfiguration());
        double next = engine.train(examples, ALL);
        assertEquals(next, Engine.of(loaded).train(examples, ALL));
        assertEquals(
                next,
                Engine.of(ModelSerializer.restoreComputationGraph(file).clone()).train(examples, ALL));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void deeplearning4jsOwnFitTakesTheSameSteps(String name) {
        ComputationGraph ours = NETWORKS.get(name).get(), theirs = ours.clone();
        Examples examples = DataSetExamples.of(AttentionNetworks.data(3));
        Engine course = CourseEngine.of(ours);
        Engine own = new OwnFitEngine(theirs, "a test");
        assertEquals(course.loss(examples, ALL), own.loss(examples, ALL), 1e-5);
        double first = own.train(examples, ALL);
        for (int i = 0; i < 5; i++) {
            own.train(examples, ALL);
        }
        assertTrue(own.loss(examples, ALL) < first);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void deeplearning4jWritesTokenByTokenWhatTheEngineWrites(String name) {
        ComputationGraph network = NETWORKS.get(name).get();
        Decoder course = CourseEngine.of(network).decoder();
        Decoder own = new OwnFitEngine(network, "a test").decoder();
        List<int[]> sources = List.of(new int[] {1, 2, 3}, new int[] {4}, new int[] {5, 6});
        for (Decoder decoder : List.of(course, own)) {
            decoder.start(sources);
            decoder.step(new int[] {1, 2, 3});
            decoder.reorder(new int[] {2, 0, 0, 1});
        }
        float[][] expected = course.step(new int[] {4, 5, 6, 7}), actual = own.step(new int[] {4, 5, 6, 7});
        for (int b = 0; b < 4; b++) {
            assertArrayEquals(expected[b], actual[b], 1e-5f);
        }
        assertEquals(Optional.empty(), own.attention(0));
        assertThrows(IllegalArgumentException.class, () -> own.step(new int[] {1}));
        assertThrows(IllegalArgumentException.class, () -> own.start(List.of(new int[0])));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void oneTwoAndFiveThreadsTrainToTheSameBits(String name) {
        float[] one = trained(name, 1);
        assertArrayEquals(one, trained(name, 2), 0f);
        assertArrayEquals(one, trained(name, 5), 0f);
        assertTrue(different(one, NETWORKS.get(name).get().params().toFloatVector()));
    }

    private static float[] trained(String name, int threads) {
        ComputationGraph network = NETWORKS.get(name).get();
        try (var workers = new Workers(threads)) {
            CourseEngine engine = CourseEngine.of(network, workers);
            Examples examples = DataSetExamples.of(AttentionNetworks.data(4));
            for (int i = 0; i < 3; i++) {
                engine.train(examples, ALL);
            }
            engine.writeBack();
        }
        return network.params().toFloatVector();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void paddedTokensChangeNothingToTheBit(String name) {
        MultiDataSet data = AttentionNetworks.data(5);
        float[] before = gradient(name, data);
        for (int i = 0; i < 2; i++) {
            INDArray mask = data.getFeaturesMaskArray(i), tokens = data.getFeatures(i);
            for (int n = 0; n < tokens.size(0); n++) {
                for (int t = 0; t < tokens.size(2); t++) {
                    tokens.putScalar(n, 0, t, mask.getDouble(n, t) == 0 ? 8 : tokens.getDouble(n, 0, t));
                }
            }
        }
        assertArrayEquals(before, gradient(name, data), 0f);
        data.getFeatures(0).putScalar(0, 0, 2, (data.getFeatures(0).getInt(0, 0, 2) + 1) % 8);
        assertTrue(different(before, gradient(name, data)));
    }

    /** One-hot labels and distributions take different ways through the engine. */
    @Test
    void oneHotLabelsAndDistributionsAreSmoothedAlike() {
        CourseEngine engine = CourseEngine.of(AttentionNetworks.smoothed());
        MultiDataSet data = AttentionNetworks.data(6);
        double loss = engine.loss(DataSetExamples.of(data), ALL);
        float[] gradient = engine.gradient(DataSetExamples.of(data), ALL);
        // Almost one-hot: 0.0001 of it is spread evenly.
        data.setLabels(0, data.getLabels(0).mul(0.9999).add(0.0001 / AttentionNetworks.VOCABULARY));
        assertEquals(loss, engine.loss(DataSetExamples.of(data), ALL), 1e-3);
        Compare.close(gradient, engine.gradient(DataSetExamples.of(data), ALL), 1e-3, "gradient");
        assertThrows(IllegalArgumentException.class, () -> new SmoothedCrossEntropy(1));
    }

    @Test
    void theWeightsOfEachHeadAreReadOutForOneExample() {
        CourseEngine engine = CourseEngine.of(AttentionNetworks.transformer(false, false));
        MultiDataSet data = AttentionNetworks.data(7);
        List<AttentionMap> maps = engine.attention(DataSetExamples.of(data), 0);
        assertEquals(
                Set.of(
                        "encoder1-self",
                        "encoder2-self",
                        "decoder1-self",
                        "decoder1-cross",
                        "decoder2-self",
                        "decoder2-cross"),
                maps.stream().map(AttentionMap::layer).collect(Collectors.toSet()));
        for (AttentionMap map : maps) {
            boolean fromTarget = map.layer().startsWith("decoder"),
                    toTarget = map.layer().matches("decoder.-self");
            assertEquals(2, map.weights().length);
            assertEquals(fromTarget ? AttentionNetworks.TARGET : AttentionNetworks.SOURCE, map.weights()[0].length);
            INDArray mask = data.getFeaturesMaskArray(toTarget ? 1 : 0);
            for (float[] query : map.weights()[1]) {
                double sum = 0;
                for (int j = 0; j < query.length; j++) {
                    sum += query[j];
                    assertTrue(mask.getDouble(0, j) == 1 || query[j] == 0);
                }
                assertEquals(1, sum, 1e-5);
            }
            assertTrue(!toTarget || map.weights()[0][0][1] == 0, "the first query must not see the second step");
        }
    }

    private static float[] gradient(String name, MultiDataSet data) {
        return CourseEngine.of(NETWORKS.get(name).get()).gradient(DataSetExamples.of(data), ALL);
    }

    private static boolean different(float[] a, float[] b) {
        for (int i = 0; i < a.length; i++) {
            if (a[i] != b[i]) {
                return true;
            }
        }
        return false;
    }

    @ParameterizedTest
    @ValueSource(strings = {"attention-multi-head", "attention-multi-head-mask", "attention-multi-head-causal"})
    void multiHeadAttentionIsPyTorchs(String name) {
        Golden golden = Golden.of(name);
        int units = (int) golden.setting("units");
        var attention = new MultiHeadAttention((int) golden.setting("heads"), units);
        var conf = new NeuralNetConfiguration.Builder()
                .updater(new Sgd(0.1))
                .graphBuilder()
                .addInputs("q", "k", "v")
                .setInputTypes(
                        InputType.recurrent(units),
                        InputType.recurrent((long) golden.setting("keyUnits")),
                        InputType.recurrent((long) golden.setting("valueUnits")))
                .addVertex("y", golden.setting("causal") == 1 ? attention.causal() : attention, "q", "k", "v")
                .addLayer(
                        "loss",
                        new RnnLossLayer.Builder(LossFunction.L2)
                                .activation(Activation.IDENTITY)
                                .build(),
                        "y")
                .setOutputs("loss")
                .build();
        var network = new ComputationGraph(conf);
        network.init();
        network.setParams(
                Nd4j.create(parameters(golden, "")).reshape(1, network.params().length()));
        INDArray q = sequences(golden, "q"), k = sequences(golden, "k"), v = sequences(golden, "v");
        INDArray y = sequences(golden, "y");
        // The loss of squares has the gradient dy at these targets.
        INDArray targets = y.sub(sequences(golden, "dy").mul(0.5));
        INDArray seen = golden.has("mask") ? Nd4j.create(golden.floats("mask")).reshape(k.size(0), k.size(2)) : null;
        var data = new MultiDataSet(
                new INDArray[] {q, k, v},
                new INDArray[] {targets},
                seen == null ? null : new INDArray[] {null, seen, seen},
                null);
        Examples examples = DataSetExamples.of(data);
        CourseEngine engine = CourseEngine.of(network);
        Compare.close(numbers(y), numbers(engine.output(examples).get(0)), 1e-5, "output");
        float[] gradient = engine.gradient(examples, new int[] {0, 1, 2});
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] *= q.size(0) * q.size(2);
        }
        Compare.close(parameters(golden, "d"), gradient, 1e-5, "gradient");
    }

    private static float[] numbers(INDArray array) {
        return array.dup('c').data().asFloat();
    }

    /** PyTorch's weights [out][in] and biases in the order Wq, bq, Wk, bk, Wv, bv, Wo, bo. */
    private static float[] parameters(Golden golden, String prefix) {
        float[] biases = golden.floats(prefix + "bqkv");
        int units = biases.length / 3;
        float[][] parts = {
            golden.floats(prefix + "Wq"),
            java.util.Arrays.copyOfRange(biases, 0, units),
            golden.floats(prefix + "Wk"),
            java.util.Arrays.copyOfRange(biases, units, 2 * units),
            golden.floats(prefix + "Wv"),
            java.util.Arrays.copyOfRange(biases, 2 * units, 3 * units),
            golden.floats(prefix + "Wo"),
            golden.floats(prefix + "bo")
        };
        var all = Nd4j.concat(0, Stream.of(parts).map(Nd4j::createFromArray).toArray(INDArray[]::new));
        return all.toFloatVector();
    }

    /** [B][T][F] as [B][F][T]. */
    private static INDArray sequences(Golden golden, String name) {
        int[] shape = golden.shape(name);
        return Nd4j.create(golden.floats(name))
                .reshape(shape[0], shape[1], shape[2])
                .permute(0, 2, 1)
                .dup('c');
    }

    @Test
    void positionsAreTheWavesOfThePaper() {
        var conf = new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("x")
                .setInputTypes(InputType.recurrent(4))
                .addLayer("positions", new PositionalEncoding(6), "x")
                .addLayer("output", SmallNetworks.numbers(1), "positions")
                .setOutputs("output")
                .build();
        var network = new ComputationGraph(conf);
        network.init();
        network.setParams(Nd4j.createFromArray(1f, 0, 0, 0, 0).reshape(1, 5));
        // Unit 0 is sin(t), unit 3 is cos(t / 100).
        assertEquals(Math.sin(5), position(network), 1e-6);
        network.setParams(Nd4j.createFromArray(0f, 0, 0, 1, 0).reshape(1, 5));
        assertEquals(Math.cos(0.05), position(network), 1e-6);
    }

    private static double position(ComputationGraph network) {
        INDArray zeros = Nd4j.zeros(1, 4, 6);
        double theirs = network.output(zeros)[0].getDouble(0, 0, 5);
        assertEquals(theirs, Engine.of(network).output(zeros).get(0).getDouble(0, 0, 5), 1e-6);
        return theirs;
    }

    @Test
    void moreStepsThanPositionsAreRefusedByTheNameOfTheLayer() {
        Engine engine = Engine.of(AttentionNetworks.transformer(false, true));
        INDArray longer = Nd4j.ones(1, 1, 13), fitting = Nd4j.ones(1, 1, 5);
        var e = assertThrows(IllegalArgumentException.class, () -> engine.output(longer, fitting));
        assertTrue(e.getMessage().contains("source-positions") && e.getMessage().contains("13"), e.getMessage());
    }

    /** By the course's engine, and where Deeplearning4j's own fit trains: with an activation that the engine lacks. */
    @ParameterizedTest
    @EnumSource(names = {"TANH", "CUBE"})
    void sequencesInPiecesAreRefusedByTheNameOfTheAttention(Activation activation) {
        var conf = new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("x")
                .setInputTypes(InputType.recurrent(4))
                .addLayer(
                        "lstm",
                        new LSTM.Builder().nOut(4).activation(activation).build(),
                        "x")
                .addVertex("looks", new DotAttention().causal(), "lstm")
                .addLayer("output", SmallNetworks.numbers(1), "looks")
                .setOutputs("output")
                .backpropType(BackpropType.TruncatedBPTT)
                .tBPTTLength(5)
                .build();
        var network = new ComputationGraph(conf);
        network.init();
        var e = assertThrows(IllegalArgumentException.class, () -> Engine.of(network));
        assertTrue(e.getMessage().contains("attention \"looks\""), e.getMessage());
    }

    @Test
    void whatDoesNotFitIsRefusedWithASentence() {
        assertThrows(IllegalArgumentException.class, () -> new MultiHeadAttention(3, 8));
        assertThrows(IllegalArgumentException.class, () -> new AdditiveAttention(0));
        assertThrows(IllegalArgumentException.class, () -> new LayerNormalization(0));
        assertThrows(IllegalArgumentException.class, () -> new PositionalEncoding(0));
        var builder = new NeuralNetConfiguration.Builder()
                .updater(new Adam(0.1))
                .graphBuilder()
                .addInputs("a", "b")
                .setInputTypes(InputType.recurrent(3), InputType.recurrent(4))
                .addVertex("y", new DotAttention(), "a", "b")
                .addLayer("output", SmallNetworks.numbers(1), "y")
                .setOutputs("output");
        var e = assertThrows(IllegalStateException.class, builder::build);
        assertTrue(e.getMessage().contains("queries have 3") && e.getMessage().contains("keys 4"), e.getMessage());
    }
}
