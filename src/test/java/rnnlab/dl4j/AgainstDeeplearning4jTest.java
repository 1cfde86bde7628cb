package rnnlab.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.rnn.DuplicateToTimeSeriesVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import rnnlab.engine.Examples;

/** On random networks the engine has the loss, the gradient and the output of Deeplearning4j. */
class AgainstDeeplearning4jTest {

    @Test
    void lossGradientAndOutputOfRandomNetworksAreDeeplearning4jsOwn() {
        long first = System.nanoTime();
        for (long seed = first; seed < first + 60; seed++) {
            var random = new RandomNetwork(seed);
            String what = "seed " + seed + ": " + random;
            MultiLayerNetwork network = random.network;
            DataSet data = random.data;
            int count = data.numExamples();
            boolean clipped = clipped(network, data);

            CourseEngine course = CourseEngine.of(network);
            Examples examples = DataSetExamples.of(data);
            double loss = course.loss(examples, all(count));
            float[] gradient = course.gradient(examples, all(count));

            network.setLayerMaskArrays(null, data.getLabelsMaskArray());
            network.setInput(data.getFeatures());
            network.setLabels(data.getLabels());
            network.computeGradientAndScore();
            double factor = random.counted();
            if (!clipped) {
                assertEquals(network.score() * count / factor, loss, 1e-4 * Math.max(1, Math.abs(loss)), what);
                float[] theirs = network.gradient().gradient().toFloatVector();
                for (int i = 0; i < theirs.length; i++) {
                    theirs[i] /= (float) factor;
                }
                Compare.close(theirs, gradient, 2e-4, what);
            }
            network.clearLayerMaskArrays();
            Compare.close(
                    network.output(data.getFeatures()).dup('c').data().asFloat(),
                    course.output(data.getFeatures()).get(0).data().asFloat(),
                    1e-4,
                    what);
        }
    }

    /**
     * Whether Deeplearning4j's cross-entropy takes another number for a probability: it keeps 1e-5 away from 0 and 1,
     * so that loss and gradient are those of another function there.
     */
    private static boolean clipped(MultiLayerNetwork network, DataSet data) {
        if (!(((BaseOutputLayer) network.getOutputLayer().conf().getLayer()).getLossFn() instanceof LossBinaryXENT)) {
            return false;
        }
        INDArray p = network.output(data.getFeatures());
        return p.minNumber().doubleValue() < 1e-5 || p.maxNumber().doubleValue() > 1 - 1e-5;
    }

