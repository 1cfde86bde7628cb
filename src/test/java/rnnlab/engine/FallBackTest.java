package rnnlab.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Where the plan cannot run, Deeplearning4j does, with the same interface and the same numbers. */
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
    void indicesTrainDeeplearning4jAsTheyTrainThePlan() {
        MultiLayerNetwork a = words();
        MultiLayerNetwork b = a.clone();
        Examples data = Examples.tokens(INPUTS, TARGETS, 5);
        int[] all = {0, 1, 2};
        Engine plan = Plan.of(a);
        Engine other = new Dl4jEngine(b, "a test");
        assertEquals(other.loss(data, all), plan.loss(data, all), 1e-5);
        for (int i = 0; i < 5; i++) {
            plan.train(data, all);
            other.train(data, all);
        }
        // Adam does not see the factor between the two gradients, but for its epsilon.
        assertEquals(other.loss(data, all), plan.loss(data, all), 1e-3);
        Stream one = plan.stream();
        Stream two = other.stream();
        for (int token : INPUTS[2]) {
            float[] p = one.next(token);
            float[] q = two.next(token);
            for (int j = 0; j < 5; j++) {
                assertEquals(q[j], p[j], 1e-2f);
            }
        }
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
