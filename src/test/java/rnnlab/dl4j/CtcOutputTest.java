package rnnlab.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import rnnlab.engine.Examples;
import rnnlab.layers.CtcOutput;
import rnnlab.training.Trainer;

/** A network that ends in a CtcOutput: by the engine, and by Deeplearning4j with the recursion in plain Java. */
class CtcOutputTest {

    private static final int SYMBOLS = 4;

    private static NeuralNetConfiguration.Builder start(DataType type) {
        return new NeuralNetConfiguration.Builder()
                .seed(7)
                .dataType(type)
                .l2(0.01)
                .updater(new Adam(0.02));
    }

    /** With masks, an LSTM that reads forward: Deeplearning4j's bidirectional layer reads padding too. */
    private static MultiLayerNetwork network(DataType type) {
        return network(type, lstm());
    }

    private static LSTM lstm() {
        return new LSTM.Builder().nOut(5).activation(Activation.TANH).build();
    }

    private static MultiLayerNetwork network(DataType type, Layer layer) {
        var network = new MultiLayerNetwork(start(type)
                .list()
                .layer(layer)
                .layer(new CtcOutput.Builder().nOut(SYMBOLS).build())
                .setInputType(InputType.recurrent(3))
                .build());
        network.init();
        return network;
    }

    private static ComputationGraph graph() {
        var network = new ComputationGraph(start(DataType.FLOAT)
                .graphBuilder()
                .addInputs("frames")
                .addLayer("lstm", lstm(), "frames")
                .addLayer("ctc", new CtcOutput.Builder().nOut(SYMBOLS).build(), "lstm")
                .setOutputs("ctc")
                .setInputTypes(InputType.recurrent(3))
                .build());
        network.init();
        return network;
    }

    /** By chance: lengths of frames and labels differ, and there are symbols as many as frames allow. */
    private record Strips(INDArray frames, INDArray mask, INDArray labels) {
        static Strips of(long seed) {
            var random = new Random(seed);
            int examples = 1 + random.nextInt(6), steps = 5 + random.nextInt(4), places = 3;
            INDArray frames = Nd4j.create(examples, 3, steps), mask = Nd4j.zeros(examples, steps);
            INDArray labels = Nd4j.zeros(examples, 1, places);
            for (int n = 0; n < examples; n++) {
                for (int i = 0; i < 3 * steps; i++) {
                    frames.putScalar(n, i % 3, i / 3, random.nextGaussian());
                }
                int shown = 5 + random.nextInt(steps - 4);
                for (int t = 0; t < shown; t++) {
                    mask.putScalar(n, t, 1);
                }
                for (int u = 0, length = random.nextInt(places + 1); u < length; u++) {
                    labels.putScalar(n, 0, u, 1 + random.nextInt(SYMBOLS - 1));
                }
            }
            return new Strips(frames, mask, labels);
        }

        Strips whole() {
            return new Strips(frames, Nd4j.onesLike(mask), labels);
        }

        /** Of predictions those at the steps that there are. */
        float[] shown(INDArray p) {
            return p.mul(mask.reshape(mask.size(0), 1, mask.size(1)))
                    .dup()
                    .data()
                    .asFloat();
        }

        DataSet data() {
            return new DataSet(frames, labels, mask, null);
        }

        int[] all() {
            return IntStream.range(0, (int) frames.size(0)).toArray();
        }
    }

    @Property(tries = 25)
    void lossAndGradientAreDeeplearning4js(@ForAll long seed, @ForAll boolean both) {
        var strips = both ? Strips.of(seed).whole() : Strips.of(seed);
        var network = network(DataType.FLOAT, both ? new Bidirectional(lstm()) : lstm());
        var engine = CourseEngine.of(network);
        Examples data = DataSetExamples.of(strips.data());
        network.setInput(strips.frames);
        network.setLabels(strips.labels);
        network.setLayerMaskArrays(strips.mask, null);
        network.computeGradientAndScore();
        int examples = strips.all().length;
        assertEquals(network.score(), engine.loss(data, strips.all()), 1e-4 * Math.max(1, network.score()));
        float[] theirs =
                network.gradient().gradient().div(examples).dup().data().asFloat();
        Compare.close(theirs, engine.gradient(data, strips.all()), 1e-3, "gradient");
        network.clearLayerMaskArrays();
        INDArray p = network.output(strips.frames, false, strips.mask, null);
        Compare.close(strips.shown(p), strips.shown(engine.output(data).get(0)), 1e-4, "output");
    }

