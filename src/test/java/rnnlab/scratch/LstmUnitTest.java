package rnnlab.scratch;

import static org.junit.jupiter.api.Assertions.*;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class LstmUnitTest {
    private static final LstmUnit UNIT = new LstmUnit(
            new LstmUnit.Weights(1.6, 2.7, 1.6),
            new LstmUnit.Weights(1.65, 2.0, 0.6),
            new LstmUnit.Weights(0.94, 1.4, -0.3),
            new LstmUnit.Weights(-0.2, 4.4, 0.6));

    /** The lecture's worked values. */
    @Test
    void theSigmoidSquashes() {
        assertEquals(0.99995, LstmUnit.sigmoid(10), 0.000005);
        assertEquals(0.0067, LstmUnit.sigmoid(-5), 0.00005);
        assertEquals(0.5, LstmUnit.sigmoid(0));
    }

    @Test
    void aStepWithoutWeightsKeepsHalfOfTheMemory() {
        var none = new LstmUnit.Weights(0, 0, 0);
        var step = new LstmUnit(none, none, none, none).step(3, new LstmUnit.State(1, 2));
        assertEquals(new LstmUnit.State(0.5 * Math.tanh(1), 1), step.after());
    }

    @Test
    void theUnitIsDeeplearning4jsLstmOfOneUnit() {
        var network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .list()
                .layer(new LSTM.Builder().nOut(1).activation(Activation.TANH).build())
                .layer(new RnnLossLayer.Builder(LossFunction.MSE)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.recurrent(1))
                .build());
        network.init();
        // columns: candidate, forget, output, input
        network.setParam("0_W", Nd4j.create(new double[][] {{0.94, 1.6, -0.2, 1.65}}));
        network.setParam("0_RW", Nd4j.create(new double[][] {{1.4, 2.7, 4.4, 2.0}}));
        network.setParam("0_b", Nd4j.create(new double[][] {{-0.3, 1.6, 0.6, 0.6}}));
        double[] x = {0, 0.5, 0.25, 1};
        var h = network.output(Nd4j.create(x).reshape(1, 1, 4));
        var steps = UNIT.unroll(x);
        for (int t = 0; t < 4; t++) {
            assertEquals(h.getDouble(0, 0, t), steps.get(t).after().h(), 1e-6);
        }
    }
}
