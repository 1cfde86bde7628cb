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

import java.util.List;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import rnnlab.engine.Examples;

/**
 * The loss of a sequence that is learned in pieces is that of the whole, whoever trains: with a learning rate of 0,
 * exactly.
 */
class PiecesLossTest {

    private static final int[] ALL = {0, 1, 2, 3, 4, 5};
    private static final INDArray X = random(1, 6, 3, 10);

    private static List<Layer> layers() {
        return List.of(lstm(4), graves(4));
    }

    @Test
    void withoutAMask() {
        for (Layer layer : layers()) {
            equal(Engine.of(inPieces(4, new Sgd(0), 3, layer, classes(5))), new DataSet(X, oneHot(2, 6, 5, 10)));
        }
    }

    @Test
    void withAMaskThatHidesWholePiecesAndPartsOfOthers() {
        INDArray mask = Nd4j.zeros(6, 10);
        mask.putScalar(0, 0, 1);
        mask.putScalar(1, 1, 1);
        mask.putScalar(2, 9, 1);
        for (INDArray features : new INDArray[] {null, Nd4j.ones(6, 10)}) {
            for (Layer layer : layers()) {
                equal(
                        Engine.of(inPieces(4, new Sgd(0), 3, layer, classes(5))),
                        new DataSet(X, oneHot(2, 6, 5, 10), features, mask));
            }
        }
    }

    @Test
    void withTheMaskOfTheFeatures() {
        INDArray mask = Nd4j.ones(6, 10);
        for (int n = 0; n < 6; n++) {
            for (int t = 1 + n; t < 10; t++) {
                mask.putScalar(n, t, 0);
            }
        }
        for (Layer layer : layers()) {
            equal(
                    Engine.of(inPieces(4, new Sgd(0), 3, layer, numbers(2))),
                    new DataSet(X, random(2, 6, 2, 10), mask, null));
        }
    }

    private static void equal(Engine engine, DataSet data) {
        Examples examples = DataSetExamples.of(data);
        double loss = engine.loss(examples, ALL);
        assertTrue(loss > 0.01, "" + loss);
        assertEquals(loss, engine.train(examples, ALL), 1e-6, engine.notice().orElse("course"));
    }

    @Test
    void withTwoOutputsEachHasItsMean() {
        INDArray mask = Nd4j.zeros(6, 10);
        mask.putScalar(3, 8, 1);
        INDArray[] labels = {random(2, 6, 2, 10), oneHot(3, 6, 4, 10)};
        for (INDArray[] masks : new INDArray[][] {null, {null, mask}, {mask, null}}) {
            for (Layer layer : layers()) {
                var graph = new ComputationGraph(new NeuralNetConfiguration.Builder()
                        .seed(4)
                        .l2(0.01)
                        .updater(new Sgd(0))
                        .graphBuilder()
                        .addInputs("x")
                        .setInputTypes(InputType.recurrent(3))
                        .addLayer("a", layer, "x")
                        .addLayer("numbers", numbers(2), "a")
                        .addLayer("classes", classes(4), "a")
                        .setOutputs("numbers", "classes")
                        .backpropType(BackpropType.TruncatedBPTT)
                        .tBPTTForwardLength(4)
                        .tBPTTBackwardLength(4)
                        .build());
                graph.init();
                Engine engine = Engine.of(graph);
                Examples data = DataSetExamples.of(new MultiDataSet(new INDArray[] {X}, labels, null, masks));
                double loss = engine.loss(data, ALL);
                assertEquals(
                        loss, engine.train(data, ALL), 1e-6, engine.notice().orElse("course"));
                assertEquals(
                        mean(graph, labels, masks), loss, 1e-5, engine.notice().orElse("course"));
            }
        }
    }

    /** The definition: for each output the mean over what its mask shows; their sum, and the penalty. */
    private static double mean(ComputationGraph graph, INDArray[] labels, INDArray[] masks) {
        INDArray[] y = graph.output(X);
        double loss = graph.calcRegularizationScore(true);
        for (int i = 0; i < 2; i++) {
            double sum = 0;
            int count = 0;
            for (int n = 0; n < 6; n++) {
                for (int t = 0; t < 10; t++) {
                    if (masks != null && masks[i] != null && masks[i].getDouble(n, t) == 0) {
                        continue;
                    }
                    count++;
                    for (int j = 0; j < labels[i].size(1); j++) {
                        double wanted = labels[i].getDouble(n, j, t);
                        double given = y[i].getDouble(n, j, t);
                        sum += i == 0 ? Math.pow(given - wanted, 2) / 2 : -wanted * Math.log(given);
                    }
                }
            }
            loss += sum / count;
        }
        return loss;
    }

    @Test
    void aPieceThatCountsNothingLeavesTheParametersToTheNext() {
        // Only the first piece counts: the whole in pieces teaches what the first piece alone does.
        INDArray y = oneHot(2, 6, 5, 8);
        INDArray x = random(1, 6, 3, 8);
        INDArray mask = Nd4j.zeros(6, 8);
        for (int t = 0; t < 4; t++) {
            mask.getColumn(t).assign(1);
        }
        for (Layer layer : layers()) {
            var whole = inPieces(4, new Sgd(0.1), 3, layer.clone(), classes(5));
            var part = inPieces(4, new Sgd(0.1), 3, layer.clone(), classes(5));
            Engine one = Engine.of(whole);
            Engine two = Engine.of(part);
            double loss = one.train(DataSetExamples.of(new DataSet(x, y, null, mask)), ALL);
            var first = org.nd4j.linalg.indexing.NDArrayIndex.interval(0, 4);
            var all = org.nd4j.linalg.indexing.NDArrayIndex.all();
            double alone =
                    two.train(DataSetExamples.of(new DataSet(x.get(all, all, first), y.get(all, all, first))), ALL);
            assertEquals(alone, loss, 1e-6);
            one.writeBack();
            two.writeBack();
            assertArrayEquals(part.params().toFloatVector(), whole.params().toFloatVector(), 1e-6f);
        }
    }

    @Test
    void labelsWithoutTimeAreRefusedWhereDeeplearning4jWouldNotTrainAndSayNothing() {
        for (Layer layer : List.of(graves(4), lstm(4))) {
            var network = inPieces(
                    4,
                    new Adam(0.1),
                    3,
                    new rnnlab.layers.LastStepOfBoth(
                            new org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional(layer)),
                    numbersAfterTheLastStep(2));
            Examples data = DataSetExamples.of(new DataSet(X, random(2, 6, 2)));
            var e = assertThrows(
                    IllegalArgumentException.class, () -> Engine.of(network).train(data, ALL));
            assertTrue(e.getMessage().contains("time steps") && e.getMessage().contains("2]"), e.getMessage());
        }
    }
}