    @Test
    void aNetworkThatTheEngineDoesNotKnowIsTrainedByDeeplearning4jToTheSameLosses() {
        var strips = Strips.of(3);
        Examples data = DataSetExamples.of(strips.data());
        Engine ours = Engine.of(network(DataType.FLOAT)), theirs = Engine.of(network(DataType.DOUBLE));
        assertTrue(ours.notice().isEmpty());
        assertTrue(
                theirs.notice().orElse("").contains("data type DOUBLE"),
                theirs.notice().toString());
        double first = ours.loss(data, strips.all());
        for (int i = 0; i < 20; i++) {
            assertEquals(ours.train(data, strips.all()), theirs.train(data, strips.all()), 2e-3, "step " + i);
        }
        assertEquals(ours.loss(data, strips.all()), theirs.loss(data, strips.all()), 2e-3);
        assertTrue(ours.loss(data, strips.all()) < first / 2);
    }

    @Test
    void aGraphLearnsThroughTheTrainer() {
        var strips = Strips.of(5);
        var history = Trainer.of(graph()).epochs(40).batchSize(3).quiet().fit(DataSetExamples.of(strips.data()));
        assertTrue(history.last().trainLoss() < history.trainLoss()[0] / 3);
    }

    @Test
    void itIsSavedAndLoaded(@TempDir Path folder) throws Exception {
        var strips = Strips.of(1);
        var network = network(DataType.FLOAT);
        Trainer.of(network).epochs(2).quiet().fit(DataSetExamples.of(strips.data()));
        ModelSerializer.writeModel(network, folder.resolve("network.zip").toFile(), true);
        var again = ModelSerializer.restoreMultiLayerNetwork(
                folder.resolve("network.zip").toFile());
        assertEquals(network.getLayerWiseConfigurations(), again.getLayerWiseConfigurations());
        assertEquals(network.output(strips.frames), again.output(strips.frames));
        assertTrue(Engine.of(again).notice().isEmpty());
    }

