package rnnlab.training;

import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Small networks and data for tests of schedules: 10 sequences of 1 step in batches of 4, so 3 steps of the optimiser
 * an epoch.
 */
final class ScheduleRuns {

    static final int STEPS_PER_EPOCH = 3;

    private ScheduleRuns() {}

    /** Features [10][2][1], labels [10][1][1]: of one time step, so that Deeplearning4j's sum over time is the mean. */
    static DataSet data() {
        return data(1);
    }

    static DataSet data(int steps) {
        var random = new Random(3);
        var x = Nd4j.create(10, 2, steps);
        var y = Nd4j.create(10, 1, steps);
        for (int i = 0; i < 10; i++) {
            for (int t = 0; t < steps; t++) {
                double a = random.nextGaussian();
                double b = random.nextGaussian();
                x.putScalar(i, 0, t, a);
                x.putScalar(i, 1, t, b);
                y.putScalar(i, 0, t, 2 * a - b + 1);
            }
        }
        return new DataSet(x, y);
    }

    static MultiLayerNetwork network(IUpdater updater) {
        return network(new NeuralNetConfiguration.Builder().updater(updater), false);
    }

    /** @param fallBack with a layer that the course's engine does not know */
    @SuppressWarnings("deprecation") // Deeplearning4j would like GravesLSTM to go
    static MultiLayerNetwork network(NeuralNetConfiguration.Builder settings, boolean fallBack) {
        BaseRecurrentLayer.Builder<?> recurrent =
                fallBack ? new org.deeplearning4j.nn.conf.layers.GravesLSTM.Builder() : new LSTM.Builder();
        var network = new MultiLayerNetwork(settings.seed(5)
                .list()
                .layer(recurrent.nIn(2).nOut(3).activation(Activation.TANH).build())
                .layer(new RnnOutputLayer.Builder(LossFunction.MSE)
                        .nIn(3)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
        network.init();
        return network;
    }

    /** Batches of four in the order of the data. */
    static Trainer trainer(MultiLayerNetwork network, int epochs) {
        return Trainer.of(network).epochs(epochs).batchSize(4).shuffle(false).quiet();
    }

    /** What Deeplearning4j alone makes of the network. */
    static void stock(MultiLayerNetwork network, int epochs) {
        for (int epoch = 0; epoch < epochs; epoch++) {
            data().batchBy(4).forEach(network::fit);
            network.incrementEpochCount();
        }
    }
}
