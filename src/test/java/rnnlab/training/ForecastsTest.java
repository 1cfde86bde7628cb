package rnnlab.training;

import static org.junit.jupiter.api.Assertions.*;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class ForecastsTest {
    private static MultiLayerNetwork network(int units, Activation activation) {
        var network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(7)
                .dataType(DataType.DOUBLE)
                .list()
                .layer(new LastTimeStep(new SimpleRnn.Builder()
                        .nOut(units)
                        .activation(activation)
                        .build()))
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.recurrent(1))
                .build());
        network.init();
        return network;
    }

    /** A network that answers twice its last input: iterated, the answers double. */
    @Test
    void eachAnswerIsTheNextInput() {
        var network = network(1, Activation.IDENTITY);
        network.setParam("0_W", Nd4j.create(new double[][] {{2}}));
        network.setParam("0_RW", Nd4j.create(new double[][] {{0}}));
        network.setParam("1_W", Nd4j.create(new double[][] {{1}}));
        var inputs = Nd4j.create(new double[][][] {{{9, 9, 1}}, {{9, 9, 3}}});
        var y = Forecasts.iterated(network, inputs, 3);
        assertArrayEquals(new double[][] {{2, 4, 8}, {6, 12, 24}}, y.toDoubleMatrix());
    }

    @Test
    void theLastStepCounts() {
        var output = Nd4j.create(new double[][][] {{{1, 2, 3}, {4, 5, 6}}}); // [1][2][3]
        var last = Forecasts.lastStep(output);
        assertArrayEquals(new double[][] {{3, 6}}, last.toDoubleMatrix());
        var truth = Nd4j.create(new double[][] {{3, 8}});
        assertEquals(2, Forecasts.mse(last, truth), 1e-12);
        assertArrayEquals(new double[] {0, 4}, Forecasts.mseByStep(last, truth), 1e-12);
    }

    /** Against central differences: each example's loss is (y - target)^2. */
    @Test
    void gradientsByStepAreTheLosssOwn() {
        var network = network(3, Activation.TANH);
        var x = Nd4j.create(new double[][][] {{{0.1, -0.4, 0.7, 0.2}}, {{0.5, 0.3, -0.2, -0.6}}});
        var target = Nd4j.create(new double[][] {{1}, {-1}});
        var measured = GradientByStep.of(network, new DataSet(x, target));
        double e = 1e-5;
        for (int t = 0; t < 4; t++) {
            double sum = 0;
            for (int i = 0; i < 2; i++) {
                double[] loss = new double[2];
                for (int side = 0; side < 2; side++) {
                    var moved = x.dup();
                    moved.putScalar(new long[] {i, 0, t}, x.getDouble(i, 0, t) + (side == 0 ? e : -e));
                    double error = network.output(moved).getDouble(i, 0) - target.getDouble(i, 0);
                    loss[side] = error * error;
                }
                sum += Math.abs(loss[0] - loss[1]) / (2 * e);
            }
            assertEquals(sum / 2, measured[t], 1e-6);
        }
    }

    @Test
    void aForecastStepByStepNeedsOneInputAndOneAnswer() {
        var network = network(1, Activation.TANH);
        var e = assertThrows(IllegalArgumentException.class, () -> Forecasts.iterated(network, Nd4j.zeros(2, 3, 4), 5));
        assertEquals(
                "a forecast step by step needs one input, and this network has 3: "
                        + "nobody knows the next values of the others. Forecast"
                        + " all 5 steps at once instead, with a last layer of nOut(5)",
                e.getMessage());
    }

    @Test
    void answersOfEachStepLeaveOutWhatTheMaskHides() {
        var network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .list()
                .layer(new SimpleRnn.Builder()
                        .nOut(3)
                        .activation(Activation.TANH)
                        .build())
                .layer(new rnnlab.layers.CtcOutput.Builder().nOut(2).build())
                .setInputType(InputType.recurrent(1))
                .build());
        network.init();
        double[][][] frames = {{{1}, {2}, {3}}, {{1}}};
        var examples = rnnlab.engine.Examples.unaligned(frames, new int[][] {{1}, {1}});
        var answers = Forecasts.ofEachStep(network, examples);
        assertEquals(3, answers.get(0).length);
        assertEquals(1, answers.get(1).length);
        assertArrayEquals(answers.get(0)[0], answers.get(1)[0], 1e-6);
        assertEquals(1, answers.get(0)[2][0] + answers.get(0)[2][1], 1e-6);
    }
}
