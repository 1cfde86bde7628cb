package rnnlab.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;
import rnnlab.series.Synthetic;
import rnnlab.series.Windows;

/** The process that trains is killed without a chance to say goodbye; what it has saved must do. */
class KilledTrainingTest {

    private static final int EPOCHS = 12;

    @TempDir
    Path folder;

    /** What runs in the process that is killed. */
    public static final class Victim {
        public static void main(String[] arguments) {
            train(Path.of(arguments[0]), EPOCHS, true);
        }
    }

    @Test
    void theLastCheckpointLoadsAndARunResumedFromItEqualsTheUninterruptedOne() throws Exception {
        var whole = train(folder.resolve("whole"), EPOCHS, false);

        Path killed = folder.resolve("killed");
        var process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        killed.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("victim.log").toFile())
                .start();
        waitForEpoch(3, killed, process);
        process.destroyForcibly(); // SIGKILL
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));

        int saved = Checkpoints.history(killed.resolve("last.zip")).epochs().size();
        assertTrue(saved >= 3 && saved < EPOCHS, "killed after epoch " + saved + " of " + EPOCHS);
        var resumed = train(killed, EPOCHS, false);
        assertEquals(
                EPOCHS, Checkpoints.history(killed.resolve("last.zip")).epochs().size());
        assertArrayEquals(whole.params().toFloatVector(), resumed.params().toFloatVector());
    }

    private void waitForEpoch(int epoch, Path checkpoints, Process process) throws IOException, InterruptedException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (System.nanoTime() < limit && process.isAlive()) {
            Path last = checkpoints.resolve("last.zip");
            if (Files.exists(last) && Checkpoints.history(last).epochs().size() >= epoch) {
                return;
            }
            Thread.sleep(5);
        }
        throw new AssertionError("no epoch " + epoch + ": " + Files.readString(folder.resolve("victim.log")));
    }

    private static MultiLayerNetwork train(Path checkpoints, int epochs, boolean slowly) {
        var configuration = new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(0.01))
                .list()
                .layer(new LastTimeStep(new LSTM.Builder().nOut(8).dropOut(0.8).build()))
                .layer(new OutputLayer.Builder(LossFunctions.LossFunction.MSE)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.recurrent(1))
                .build();
        var network = new MultiLayerNetwork(configuration);
        network.init();
        var trainer = Trainer.of(network)
                .epochs(epochs)
                .batchSize(16)
                .checkpoints(checkpoints)
                .resume()
                .quiet();
        if (slowly) {
            trainer.listener(new Pause());
        }
        trainer.fit(Windows.of(Synthetic.waves(200, 21, 1), 20, 1).dataSet());
        return network;
    }

    /** Time for the killer to see an epoch before the next one ends. */
    private static final class Pause implements TrainingListener {
        @Override
        public void epochEnded(History history, Progress progress) {
            try {
                Thread.sleep(300);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
