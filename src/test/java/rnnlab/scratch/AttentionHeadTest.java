package rnnlab.scratch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import rnnlab.dl4j.Engine;
import rnnlab.layers.MultiHeadAttention;

class AttentionHeadTest {

    @Test
    void theNumbersAreThoseOfTheEquations() {
        double[][] same = {{1, 0}, {0, 1}};
        var head = new AttentionHead(same, same, new double[][] {{10, 0}});
        var looks = head.look(new double[][] {{1, 0}, {0, 2}}, false);
        // Scores 1/√2 and 0; weights e^0.7071 : 1 = 0.6698 : 0.3302; values 10 and 0.
        assertArrayEquals(new double[] {Math.sqrt(0.5), 0}, looks.get(0).scores(), 1e-12);
        assertArrayEquals(new double[] {0.66976, 0.33024}, looks.get(0).weights(), 1e-5);
        assertArrayEquals(new double[] {6.6976}, looks.get(0).output(), 1e-4);
        assertEquals(
                "query      1.000   0.000\nscores     0.707   0.000\nweights    0.670   0.330\noutput     6.698\n",
                looks.get(0).toString());
        assertArrayEquals(
                new double[] {1},
                head.look(new double[][] {{1, 0}, {0, 2}}, true).get(0).weights(),
                0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theEngineComputesTheSame(boolean causal) {
        int steps = 5, units = 3;
        var random = new Random(2);
        double[][] wq = numbers(random, units), wk = numbers(random, units), wv = numbers(random, units);
        double[][] x = new double[steps][];
        for (int t = 0; t < steps; t++) {
            x[t] = random.doubles(units, -1, 1).toArray();
        }
        List<AttentionHead.Look> looks = new AttentionHead(wq, wk, wv).look(x, causal);
        var attention = new MultiHeadAttention(1, units);
        var network = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .updater(new Sgd(0.1))
                .graphBuilder()
                .addInputs("x")
                .setInputTypes(InputType.recurrent(units))
                .addVertex("attention", causal ? attention.causal() : attention, "x")
                .addLayer(
                        "output",
                        new RnnLossLayer.Builder(LossFunction.MSE)
                                .activation(Activation.IDENTITY)
                                .build(),
                        "attention")
                .setOutputs("output")
                .build());
        network.init();
        INDArray zeros = Nd4j.zeros(units), same = Nd4j.eye(units).reshape(units * units);
        network.setParams(Nd4j.concat(0, row(wq), zeros, row(wk), zeros, row(wv), zeros, same, zeros)
                .reshape(1, 4 * units * (units + 1)));
        INDArray features =
                Nd4j.createFromArray(x).castTo(zeros.dataType()).transpose().reshape(1, units, steps);
        INDArray y = Engine.of(network).output(features.dup('c')).get(0);
        for (int t = 0; t < steps; t++) {
            for (int u = 0; u < units; u++) {
                assertEquals(looks.get(t).output()[u], y.getDouble(0, u, t), 1e-6);
            }
        }
    }

    private static double[][] numbers(Random random, int size) {
        double[][] w = new double[size][];
        for (int i = 0; i < size; i++) {
            w[i] = random.doubles(size, -1, 1).toArray();
        }
        return w;
    }

    private static INDArray row(double[][] w) {
        return Nd4j.createFromArray(w).castTo(Nd4j.defaultFloatingPointType()).reshape(w.length * w.length);
    }
}
