package rnnlab.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions;

class TrainerTest {

    @TempDir
    Path folder;

    @Test
    void learnsTheMeanOfASequence() {
        var history = Trainer.of(network(1)).epochs(60).batchSize(16).quiet().fit(means(128));

        assertEquals(60, history.epochs().size());
        assertEquals(History.End.COMPLETE, history.end());
        // Guessing the mean of all labels has the labels' variance as its error: 1/12/5 for means of five uniform
        // values.
        assertTrue(
                history.last().trainLoss() < 1.0 / 60 / 4,
                "loss " + history.last().trainLoss());
    }

    /** Batches of which much is hidden count less: the mean over batches is that over all steps that are shown. */
    @Test
    void theLossOfAnEpochIsTheMeanOfAllStepsThatNoMaskHides() {
        var list = new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Sgd(0))
                .list()
                .layer(new LSTM.Builder().nOut(3).activation(Activation.TANH).build())
                .layer(new RnnOutputLayer.Builder(LossFunctions.LossFunction.MSE)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.recurrent(1));
        var network = new MultiLayerNetwork(list.build());
        network.init();
        INDArray x = uniform(3, 300, 1, 5);
        INDArray y = uniform(4, 300, 1, 5).muli(10);
        INDArray mask = Nd4j.zeros(300, 5);
        double sum = 0;
        INDArray output = network.output(x);
        for (int n = 0; n < 300; n++) {
            int step = n < 20 ? 5 : 1; // the first batches show all steps, the others one
            for (int t = 0; t < step; t++) {
                mask.putScalar(n, t, 1);
                sum += Math.pow(output.getDouble(n, 0, t) - y.getDouble(n, 0, t), 2);
            }
        }
        var data = new DataSet(x, y, null, mask);
        var history = Trainer.of(network)
                .epochs(1)
                .batchSize(10)
                .shuffle(false)
                .validation(data)
                .quiet()
                .fit(data);
        double mean = sum / (20 * 5 + 280);
        assertEquals(mean, history.last().trainLoss(), 1e-4 * mean);
        assertEquals(mean, history.last().validationLoss(), 1e-4 * mean);
    }

    @Test
    void sameSeedSameParametersOtherSeedOtherParameters() {
        assertArrayEquals(trained(7), trained(7));
        assertFalse(java.util.Arrays.equals(trained(7), trained(8)));
    }

    @Test
    void stopsEarlyAndKeepsTheBestEpoch() {
        var network = network(1);
        // Labels without any relation to the input: validation cannot improve for long.
        var noise = new DataSet(means(64).getFeatures(), uniform(5, 64, 1));
        List<float[]> parameters = new ArrayList<>();
        var history = Trainer.of(network)
                .epochs(200)
                .validation(noise)
                .earlyStopping(3)
                .quiet()
                .listener(new TrainingListener() {
                    @Override
                    public void epochEnded(History h, Progress p) {
                        parameters.add(network.params().toFloatVector());
                    }
                })
                .fit(means(64));

        assertEquals(History.End.EARLY, history.end());
        assertEquals(history.best().number() + 3, history.last().number());
        assertArrayEquals(
                parameters.get(history.best().number() - 1), network.params().toFloatVector());
    }

    @Test
    void earlyStoppingEndsWithTheBestEpochEvenWhenAllEpochsWereRun() {
        var network = network(1);
        var noise = new DataSet(means(64).getFeatures(), uniform(5, 64, 1));
        var first = Trainer.of(network)
                .epochs(12)
                .validation(noise)
                .earlyStopping(50)
                .checkpoints(folder)
                .quiet()
                .fit(means(64));
        assertEquals(History.End.COMPLETE, first.end());
        var best = Checkpoints.load(folder.resolve("best.zip")).params().toFloatVector();
        assertArrayEquals(best, network.params().toFloatVector());

        var resumed = network(2);
        Trainer.of(resumed)
                .epochs(12)
                .validation(noise)
                .earlyStopping(50)
                .checkpoints(folder)
                .resume()
                .quiet()
                .fit(means(64));
        assertArrayEquals(best, resumed.params().toFloatVector());
    }

    @Test
    void aRunResumedFromItsCheckpointEqualsTheUninterruptedOne() {
        var whole = network(1);
        var wholeHistory = Trainer.of(whole).epochs(6).quiet().fit(means(100));

        Trainer.of(network(1)).epochs(3).checkpoints(folder).quiet().fit(means(100));
        var resumed = network(99);
        var history = Trainer.of(resumed)
                .epochs(6)
                .checkpoints(folder)
                .resume()
                .quiet()
                .fit(means(100));

        assertArrayEquals(whole.params().toFloatVector(), resumed.params().toFloatVector());
        assertArrayEquals(wholeHistory.trainLoss(), history.trainLoss());
    }

    @Test
    void anInterruptEndsTrainingAfterTheBatchAndKeepsTheHistory() {
        var network = network(1);
        var history = Trainer.of(network)
                .epochs(10_000)
                .quiet()
                .listener(new TrainingListener() {
                    @Override
                    public void epochEnded(History h, Progress p) {
                        if (h.last().number() == 2) {
                            Thread.currentThread().interrupt();
                        }
                    }
                })
                .fit(means(64));

        assertEquals(History.End.INTERRUPTED, history.end());
        assertEquals(2, history.epochs().size());
        assertFalse(Thread.currentThread().isInterrupted());
        assertTrue(Double.isFinite(
                network.output(means(4).getFeatures()).sumNumber().doubleValue()));
    }

    @Test
    void aCheckpointHoldsTheBestAndTheLastEpoch() {
        var network = network(1);
        var history = Trainer.of(network).epochs(4).checkpoints(folder).quiet().fit(means(64));

        var last = (MultiLayerNetwork) Checkpoints.load(folder.resolve("last.zip"));
        assertArrayEquals(network.params().toFloatVector(), last.params().toFloatVector());
        assertArrayEquals(
                history.trainLoss(),
                Checkpoints.history(folder.resolve("last.zip")).trainLoss());
        assertEquals(
                history.best().number(),
                Checkpoints.history(folder.resolve("best.zip")).last().number());
    }

    @Test
    void aFolderThatIsAFileIsRefusedBeforeTraining() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "mine");
        var trainer = Trainer.of(network(1)).checkpoints(file).quiet();
        var e = assertThrows(CheckpointException.class, () -> trainer.fit(means(8)));
        assertTrue(e.getMessage().contains("notes.txt"), e.getMessage());
        assertEquals("mine", Files.readString(file));
    }

    @Test
    void aDamagedCheckpointIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("last.zip"), "not a zip");
        var e = assertThrows(CheckpointException.class, () -> Checkpoints.load(file));
        assertTrue(e.getMessage().contains("last.zip"), e.getMessage());
    }

    @Test
    void aCheckpointOfAnotherNetworkIsRefused() {
        Trainer.of(network(1)).epochs(1).checkpoints(folder).quiet().fit(means(8));
        var other = new MultiLayerNetwork(configuration(1, 9));
        other.init();
        var trainer = Trainer.of(other).checkpoints(folder).resume().quiet();
        var e = assertThrows(CheckpointException.class, () -> trainer.fit(means(8)));
        assertTrue(e.getMessage().contains("parameters"), e.getMessage());
    }

    @Test
    void settingsOutOfRangeAreNamed() {
        var e = assertThrows(
                IllegalArgumentException.class, () -> Trainer.of(network(1)).batchSize(0));
        assertTrue(e.getMessage().contains("batchSize: 0"), e.getMessage());
    }

    private static float[] trained(long seed) {
        var network = network(1);
        Trainer.of(network).epochs(2).batchSize(8).seed(seed).quiet().fit(means(50));
        return network.params().toFloatVector();
    }

    /** Sequences of five uniform values, [n][1][5]; the label is their mean, [n][1]. */
    private static DataSet means(int n) {
        var x = uniform(3, n, 1, 5);
        return new DataSet(x, x.mean(2));
    }

    private static INDArray uniform(long seed, long... shape) {
        var random = new java.util.SplittableRandom(seed);
        var array = Nd4j.create(shape);
        for (long i = 0; i < array.length(); i++) {
            array.putScalar(i, random.nextDouble());
        }
        return array;
    }

    private static MultiLayerNetwork network(long seed) {
        var network = new MultiLayerNetwork(configuration(seed, 6));
        network.init();
        return network;
    }

    private static org.deeplearning4j.nn.conf.MultiLayerConfiguration configuration(long seed, int units) {
        return new NeuralNetConfiguration.Builder()
                .seed(seed)
                .updater(new Adam(0.01))
                .list()
                .layer(new LastTimeStep(new LSTM.Builder().nIn(1).nOut(units).build()))
                .layer(new OutputLayer.Builder(LossFunctions.LossFunction.MSE)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.recurrent(1))
                .build();
    }
}
