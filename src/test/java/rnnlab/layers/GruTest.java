package rnnlab.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The GRU as a layer of Deeplearning4j, without the engine. */
class GruTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void itsGradientIsThatOfCentralDifferences(boolean resetAfter) {
        DataType before = Nd4j.dataType();
        Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
        try {
            var network = network(
                    new NeuralNetConfiguration.Builder()
                            .dataType(DataType.DOUBLE)
                            .updater(new NoOp()),
                    resetAfter);
            INDArray x = Nd4j.rand(DataType.DOUBLE, 3, 2, 4);
            INDArray y = Nd4j.rand(DataType.DOUBLE, 3, 1, 4);
            assertTrue(GradientCheckUtil.checkGradients(new GradientCheckUtil.MLNConfig()
                    .net(network)
                    .input(x)
                    .labels(y)
                    .epsilon(1e-6)
                    .maxRelError(1e-3)
                    .minAbsoluteError(1e-8)
                    .exitOnFirstError(true)));
        } finally {
            Nd4j.setDefaultDataTypes(before, before);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void savedAndLoadedItIsTheSame(boolean resetAfter) throws IOException {
        var network = network(new NeuralNetConfiguration.Builder().updater(new Adam(0.01)), resetAfter);
        INDArray x = Nd4j.rand(3, 2, 4);
        network.fit(x, Nd4j.rand(3, 1, 4));
        Path file = folder.resolve("gru.zip");
        ModelSerializer.writeModel(network, file.toFile(), true);
        MultiLayerNetwork loaded = ModelSerializer.restoreMultiLayerNetwork(file.toFile(), true);
        assertEquals(network.output(x), loaded.output(x));
        assertEquals(network.getLayerWiseConfigurations(), loaded.getLayerWiseConfigurations());
        assertEquals(
                network.getLayerWiseConfigurations(),
                MultiLayerConfiguration.fromJson(
                        network.getLayerWiseConfigurations().toJson()));
    }

    @Test
    void stepByStepItGivesWhatItGivesForTheWholeSequence() {
        var network = network(new NeuralNetConfiguration.Builder().updater(new Adam(0.01)), true);
        INDArray x = Nd4j.rand(3, 2, 6);
        INDArray whole = network.output(x);
        for (int t = 0; t < 6; t++) {
            INDArray y =
                    network.rnnTimeStep(x.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(t, t + 1)));
            assertTrue(whole.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(t, t + 1))
                    .equalsWithEps(y, 1e-5));
        }
    }

    @Test
    void itHasTheParametersOfKeras() {
        // Keras: 3 (nIn H + H² + 2 H) with the reset gate after the product, 3 (nIn H + H² + H) before.
        assertEquals(
                3 * (2 * 5 + 25 + 10) + 6,
                network(new NeuralNetConfiguration.Builder(), true).numParams());
        assertEquals(
                3 * (2 * 5 + 25 + 5) + 6,
                network(new NeuralNetConfiguration.Builder(), false).numParams());
    }

    @Test
    void anotherActivationIsRefused() {
        var builder = new NeuralNetConfiguration.Builder()
                .list()
                .layer(new Gru.Builder()
                        .nIn(2)
                        .nOut(5)
                        .activation(Activation.RELU)
                        .build())
                .layer(output());
        var network = new MultiLayerNetwork(builder.build());
        var e = assertThrows(IllegalStateException.class, network::init);
        assertTrue(e.getMessage().contains("only tanh"), e.getMessage());
    }

    private static MultiLayerNetwork network(NeuralNetConfiguration.Builder builder, boolean resetAfter) {
        var conf = builder.seed(6)
                .weightInit(WeightInit.XAVIER)
                .list()
                .layer(new Gru.Builder().nOut(5).resetAfter(resetAfter).build())
                .layer(output())
                .setInputType(InputType.recurrent(2))
                .build();
        var network = new MultiLayerNetwork(conf);
        network.init();
        return network;
    }

    private static RnnOutputLayer output() {
        return new RnnOutputLayer.Builder(LossFunction.MSE)
                .nIn(5)
                .nOut(1)
                .activation(Activation.TANH)
                .build();
    }
}