    @Test
    void aMaskOfTheLabelsSaysWhichSymbolsThereAre() {
        INDArray frames = Nd4j.rand(new int[] {2, 3, 5});
        INDArray full = Nd4j.create(new float[] {1, 2, 3, 3, 2, 1}, new int[] {2, 1, 3});
        INDArray mask = Nd4j.create(new float[][] {{1, 1, 0}, {1, 0, 0}});
        INDArray cut = Nd4j.create(new float[] {1, 2, 0, 3, 0, 0}, new int[] {2, 1, 3});
        int[] both = {0, 1};
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            Engine engine = Engine.of(network(type));
            double masked = engine.loss(DataSetExamples.of(new DataSet(frames, full, null, mask)), both);
            double whole = engine.loss(DataSetExamples.of(new DataSet(frames, cut)), both);
            assertEquals(whole, masked, 1e-6, type.toString());
            INDArray oneHot = Nd4j.zeros(2, SYMBOLS, 3);
            oneHot.putScalar(0, 1, 0, 1).putScalar(0, 2, 1, 1).putScalar(1, 3, 0, 1);
            assertEquals(whole, engine.loss(DataSetExamples.of(new DataSet(frames, oneHot)), both), 1e-6);
        }
    }

    @Test
    void theLossOfBatchesIsTheMeanOverExamplesAndNotOverSteps() {
        double[][] x = {{1, 2, 3}}, five = {{1, 2, 3}, {3, 2, 1}, {0, 0, 1}, {1, 1, 1}, {2, 0, 2}};
        Examples data = Examples.unaligned(new double[][][] {x, five}, new int[][] {{1}, {1, 2, 3, 2, 1}});
        var network = network(DataType.FLOAT);
        Engine engine = Engine.of(network);
        double mean = (engine.loss(data, new int[] {0}) + engine.loss(data, new int[] {1})) / 2;
        double told = Trainer.of(network)
                .epochs(1)
                .batchSize(1)
                .validation(data)
                .quiet()
                .fit(data)
                .trainLoss()[0];
        assertEquals(mean, engine.loss(data, new int[] {0, 1}), 1e-5);
        assertEquals(1, engine.weight(data, new int[] {0}));
        assertEquals(1, engine.weight(data, new int[] {1}));
        assertTrue(told > 0);
    }

    @Test
    void labelsThatCannotBeAreRefusedWithTheirPlace() {
        double[][] three = new double[3][3], four = new double[4][3];
        refused("example 1 has 3 time steps, too few for its label: 4 symbols take 4", unaligned(three, 1, 2, 1, 2));
        refused(
                "example 1 has 4 time steps, too few for its label: 4 symbols and a blank between equal ones take 5",
                unaligned(four, 1, 2, 2, 1));
        refused("labels hold index 4 in example 1, step 1; allowed are 0 to 3", unaligned(four, 1, 4));
        refused("symbol 0 at place 1 of example 1 is not allowed", unaligned(four, 1, 0));
        INDArray hole = Nd4j.create(new float[] {1, 0, 2}, new int[] {1, 1, 3});
        refused(
                "the label of example 0 has symbol 2 at place 2, after its end at place 1",
                () -> loss(DataSetExamples.of(new DataSet(Nd4j.zeros(1, 3, 4), hole))));
        refused(
                "expects labels [examples][1][places]",
                () -> loss(DataSetExamples.of(
                        new DataSet(Nd4j.zeros(1, 3, 4), Nd4j.zeros(1, 2, 4).addi(0.5)))));
    }

    private static Executable unaligned(double[][] frames, int... label) {
        return () -> loss(Examples.unaligned(new double[][][] {new double[9][3], frames}, new int[][] {{1}, label}));
    }

    private static void loss(Examples data) {
        Engine.of(network(DataType.FLOAT)).train(data, new int[] {0});
    }

    private static void refused(String words, Executable call) {
        var message = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(message.contains(words), message);
    }

    @Test
    void deeplearning4jRefusesThemToo() {
        Engine engine = Engine.of(network(DataType.DOUBLE));
        Examples data = Examples.unaligned(new double[][][] {new double[3][3]}, new int[][] {{1, 1, 1}});
        refused("example 0 of this batch has 3 time steps, too few", () -> engine.train(data, new int[] {0}));
    }

    @Test
    void anOptionThatItCannotHaveIsRefused() {
        var builder = new CtcOutput.Builder().nOut(3);
        refused("its softmax is part of the loss", () -> builder.activation(Activation.TANH));
        var one = start(DataType.FLOAT)
                .list()
                .layer(new LSTM.Builder().nOut(2).build())
                .layer(new CtcOutput.Builder().nOut(1).build())
                .setInputType(InputType.recurrent(3))
                .build();
        var few = assertThrows(IllegalStateException.class, () -> new MultiLayerNetwork(one).init());
        assertTrue(few.getMessage().contains("the blank and a symbol"), few.getMessage());
        var cut = start(DataType.FLOAT)
                .list()
                .layer(new LSTM.Builder().nOut(2).activation(Activation.TANH).build())
                .layer(new CtcOutput.Builder().nOut(3).build())
                .setInputType(InputType.recurrent(3))
                .backpropType(BackpropType.TruncatedBPTT)
                .build();
        refused("truncated back-propagation cuts sequences", () -> Engine.of(new MultiLayerNetwork(cut)));
    }
}