    @Test
    void aGraphOfTwoInputsAndTwoOutputsWithMergeAddAndDuplicate() {
        var conf = graph().addInputs("a", "b")
                .addLayer("encoder", lstm(3, 4), "a")
                .addVertex("last", new LastTimeStepVertex("a"), "encoder")
                .addVertex("again", new DuplicateToTimeSeriesVertex("b"), "last")
                .addVertex("both", new MergeVertex(), "b", "again")
                .addLayer("decoder", lstm(2 + 4, 5), "both")
                .addLayer(
                        "other",
                        new SimpleRnn.Builder()
                                .nIn(6)
                                .nOut(5)
                                .activation(Activation.TANH)
                                .build(),
                        "both")
                .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "decoder", "other")
                .addLayer(
                        "words",
                        new RnnOutputLayer.Builder(LossFunction.MCXENT)
                                .dataFormat(RNNFormat.NCW)
                                .nIn(5)
                                .nOut(3)
                                .activation(Activation.SOFTMAX)
                                .build(),
                        "sum")
                .addLayer(
                        "number",
                        new OutputLayer.Builder(LossFunction.MSE)
                                .nIn(4)
                                .nOut(1)
                                .activation(Activation.IDENTITY)
                                .build(),
                        "last")
                .setOutputs("words", "number")
                .build();
        var data = new MultiDataSet(
                new INDArray[] {Nd4j.randn(6, 3, 7), Nd4j.randn(6, 2, 4)},
                new INDArray[] {oneHot(6, 3, 4), Nd4j.randn(6, 1)});
        // Deeplearning4j sums the loss of "words" over 4 steps and the engine takes the mean, so the two outputs have
        // another
        // weight against each other; each is compared with the other one's labels at its own prediction.
        var network = new ComputationGraph(conf);
        network.init();
        network.setParams(Nd4j.randn(1, network.numParams()).muli(0.5));
        INDArray[] predicted = network.output(data.getFeatures());
        compare(network, new MultiDataSet(data.getFeatures(), new INDArray[] {data.getLabels(0), predicted[1]}), 4);
    }

    @ParameterizedTest
    @EnumSource(
            value = ElementWiseVertex.Op.class,
            names = {"Add", "Subtract", "Product", "Average"})
    void elementWiseVertices(ElementWiseVertex.Op op) {
        var conf = graph().addInputs("x")
                .addLayer("a", lstm(2, 4), "x")
                .addLayer("b", lstm(2, 4), "x")
                .addVertex("both", new ElementWiseVertex(op), "a", "b")
                .addVertex("last", new LastTimeStepVertex("x"), "both")
                .addLayer(
                        "dense",
                        new DenseLayer.Builder()
                                .nIn(4)
                                .nOut(3)
                                .activation(Activation.SIGMOID)
                                .build(),
                        "last")
                .addLayer(
                        "out",
                        new OutputLayer.Builder(LossFunction.XENT)
                                .nIn(3)
                                .nOut(2)
                                .activation(Activation.SIGMOID)
                                .build(),
                        "dense")
                .setOutputs("out")
                .build();
        var network = new ComputationGraph(conf);
        network.init();
        compare(
                network,
                new MultiDataSet(
                        new INDArray[] {Nd4j.randn(5, 2, 6)},
                        new INDArray[] {oneHot(5, 2, 1).reshape(5, 2)}),
                1);
    }

    @Test
    void anEmbeddingWithSparseSoftmax() {
        var conf = new NeuralNetConfiguration.Builder()
                .seed(5)
                .updater(new Sgd(0.1))
                .list()
                .layer(new EmbeddingSequenceLayer.Builder()
                        .nIn(11)
                        .nOut(4)
                        .inputLength(6)
                        .build())
                .layer(lstm(4, 5))
                .layer(new RnnOutputLayer.Builder(LossFunction.MCXENT)
                        .dataFormat(RNNFormat.NCW)
                        .nIn(5)
                        .nOut(11)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build();
        var network = new MultiLayerNetwork(conf);
        network.init();
        var random = new Random(3);
        int[][] tokens = IntStream.range(0, 9)
                .mapToObj(i -> random.ints(7, 0, 11).toArray())
                .toArray(int[][]::new);
        int[][] inputs = new int[9][];
        int[][] targets = new int[9][];
        INDArray x = Nd4j.create(9, 1, 6);
        INDArray y = Nd4j.zeros(9, 11, 6);
        for (int i = 0; i < 9; i++) {
            inputs[i] = java.util.Arrays.copyOfRange(tokens[i], 0, 6);
            targets[i] = java.util.Arrays.copyOfRange(tokens[i], 1, 7);
            for (int t = 0; t < 6; t++) {
                x.putScalar(i, 0, t, inputs[i][t]);
                y.putScalar(i, targets[i][t], t, 1);
            }
        }
        CourseEngine course = CourseEngine.of(network);
        float[] gradient = course.gradient(Examples.tokens(inputs, targets, 11), all(9));
        double loss = course.loss(Examples.tokens(inputs, targets, 11), all(9));
        assertEquals(loss, course.loss(DataSetExamples.of(new DataSet(x, y)), all(9)), 0);

        network.setInput(x);
        network.setLabels(y);
        network.computeGradientAndScore();
        assertEquals(network.score() / 6, loss, 1e-5);
        float[] theirs = network.gradient().gradient().div(9 * 6).toFloatVector();
        Compare.close(theirs, gradient, 1e-4, "embedding");
    }

    private static void compare(ComputationGraph network, MultiDataSet data, int steps) {
        CourseEngine course = CourseEngine.of(network);
        int count = (int) data.getFeatures(0).size(0);
        Examples examples = DataSetExamples.of(data);
        double loss = course.loss(examples, all(count));
        float[] gradient = course.gradient(examples, all(count));
        network.setInputs(data.getFeatures());
        network.setLabels(data.getLabels());
        network.computeGradientAndScore();
        assertEquals(network.score() / steps, loss, 1e-5);
        Compare.close(network.gradient().gradient().div(count * steps).toFloatVector(), gradient, 1e-4, "gradient");
        INDArray[] outputs = network.output(data.getFeatures());
        for (int i = 0; i < outputs.length; i++) {
            Compare.close(
                    outputs[i].dup('c').data().asFloat(),
                    course.output(data.getFeatures()).get(i).data().asFloat(),
                    1e-4,
                    "output " + i);
        }
    }

    private static ComputationGraphConfiguration.GraphBuilder graph() {
        return new NeuralNetConfiguration.Builder()
                .seed(4)
                .updater(new Sgd(0.1))
                .graphBuilder();
    }

    private static LSTM lstm(int in, int out) {
        return new LSTM.Builder().nIn(in).nOut(out).activation(Activation.TANH).build();
    }

    static INDArray oneHot(int batch, int classes, int steps) {
        var random = new Random(8);
        INDArray labels = Nd4j.zeros(batch, classes, steps);
        for (int b = 0; b < batch; b++) {
            for (int t = 0; t < steps; t++) {
                labels.putScalar(b, random.nextInt(classes), t, 1);
            }
        }
        return labels;
    }

    static int[] all(int count) {
        return IntStream.range(0, count).toArray();
    }
}
