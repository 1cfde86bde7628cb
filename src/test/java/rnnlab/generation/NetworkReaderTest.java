package rnnlab.generation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import rnnlab.dl4j.CourseEngine;
import rnnlab.engine.Examples;
import rnnlab.kernel.Workers;
import rnnlab.text.TextException;
import rnnlab.text.TextWindows;
import rnnlab.text.Unit;
import rnnlab.text.Vocabulary;
import rnnlab.training.Checkpoints;
import rnnlab.training.Trainer;

/** Real networks that write, checked against Deeplearning4j reading the whole text anew for each character. */
class NetworkReaderTest {

    private static final Vocabulary LETTERS = Vocabulary.alphabetical(Unit.CHARACTER, "abcdefgh ");
    private static final int V = LETTERS.size();
    private static final String TEXT = "a bad cabbage had a bad head ".repeat(30);

    @TempDir
    Path folder;

    private static MultiLayerNetwork network(int inputs, Layer... layers) {
        var list = new NeuralNetConfiguration.Builder()
                .seed(3)
                .updater(new Adam(0.02))
                .list();
        for (Layer layer : layers) {
            list.layer(layer);
        }
        var network = new MultiLayerNetwork(
                list.setInputType(InputType.recurrent(inputs)).build());
        network.init();
        network.params().muli(3); // far from indifferent
        return network;
    }

    private static MultiLayerNetwork oneHot() {
        return network(
                V, new LSTM.Builder().nOut(12).activation(Activation.TANH).build(), everyStep());
    }

    private static Layer everyStep() {
        return new RnnOutputLayer.Builder(LossFunction.MCXENT)
                .nOut(V)
                .activation(Activation.SOFTMAX)
                .build();
    }

    /** Deeplearning4j's probabilities after the whole of these tokens. */
    private static double[] afresh(MultiLayerNetwork network, INDArray input) {
        INDArray out = network.output(input);
        INDArray last = out.rank() == 3
                ? out.get(NDArrayIndex.point(0), NDArrayIndex.all(), NDArrayIndex.point(out.size(2) - 1))
                : out.getRow(0);
        return last.dup().toDoubleVector();
    }

    private static void assertSame(MultiLayerNetwork network, Function<int[], INDArray> input) {
        int[] tokens = LETTERS.encode("a bad cabbage");
        var reader = NetworkReader.of(network);
        for (int t = 0; t < tokens.length; t++) {
            float[] p = reader.read(tokens[t])[0];
            double[] expected = afresh(network, input.apply(Arrays.copyOf(tokens, t + 1)));
            double[] actual = new double[p.length];
            for (int i = 0; i < p.length; i++) {
                actual[i] = p[i];
            }
            assertArrayEquals(expected, actual, 2e-5, "after " + (t + 1) + " characters");
        }
    }

    @Test
    void carriedStateSaysTheSameAsTheWholeTextReadAnew() {
        assertSame(oneHot(), tokens -> {
            INDArray x = Nd4j.zeros(1, V, tokens.length);
            for (int t = 0; t < tokens.length; t++) {
                x.putScalar(0, tokens[t], t, 1);
            }
            return x;
        });
    }

    @Test
    void anEmbeddingReadsIndices() {
        var embedding = new EmbeddingSequenceLayer.Builder().nIn(V).nOut(5).build();
        var network = network(
                V,
                embedding,
                new LSTM.Builder().nOut(12).activation(Activation.TANH).build(),
                everyStep());
        assertSame(network, tokens -> {
            INDArray x = Nd4j.zeros(1, 1, tokens.length);
            for (int t = 0; t < tokens.length; t++) {
                x.putScalar(0, 0, t, tokens[t]);
            }
            return x;
        });
    }

    @Test
    void aNetworkOfOneInputReadsTheIndexDividedByTheVocabulary() {
        var network = network(
                1,
                new LastTimeStep(
                        new LSTM.Builder().nOut(12).activation(Activation.TANH).build()),
                new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(V)
                        .activation(Activation.SOFTMAX)
                        .build());
        assertSame(network, tokens -> {
            INDArray x = Nd4j.zeros(1, 1, tokens.length);
            for (int t = 0; t < tokens.length; t++) {
                x.putScalar(0, 0, t, (float) tokens[t] / V);
            }
            return x;
        });
    }

    @Test
    void oneThreadAndTwoWriteTheSameText() {
        var network = oneHot();
        var texts = new StringBuilder();
        for (int seed = 0; seed < 30; seed++) {
            String one = written(network, 1, seed);
            assertEquals(one, written(network, 2, seed));
            texts.append(one);
        }
        assertTrue(texts.length() > 100, texts.toString());
    }

    private static String written(MultiLayerNetwork network, int threads, long seed) {
        try (var workers = new Workers(threads)) {
            var reader = NetworkReader.of(CourseEngine.of(network, workers));
            return Generator.of(reader, LETTERS)
                    .quiet()
                    .seed(seed)
                    .length(300)
                    .write("b")
                    .text();
        }
    }

    @Test
    void aNetworkLearnsATextFromWindowsWithTheStateCarriedAndWritesIt() {
        var network = oneHot();
        train(network, 60).fit(examples());
        var written =
                Generator.of(network, LETTERS).quiet().temperature(0).length(29).write("a bad cabbage had a bad head ");
        assertEquals("a bad cabbage had a bad head ", written.text());
    }

    private Trainer train(MultiLayerNetwork network, int epochs) {
        return Trainer.of(network).epochs(epochs).batchSize(4).stateful().quiet();
    }

    private static Examples examples() {
        var lanes = TextWindows.lanes(LETTERS.encode(TEXT), 29, 4);
        return Examples.windows(lanes.tokens(), lanes.starts(), 29, V);
    }

    @Test
    void resumedTrainingGoesOnWithTheLossesOfTheUninterrupted() {
        var whole = train(oneHot(), 6).fit(examples());
        train(oneHot(), 3).checkpoints(folder).fit(examples());
        var resumed = train(oneHot(), 6).checkpoints(folder).resume().fit(examples());
        assertArrayEquals(whole.trainLoss(), resumed.trainLoss(), 0);
    }

    @Test
    void aCheckpointCarriesTheVocabularyOfItsNetwork() {
        var network = oneHot();
        train(network, 1)
                .checkpoints(folder)
                .attach(Vocabulary.FILE, LETTERS.asText())
                .fit(examples());
        Path best = folder.resolve("best.zip");
        LETTERS.check(best);
        assertEquals(LETTERS, Vocabulary.load(best));
        assertEquals(network.params(), Checkpoints.load(best).params());
        var other = Vocabulary.alphabetical(Unit.CHARACTER, "abcdefgi ");
        var error = assertThrows(TextException.class, () -> other.check(best));
        assertTrue(error.getMessage().contains("another vocabulary"), error.getMessage());
    }

    @Test
    void aFolderThatIsAFileEndsTrainingBeforeItBegins() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "x");
        var error = assertThrows(
                RuntimeException.class,
                () -> train(oneHot(), 1).checkpoints(file).fit(examples()));
        assertTrue(error.getMessage().contains(file.toString()), error.getMessage());
    }
}
