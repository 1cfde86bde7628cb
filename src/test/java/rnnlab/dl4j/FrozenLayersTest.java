package rnnlab.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rnnlab.dl4j.SmallNetworks.classes;
import static rnnlab.dl4j.SmallNetworks.graves;
import static rnnlab.dl4j.SmallNetworks.lstm;
import static rnnlab.dl4j.SmallNetworks.numbers;
import static rnnlab.dl4j.SmallNetworks.oneHot;
import static rnnlab.dl4j.SmallNetworks.random;
import static rnnlab.dl4j.SmallNetworks.row;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.FineTuneConfiguration;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import rnnlab.engine.Examples;
import rnnlab.engine.Stream;
import rnnlab.training.GradientByStep;

/**
 * A frozen layer computes as in use and keeps its parameters; the layers around it learn as they do in Deeplearning4j.
 */
class FrozenLayersTest {

    private static final int T = 5;
    private static final int[] ALL = {0, 1, 2, 3};
    private static final INDArray X = random(1, 4, 3, T);
    private static final INDArray Y = random(2, 4, 2, T);

    private static DenseLayer dense() {
        return new DenseLayer.Builder().nOut(4).activation(Activation.TANH).build();
    }

    @Test
    void theOthersLearnWhatTheyLearnInDeeplearning4j() {
        List<List<Layer>> rows = List.of(
                List.of(new FrozenLayer(lstm(4)), lstm(3), numbers(2)),
                List.of(lstm(4), new FrozenLayer(lstm(3)), dense(), numbers(2)),
                List.of(lstm(4), new FrozenLayerWithBackprop(lstm(3)), numbers(2)),
                List.of(lstm(4), new FrozenLayerWithBackprop(dense()), numbers(2)),
                List.of(lstm(4), new FrozenLayerWithBackprop(new Bidirectional(lstm(3))), numbers(2)),
                List.of(new FrozenLayer(new Bidirectional(lstm(4))), lstm(3), numbers(2)),
                List.of(lstm(4), new FrozenLayerWithBackprop(numbers(2))));
        for (List<Layer> layers : rows) {
            // Deeplearning4j's gradient is the sum over time, the engine's the mean.
            MultiLayerNetwork theirs = row(new Sgd(0.1), 3, copies(layers));
            MultiLayerNetwork ours = row(new Sgd(0.1 * T), 3, copies(layers));
            CourseEngine course = CourseEngine.of(ours);
            for (int i = 0; i < 3; i++) {
                double loss = course.train(DataSetExamples.of(new DataSet(X, Y)), ALL);
                theirs.fit(new DataSet(X, Y));
                assertEquals(theirs.score() / T, loss, 1e-5, layers.toString());
            }
            course.writeBack();
            Compare.close(theirs.params().toFloatVector(), ours.params().toFloatVector(), 1e-5, layers.toString());
        }
    }

    private static Layer[] copies(List<Layer> layers) {
        return layers.stream().map(Layer::clone).toArray(Layer[]::new);
    }

    @Test
    void itsParametersStayWhateverOptimiserPenaltyOrDropoutItWasGiven() {
        for (IUpdater updater : List.of(new Adam(0.1), new Sgd(0.1))) {
            for (Layer frozen : List.of(
                    new FrozenLayer(busy()),
                    new FrozenLayerWithBackprop(busy()),
                    new FrozenLayer(new LSTM.Builder()
                            .nOut(4)
                            .activation(Activation.TANH)
                            .l1(0.1)
                            .dropOut(0.5)
                            .build()))) {
                MultiLayerNetwork network = row(updater, 3, lstm(3), frozen, numbers(2));
                float[] before = network.getLayer(1).params().toFloatVector();
                float[] output = network.getOutputLayer().params().toFloatVector();
                CourseEngine course = CourseEngine.of(network);
                for (int i = 0; i < 3; i++) {
                    course.train(DataSetExamples.of(new DataSet(X, Y)), ALL);
                }
                course.writeBack();
                assertArrayEquals(before, network.getLayer(1).params().toFloatVector());
                assertFalse(
                        Arrays.equals(output, network.getOutputLayer().params().toFloatVector()));
            }
        }
    }

    /** An LSTM with all that would move its parameters. */
    private static Layer busy() {
        return new LSTM.Builder()
                .nOut(4)
                .activation(Activation.TANH)
                .l2(0.5)
                .weightDecay(0.1)
                .updater(new Adam(0.3))
                .build();
    }

    @Test
    void dropoutInsideDropsNothing() {
        Layer dropping = new LSTM.Builder()
                .nOut(4)
                .activation(Activation.TANH)
                .dropOut(0.5)
                .build();
        CourseEngine course = CourseEngine.of(row(new Sgd(0), 3, new FrozenLayer(dropping), numbers(2)));
        Examples data = DataSetExamples.of(new DataSet(X, Y));
        assertEquals(course.loss(data, ALL), course.train(data, ALL), 1e-7);
    }

