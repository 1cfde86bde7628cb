package rnnlab.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class OrthogonalTest {

    private static MultiLayerConfiguration configuration(long seed) {
        return new NeuralNetConfiguration.Builder()
                .seed(seed)
                .list()
                .layer(new LSTM.Builder()
                        .nIn(3)
                        .nOut(7)
                        .weightInitRecurrent(new Orthogonal())
                        .build())
                .layer(new RnnOutputLayer.Builder(LossFunction.MSE)
                        .nIn(7)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .build();
    }

    private static INDArray recurrentWeights(MultiLayerConfiguration configuration) {
        var network = new MultiLayerNetwork(configuration);
        network.init();
        return network.getParam("0_RW");
    }

    @Test
    void theRowsOfAnLstmsRecurrentWeightsAreOrthonormal() {
        INDArray R = recurrentWeights(configuration(1));
        INDArray products = R.mmul(R.transpose());
        assertTrue(products.sub(Nd4j.eye(7)).norm2Number().doubleValue() < 1e-5, products.toString());
    }

    @Test
    void theColumnsOfATallMatrixAreOrthonormal() {
        INDArray W = new Orthogonal().init(0, 0, new long[] {6, 4}, 'f', Nd4j.create(24));
        INDArray products = W.transpose().mmul(W);
        assertTrue(products.sub(Nd4j.eye(4)).norm2Number().doubleValue() < 1e-5, products.toString());
    }

    @Test
    void theSameSeedGivesTheSameWeightsAndAnotherSeedOthers() {
        assertEquals(recurrentWeights(configuration(1)), recurrentWeights(configuration(1)));
        assertTrue(recurrentWeights(configuration(1)).distance2(recurrentWeights(configuration(2))) > 0.1);
    }

    @Test
    void aConfigurationWithItIsReadBackFromJson() {
        var read = MultiLayerConfiguration.fromJson(configuration(1).toJson());
        assertEquals(configuration(1), read);
        assertEquals(recurrentWeights(configuration(1)), recurrentWeights(read));
    }
}
