package rnnlab.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class PlanAgainstDl4jTest {

    @Test
    void first() {
        var conf = new NeuralNetConfiguration.Builder()
                .seed(3)
                .updater(new Adam(0.01))
                .list()
                .layer(new SimpleRnn.Builder()
                        .nIn(2)
                        .nOut(5)
                        .activation(Activation.TANH)
                        .build())
                .layer(new LastTimeStep(new LSTM.Builder()
                        .nIn(5)
                        .nOut(4)
                        .activation(Activation.TANH)
                        .build()))
                .layer(new DenseLayer.Builder()
                        .nIn(4)
                        .nOut(3)
                        .activation(Activation.RELU)
                        .build())
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(3)
                        .nOut(2)
                        .activation(Activation.IDENTITY)
                        .build())
                .build();
        var a = new MultiLayerNetwork(conf);
        a.init();
        var b = a.clone();
        var random = new Random(1);
        INDArray x = Nd4j.rand(7, 2, 6);
        INDArray y = Nd4j.rand(7, 2);
        Plan plan = Plan.of(a);
        int[] all = IntStream.range(0, 7).toArray();
        Examples data = Examples.of(new DataSet(x, y));
        assertTrue(plan.output(x).get(0).equalsWithEps(b.output(x), 1e-5));
        for (int i = 0; i < 10; i++) {
            double loss = plan.train(data, all);
            b.fit(x, y);
            assertEquals(b.score(), loss, 1e-5);
        }
        plan.writeBack();
        assertTrue(a.params().equalsWithEps(b.params(), 1e-4));
        System.out.println(a.params().sub(b.params()).norm2Number() + " " + random.nextInt());
        System.out.println(a.getUpdater()
                .getStateViewArray()
                .sub(b.getUpdater().getStateViewArray())
                .norm2Number());
    }
}
