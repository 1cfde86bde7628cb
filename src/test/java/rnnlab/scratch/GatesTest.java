package rnnlab.scratch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import rnnlab.layers.Gru;

/** The gates that a student sees are those of the layer: its hidden states come out of them. */
class GatesTest {

    private static final float[] X = {0.1f, 0.7f, -0.4f, 0.9f, 0.3f};

    private static MultiLayerNetwork network(Layer layer) {
        var network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(7)
                .biasInit(0.3)
                .list()
                .layer(layer)
                .layer(new RnnLossLayer.Builder(LossFunction.MSE)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.recurrent(1))
                .build());
        network.init();
        var random = new Random(7);
        for (String name : network.paramTable().keySet()) {
            INDArray values = network.getParam(name);
            for (long i = 0; i < values.length(); i++) {
                values.putScalar(i, random.nextGaussian());
            }
        }
        return network;
    }

    private static double[] vector(MultiLayerNetwork network, String name) {
        return network.getParam(name).toDoubleVector();
    }

    private static INDArray hidden(MultiLayerNetwork network) {
        return network.output(Nd4j.createFromArray(X).reshape(1, 1, X.length));
    }

    @Test
    void anLstmLayersHiddenStatesComeOutOfItsGates() {
        var network =
                network(new LSTM.Builder().nOut(3).activation(Activation.TANH).build());
        var gates = new LstmGates(
                vector(network, "0_W"), network.getParam("0_RW").toDoubleMatrix(), vector(network, "0_b"));
        var h = hidden(network);
        var steps = gates.read(X);
        for (int t = 0; t < X.length; t++) {
            for (int j = 0; j < 3; j++) {
                assertEquals(h.getDouble(0, j, t), steps.get(t).h()[j], 1e-5);
            }
        }
    }

    @Test
    void aGruLayersHiddenStatesComeOutOfItsGates() {
        var network = network(new Gru.Builder().nOut(3).resetAfter(false).build());
        var gates =
                new GruGates(vector(network, "0_W"), network.getParam("0_RW").toDoubleMatrix(), vector(network, "0_b"));
        var h = hidden(network);
        var steps = gates.read(X);
        for (int t = 0; t < X.length; t++) {
            for (int j = 0; j < 3; j++) {
                assertEquals(h.getDouble(0, j, t), steps.get(t).h()[j], 1e-5);
            }
        }
    }

    /** One unit of the layer, followed by the class for one unit. */
    @Test
    void aLayerOfOneUnitIsTheUnit() {
        var unit = new LstmUnit(
                new LstmUnit.Weights(1, 2, 3),
                new LstmUnit.Weights(-1, 0.5, 0.1),
                new LstmUnit.Weights(0.7, -2, 0),
                new LstmUnit.Weights(0.2, 0.3, -0.4));
        var layer = new LstmGates(
                new double[] {0.7, 1, 0.2, -1}, new double[][] {{-2, 2, 0.3, 0.5}}, new double[] {0, 3, -0.4, 0.1});
        var one = unit.unroll(0.5f, 0.25f).get(1);
        var step = layer.read(0.5f, 0.25f).get(1);
        assertEquals(one.before().c(), step.cBefore()[0], 1e-12);
        assertEquals(one.f(), step.f()[0], 1e-12);
        assertEquals(one.i(), step.i()[0], 1e-12);
        assertEquals(one.g(), step.g()[0], 1e-12);
        assertEquals(one.o(), step.o()[0], 1e-12);
        assertEquals(one.after().h(), step.h()[0], 1e-12);
    }

    @Test
    void shapesThatDoNotFitAreNamed() {
        assertThrows(
                IllegalArgumentException.class, () -> new LstmGates(new double[3], new double[1][4], new double[4]));
        assertThrows(
                IllegalArgumentException.class, () -> new GruGates(new double[3], new double[1][4], new double[3]));
    }
}
