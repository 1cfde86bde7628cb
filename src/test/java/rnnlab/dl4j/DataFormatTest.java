package rnnlab.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rnnlab.dl4j.SmallNetworks.lstm;
import static rnnlab.dl4j.SmallNetworks.numbers;
import static rnnlab.dl4j.SmallNetworks.random;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.TimeDistributed;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import rnnlab.engine.Examples;
import rnnlab.engine.Stream;

/** Data as [examples][steps][size] (NWC): the same network has the same loss on the same numbers in either order. */
class DataFormatTest {

    private static final int[] ALL = {0, 1, 2, 3};

    @Test
    void eitherOrderHasTheSameLossAndLearnsTheSame() {
        for (int size : new int[] {3, 5}) { // 5 is the number of steps too
            INDArray x = random(1, 4, size, 5);
            INDArray y = random(2, 4, 2, 5);
            for (boolean recurrent : new boolean[] {true, false}) {
                MultiLayerNetwork one = network(RNNFormat.NCW, size, recurrent);
                MultiLayerNetwork two = network(RNNFormat.NWC, size, recurrent);
                two.setParams(one.params());
                Engine course = Engine.of(one);
                Engine other = Engine.of(two);
                assertTrue(
                        other.notice().orElseThrow().contains("NWC"),
                        other.notice().toString());
                Examples first = DataSetExamples.of(new DataSet(x, y));
                Examples second = DataSetExamples.of(
                        new DataSet(x.permute(0, 2, 1).dup(), y.permute(0, 2, 1).dup()));
                assertEquals(course.loss(first, ALL), other.loss(second, ALL), 1e-5);
                assertEquals(course.train(first, ALL), other.train(second, ALL), 1e-5);
                INDArray whole = other.output(second).get(0);
                assertEquals(
                        List.of(4L, 5L, 2L),
                        java.util.Arrays.stream(whole.shape()).boxed().toList());
                Stream stream = other.stream();
                float[] last = {};
                for (int t = 0; t < 5; t++) {
                    last = stream.next(x.slice(0).slice(t, 1).toFloatVector());
                }
                assertEquals(whole.getFloat(0, 4, 1), last[1], 1e-5f);
                var masked = DataSetExamples.of(
                        new DataSet(x.permute(0, 2, 1).dup(), y.permute(0, 2, 1).dup(), Nd4j.ones(4, 5), null));
                var e = assertThrows(RuntimeException.class, () -> other.train(masked, ALL));
                assertTrue(e.getMessage().contains("NWC"), e.getMessage());
            }
        }
    }

    private static MultiLayerNetwork network(RNNFormat format, int inputs, boolean recurrent) {
        Layer first = recurrent
                ? lstm(4)
                : new TimeDistributed(new DenseLayer.Builder()
                        .nOut(4)
                        .activation(Activation.TANH)
                        .build());
        var network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Sgd(0.1))
                .list()
                .layer(first)
                .layer(numbers(2))
                .setInputType(InputType.recurrent(inputs, 5, format))
                .build());
        network.init();
        return network;
    }
}
