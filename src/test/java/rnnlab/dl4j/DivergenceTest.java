package rnnlab.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rnnlab.dl4j.SmallNetworks.graves;
import static rnnlab.dl4j.SmallNetworks.inPieces;
import static rnnlab.dl4j.SmallNetworks.lstm;
import static rnnlab.dl4j.SmallNetworks.numbers;
import static rnnlab.dl4j.SmallNetworks.random;
import static rnnlab.dl4j.SmallNetworks.row;

import java.util.List;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import rnnlab.engine.Examples;

/**
 * Numbers that are no longer finite are noticed by whoever trains, with the same words, and the last good parameters
 * are kept.
 */
class DivergenceTest {

    private static final int[] ALL = {0, 1, 2, 3};
    private static final INDArray X = random(1, 4, 3, 6);
    private static final INDArray Y = random(2, 4, 2, 6);

    /** The engine's networks and Deeplearning4j's. */
    private static final List<Layer> LAYERS = List.of(lstm(4), graves(4));

    @Test
    void aLearningRateThatExplodes() {
        for (Layer layer : LAYERS) {
            for (Function<Layer, MultiLayerNetwork> network : List.<Function<Layer, MultiLayerNetwork>>of(
                    l -> row(new Sgd(1e18), 3, l.clone(), numbers(2)),
                    l -> inPieces(3, new Sgd(1e18), 3, l.clone(), numbers(2)))) {
                MultiLayerNetwork exploding = network.apply(layer);
                Engine engine = Engine.of(exploding);
                Examples data = DataSetExamples.of(new DataSet(X, Y));
                var e = assertThrows(ArithmeticException.class, () -> {
                    for (int i = 0; i < 50; i++) {
                        engine.train(data, ALL);
                    }
                });
                for (String word : List.of(
                        "learning rate 1.0E18",
                        "at step ",
                        "a network whose largest parameter is",
                        "gradient clipping")) {
                    assertTrue(e.getMessage().contains(word), e.getMessage());
                }
                engine.writeBack();
                for (float w : exploding.params().toFloatVector()) {
                    assertTrue(Float.isFinite(w), e.getMessage());
                }
                assertTrue(Double.isFinite(engine.loss(data, ALL)), e.getMessage());
            }
        }
    }

    @Test
    void aGradientThatOverflowsAtTheFirstStepChangesNothing() {
        for (Layer layer : LAYERS) {
            MultiLayerNetwork network = row(new Adam(1e-3), 3, layer.clone(), numbers(2));
            network.getLayer(1).getParam("W").muli(1e13);
            float[] before = network.params().toFloatVector();
            Engine engine = Engine.of(network);
            Examples data = DataSetExamples.of(new DataSet(X, Y));
            var e = assertThrows(ArithmeticException.class, () -> engine.train(data, ALL));
            assertTrue(e.getMessage().contains("gradient became infinite before the first step"), e.getMessage());
            assertTrue(e.getMessage().contains("scale the data"), e.getMessage());
            engine.writeBack();
            assertArrayEquals(before, network.params().toFloatVector());
        }
    }

    @Test
    void parametersThatTheLastStepOfAnEpochMadeInfinite() {
        for (Layer layer : LAYERS) {
            MultiLayerNetwork network = row(new Sgd(Float.MAX_VALUE), 3, layer.clone(), numbers(2));
            float[] before = network.params().toFloatVector();
            Engine engine = Engine.of(network);
            // Errors of some hundreds: the step is longer than the largest number.
            engine.train(DataSetExamples.of(new DataSet(X, Y.mul(300))), ALL);
            var e = assertThrows(ArithmeticException.class, engine::endEpoch);
            assertTrue(e.getMessage().contains("parameters became infinite at step 2"), e.getMessage());
            assertArrayEquals(before, network.params().toFloatVector());
        }
    }

    @Test
    void inAGraphWithListenersWhichStay() {
        var network = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .seed(4)
                .updater(new Sgd(1e18))
                .graphBuilder()
                .addInputs("x")
                .setInputTypes(InputType.recurrent(3))
                .addLayer("a", graves(4), "x")
                .addLayer("out", numbers(2), "a")
                .setOutputs("out")
                .build());
        network.init();
        var listener = new org.deeplearning4j.optimize.listeners.CollectScoresIterationListener(1);
        network.setListeners(listener);
        Engine engine = Engine.of(network);
        Examples data = DataSetExamples.of(new DataSet(X, Y));
        var e = assertThrows(ArithmeticException.class, () -> {
            for (int i = 0; i < 50; i++) {
                engine.train(data, ALL);
            }
        });
        assertTrue(e.getMessage().contains("learning rate 1.0E18"), e.getMessage());
        assertEquals(List.of(listener), List.copyOf(network.getListeners()));
        assertTrue(Double.isFinite(engine.loss(data, ALL)));
    }
}
