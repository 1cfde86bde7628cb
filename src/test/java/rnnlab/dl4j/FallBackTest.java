package rnnlab.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import rnnlab.engine.Examples;
import rnnlab.engine.Stream;

/** Where the engine cannot run, Deeplearning4j does, with the same interface and the same numbers. */
class FallBackTest {

    private static final int[][] INPUTS = {{0, 1, 2, 3}, {3, 2, 1, 0}, {4, 4, 0, 1}};
    private static final int[][] TARGETS = {{1, 2, 3, 4}, {2, 1, 0, 4}, {4, 0, 1, 2}};

    @Test
    void withoutTheVectorApiDeeplearning4jTrainsAndOneLineSaysSo() throws Exception {
        var process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WithoutVectorApi.class.getName()))
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), text);
        assertTrue(text.contains("--add-modules jdk.incubator.vector"), text);
        assertTrue(text.contains("learned: true"), text);
    }

    /** What the other JVM runs. */
    static final class WithoutVectorApi {
        public static void main(String[] args) {
            Engine engine = Engine.of(words());
            System.out.println(engine.notice().orElse("no notice"));
            Examples data = Examples.tokens(INPUTS, TARGETS, 5);
            double first = engine.train(data, new int[] {0, 1, 2});
            for (int i = 0; i < 20; i++) {
                engine.train(data, new int[] {0, 1, 2});
            }
            System.out.println("learned: " + (engine.loss(data, new int[] {0, 1, 2}) < first));
            System.exit(0);
        }
    }

    @Test
    void indicesTrainDeeplearning4jAsTheyTrainTheEngine() {
        MultiLayerNetwork a = words();
        MultiLayerNetwork b = a.clone();
        Examples data = Examples.tokens(INPUTS, TARGETS, 5);
        int[] all = {0, 1, 2};
        Engine course = CourseEngine.of(a);
        Engine other = new OwnFitEngine(b, "a test");
        assertEquals(other.loss(data, all), course.loss(data, all), 1e-5);
        for (int i = 0; i < 5; i++) {
            course.train(data, all);
            other.train(data, all);
        }
        // Adam does not see the factor between the two gradients, but for its epsilon.
        assertEquals(other.loss(data, all), course.loss(data, all), 1e-3);
        Stream one = course.stream();
        Stream two = other.stream();
        for (int token : INPUTS[2]) {
            float[] p = one.next(token);
            float[] q = two.next(token);
            for (int j = 0; j < 5; j++) {
                assertEquals(q[j], p[j], 1e-2f);
            }
        }
    }

    @Test
    void streamsOfOneNetworkDoNotMix() {
        MultiLayerNetwork network =
                SmallNetworks.row(new Adam(0.1), 5, SmallNetworks.graves(4), SmallNetworks.classes(5));
        Engine engine = Engine.of(network);
        Stream one = engine.stream();
        Stream two = engine.stream();
        one.next(1);
        two.next(3);
        float[] a = one.next(2);
        float[] b = two.next(2);
        assertArrayEquals(after(network, 1, 2), a, 1e-5f);
        assertArrayEquals(after(network, 3, 2), b, 1e-5f);
        two.reset();
        two.next(new int[] {4, 0});
        two.reorder(new int[] {1, 1});
        assertArrayEquals(after(network, 0, 2), two.next(new int[] {2, 1})[0], 1e-5f);
    }

    /** What the network says after these tokens. */
    private static float[] after(MultiLayerNetwork network, int... tokens) {
        INDArray x = Nd4j.zeros(1, 5, tokens.length);
        for (int t = 0; t < tokens.length; t++) {
            x.putScalar(0, tokens[t], t, 1);
        }
        return network.output(x).slice(tokens.length - 1, 2).reshape(5).toFloatVector();
    }

    @Test
    void aGraphTakesBatchesOfAnySizeOneAfterTheOther() {
        var network = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .seed(4)
                .updater(new Sgd(0.1))
                .graphBuilder()
                .addInputs("x")
                .setInputTypes(InputType.recurrent(3))
                .addLayer("a", SmallNetworks.graves(4), "x")
                .addLayer(
                        "b",
                        new DenseLayer.Builder()
                                .nOut(4)
                                .activation(Activation.TANH)
                                .build(),
                        "a")
                .addLayer("out", SmallNetworks.numbers(2), "b")
                .setOutputs("out")
                .build());
        network.init();
        Engine engine = Engine.of(network);
        INDArray x = SmallNetworks.random(1, 6, 3, 5);
        Examples data = DataSetExamples.of(new DataSet(x, SmallNetworks.random(2, 6, 2, 5)));
        double before = engine.train(data, new int[] {0, 1, 2, 3, 4, 5});
        double three = engine.loss(data, new int[] {0, 1, 2});
        double others = engine.loss(data, new int[] {3, 4, 5});
        double all = engine.loss(data, new int[] {0, 1, 2, 3, 4, 5});
        assertEquals(all, (three + others) / 2, 1e-6);
        assertTrue(all < before);
        assertEquals(6, engine.output(x).get(0).size(0));
        assertEquals(2, engine.stream().next(0.1f, 0.2f, 0.3f).length);
    }

    private static MultiLayerNetwork words() {
        var conf = new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(0.02))
                .list()
                .layer(new EmbeddingSequenceLayer.Builder()
                        .nIn(5)
                        .nOut(4)
                        .inferInputLength(true)
                        .build())
                .layer(new LSTM.Builder()
                        .nIn(4)
                        .nOut(6)
                        .activation(Activation.TANH)
                        .build())
                .layer(new RnnOutputLayer.Builder(LossFunction.MCXENT)
                        .dataFormat(RNNFormat.NCW)
                        .nIn(6)
                        .nOut(5)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build();
        var network = new MultiLayerNetwork(conf);
        network.init();
        return network;
    }
}
