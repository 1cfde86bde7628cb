package rnnlab.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import rnnlab.engine.Examples;

/** Data that no network can learn from are refused with a message that says what is where. */
class BadInputTest {

    private static final int[] FIRST_FOUR = {0, 1, 2, 3};

    @Test
    void featuresOfAnotherSize() {
        refused(numbers(0.1), Nd4j.rand(4, 2, 5), Nd4j.rand(4, 1, 5), "LSTM", "[examples][3][steps]", "[4][2][5]");
    }

    @Test
    void featuresWithoutTime() {
        refused(numbers(0.1), Nd4j.rand(4, 3), Nd4j.rand(4, 1, 5), "LSTM", "[examples][3][steps]", "[4][3]");
    }

    @Test
    void labelsOfAnotherSizeOrLength() {
        refused(numbers(0.1), Nd4j.rand(4, 3, 5), Nd4j.rand(4, 2, 5), "\"out\"", "[examples][1][steps]", "[4][2][5]");
        refused(numbers(0.1), Nd4j.rand(4, 3, 5), Nd4j.rand(4, 1), "\"out\"", "[examples][1][steps]", "[4][1]");
        refused(numbers(0.1), Nd4j.rand(4, 3, 5), Nd4j.rand(4, 1, 6), "\"out\"", "6 time steps", "5");
    }

    @Test
    void numbersThatAreNotFinite() {
        INDArray x = Nd4j.rand(4, 3, 5);
        x.putScalar(2, 1, 4, Float.NaN);
        refused(numbers(0.1), x, Nd4j.rand(4, 1, 5), "features", "NaN", "example 2, step 4, number 1");
        INDArray y = Nd4j.rand(4, 1, 5);
        y.putScalar(3, 0, 0, Float.POSITIVE_INFINITY);
        refused(numbers(0.1), Nd4j.rand(4, 3, 5), y, "labels", "Infinity", "example 3, step 0");
    }

    @Test
    void wordsOutsideTheVocabulary() {
        var network = words();
        INDArray x = Nd4j.zeros(4, 1, 5);
        INDArray y = Nd4j.zeros(4, 1, 5);
        y.putScalar(1, 0, 2, 7);
        refused(network, x, y, "\"out\"", "index 7", "example 1, step 2", "0 to 6");
        y.putScalar(1, 0, 2, 0);
        x.putScalar(3, 0, 1, 10);
        refused(network, x, y, "features", "index 10", "example 3, step 1", "0 to 9");
        x.putScalar(3, 0, 1, 0.5);
        refused(network, x, y, "whole numbers below 10");
    }

    @Test
    void masksOfAnotherShape() {
        var network = numbers(0.1);
        var data = new DataSet(Nd4j.rand(4, 3, 5), Nd4j.rand(4, 1, 5), Nd4j.ones(4, 6), null);
        var e = assertThrows(IllegalArgumentException.class, () -> CourseEngine.of(network)
                .train(DataSetExamples.of(data), FIRST_FOUR));
        assertTrue(e.getMessage().contains("[4][6]") && e.getMessage().contains("[4][3][5]"), e.getMessage());
    }

    @Test
    void aLearningRateThatExplodesLeavesTheParametersOfTheLastGoodStep() {
        MultiLayerNetwork network = numbers(1e18);
        CourseEngine course = CourseEngine.of(network);
        Examples data = DataSetExamples.of(new DataSet(Nd4j.rand(4, 3, 5), Nd4j.rand(4, 1, 5)));
        float[] before = network.params().toFloatVector();
        var e = assertThrows(ArithmeticException.class, () -> {
            for (int i = 0; i < 100; i++) {
                course.train(data, FIRST_FOUR);
            }
        });
        assertTrue(
                e.getMessage().contains("learning rate 1.0E18")
                        && e.getMessage().contains("layer \""),
                e.getMessage());
        for (float w : network.params().toFloatVector()) {
            assertTrue(Float.isFinite(w));
        }
        assertTrue(Double.isFinite(course.loss(data, FIRST_FOUR)));
        if (e.getMessage().contains("step 2 ")) {
            assertArrayEquals(before, network.params().toFloatVector());
        }
    }

    @Test
    void aGradientThatOverflowsChangesNeitherParametersNorOptimiser() {
        MultiLayerNetwork network = numbers(new Adam(1e-3));
        Examples data = DataSetExamples.of(new DataSet(Nd4j.rand(4, 3, 5), Nd4j.rand(4, 1, 5)));
        float[] before = network.params().toFloatVector();
        network.getLayer(1).getParam("W").muli(1e20);
        float[] huge = network.params().toFloatVector();
        var e = assertThrows(
                ArithmeticException.class, () -> CourseEngine.of(network).train(data, FIRST_FOUR));
        assertTrue(e.getMessage().contains("gradient") && e.getMessage().contains("scale the data"), e.getMessage());
        assertArrayEquals(huge, network.params().toFloatVector());
        network.setParams(Nd4j.createFromArray(before).reshape(1, -1));
        CourseEngine calm = CourseEngine.of(network);
        for (int i = 0; i < 5; i++) {
            assertTrue(Double.isFinite(calm.train(data, FIRST_FOUR)), "step " + i);
        }
    }

    private static void refused(MultiLayerNetwork network, INDArray x, INDArray y, String... words) {
        float[] before = network.params().toFloatVector();
        CourseEngine course = CourseEngine.of(network);
        var e = assertThrows(
                IllegalArgumentException.class, () -> course.train(DataSetExamples.of(new DataSet(x, y)), FIRST_FOUR));
        for (String word : words) {
            assertTrue(e.getMessage().contains(word), e.getMessage() + " does not say " + word);
        }
        assertArrayEquals(before, network.params().toFloatVector());
    }

    private static MultiLayerNetwork numbers(double rate) {
        return numbers(new Sgd(rate));
    }

    private static MultiLayerNetwork numbers(IUpdater updater) {
        var conf = new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(updater)
                .list()
                .layer(new LSTM.Builder()
                        .nIn(3)
                        .nOut(4)
                        .activation(Activation.TANH)
                        .build())
                .layer(new RnnOutputLayer.Builder(LossFunction.MSE)
                        .name("out")
                        .dataFormat(RNNFormat.NCW)
                        .nIn(4)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .build();
        return initialised(conf);
    }

    private static MultiLayerNetwork words() {
        var conf = new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Sgd(0.1))
                .list()
                .layer(new EmbeddingSequenceLayer.Builder()
                        .nIn(10)
                        .nOut(4)
                        .inputLength(5)
                        .build())
                .layer(new LSTM.Builder()
                        .nIn(4)
                        .nOut(4)
                        .activation(Activation.TANH)
                        .build())
                .layer(new RnnOutputLayer.Builder(LossFunction.SPARSE_MCXENT)
                        .name("out")
                        .dataFormat(RNNFormat.NCW)
                        .nIn(4)
                        .nOut(7)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build();
        return initialised(conf);
    }

    private static MultiLayerNetwork initialised(org.deeplearning4j.nn.conf.MultiLayerConfiguration conf) {
        var network = new MultiLayerNetwork(conf);
        network.init();
        return network;
    }
}