    @Test
    void aNetworkWhoseFirstLayersTransferLearningFrozeIsTrainedAndReadByTheEngine() {
        MultiLayerNetwork whole = row(
                new Adam(0.01),
                6,
                new EmbeddingSequenceLayer.Builder()
                        .nIn(6)
                        .nOut(3)
                        .inferInputLength(true)
                        .build(),
                lstm(4),
                classes(6));
        MultiLayerNetwork network = new TransferLearning.Builder(whole)
                .fineTuneConfiguration(new FineTuneConfiguration.Builder()
                        .updater(new Adam(0.1))
                        .build())
                .setFeatureExtractor(1)
                .build();
        Engine engine = Engine.of(network);
        assertEquals(java.util.Optional.empty(), engine.notice());
        Examples data = DataSetExamples.of(new DataSet(oneHot(3, 4, 6, T), oneHot(4, 4, 6, T)));
        double before = engine.train(data, ALL);
        for (int i = 0; i < 20; i++) {
            engine.train(data, ALL);
        }
        engine.writeBack();
        assertTrue(engine.loss(data, ALL) < before);
        for (int i = 0; i < 2; i++) {
            assertArrayEquals(
                    whole.getLayer(i).params().toFloatVector(),
                    network.getLayer(i).params().toFloatVector());
        }
        Stream stream = engine.stream();
        float[] y = {};
        for (int token : new int[] {1, 5, 0, 2}) {
            y = stream.next(token);
        }
        INDArray whole4 = network.output(
                org.nd4j.linalg.factory.Nd4j.createFromArray(1f, 5f, 0f, 2f).reshape(1, 1, 4));
        for (int j = 0; j < 6; j++) {
            assertEquals(whole4.getFloat(0, j, 3), y[j], 1e-5f);
        }
    }

    @Test
    void inAGraphToo() {
        var whole = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .seed(4)
                .updater(new Sgd(0.1))
                .graphBuilder()
                .addInputs("x")
                .setInputTypes(InputType.recurrent(3))
                .addLayer("a", lstm(4), "x")
                .addLayer("b", lstm(3), "x")
                .addVertex("both", new MergeVertex(), "a", "b")
                .addLayer("c", lstm(3), "both")
                .addLayer("out", numbers(2), "c")
                .setOutputs("out")
                .build());
        whole.init();
        ComputationGraph theirs = frozen(whole, 0.1);
        ComputationGraph ours = frozen(whole, 0.1 * T);
        CourseEngine course = CourseEngine.of(ours);
        for (int i = 0; i < 3; i++) {
            theirs.fit(new DataSet(X, Y));
            assertEquals(theirs.score() / T, course.train(DataSetExamples.of(new DataSet(X, Y)), ALL), 1e-5);
        }
        course.writeBack();
        Compare.close(theirs.params().toFloatVector(), ours.params().toFloatVector(), 1e-5, "parameters");
        for (String name : List.of("a", "b")) {
            assertEquals(whole.getLayer(name).params(), ours.getLayer(name).params());
        }
    }

    private static ComputationGraph frozen(ComputationGraph network, double rate) {
        return new TransferLearning.GraphBuilder(network)
                .fineTuneConfiguration(new FineTuneConfiguration.Builder()
                        .updater(new Sgd(rate))
                        .build())
                .setFeatureExtractor("both")
                .build();
    }

    @Test
    void aFrozenLayerThatTheEngineDoesNotKnowIsServedByDeeplearning4jInEveryCall() {
        for (Layer layer : List.of(new FrozenLayer(graves(4)), new FrozenLayerWithBackprop(graves(4)))) {
            MultiLayerNetwork network = row(new Adam(0.1), 3, layer, lstm(3), numbers(2));
            Engine engine = Engine.of(network);
            assertTrue(
                    engine.notice().orElseThrow().contains("GravesLSTM"),
                    engine.notice().toString());
            float[] before = network.getLayer(0).params().toFloatVector();
            Examples data = DataSetExamples.of(new DataSet(X, Y));
            assertEquals(engine.loss(data, ALL), engine.train(data, ALL), 1e-6);
            assertArrayEquals(before, network.getLayer(0).params().toFloatVector());
            INDArray whole = engine.output(X).get(0);
            Stream stream = engine.stream();
            for (int t = 0; t < T; t++) {
                float[] y = stream.next(X.getFloat(0, 0, t), X.getFloat(0, 1, t), X.getFloat(0, 2, t));
                assertEquals(whole.getFloat(0, 1, t), y[1], 1e-5f);
            }
            stream.reset();
            assertEquals(2, stream.next(new int[] {0, 2})[1].length);
        }
    }

    @Test
    void theGradientByStepOfAFrozenNetworkIsRefusedWithAReason() {
        MultiLayerNetwork network = row(new Adam(0.1), 3, new FrozenLayer(lstm(4)), numbers(2));
        var e = assertThrows(IllegalArgumentException.class, () -> GradientByStep.of(network, new DataSet(X, Y)));
        assertTrue(e.getMessage().contains("frozen"), e.getMessage());
    }
}
