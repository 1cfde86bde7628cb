package rnnlab.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.Builder;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;

/** Whatever ends a fit, in the engine and in the fall-back: early stopping leaves the parameters of the best epoch. */
class EarlyStoppingTest {

    private static final int PATIENCE = 3;

    @TempDir
    Path folder;

    /** The parameters after each epoch. */
    private static final class Recorder implements TrainingListener {
        final MultiLayerNetwork network;
        final int stopAfter;
        final List<float[]> parameters = new ArrayList<>();

        Recorder(MultiLayerNetwork network, int stopAfter) {
            this.network = network;
            this.stopAfter = stopAfter;
        }

        @Override
        public void epochEnded(History history, Progress progress) {
            parameters.add(network.params().toFloatVector());
            if (history.last().number() == stopAfter) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static MultiLayerNetwork network(boolean fallBack) {
        return ScheduleRuns.network(new Builder().updater(new Adam(0.2)), fallBack);
    }

    /** The warm-up nears what validation wants; then training goes on to somewhere else. */
    private static Trainer trainer(MultiLayerNetwork network) {
        var data = ScheduleRuns.data();
        var elsewhere = new DataSet(data.getFeatures(), data.getLabels().mul(0.4));
        return ScheduleRuns.trainer(network, 30)
                .warmUp(4)
                .cosine()
                .validation(elsewhere)
                .earlyStopping(PATIENCE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void itEndsWithTheBestEpoch(boolean fallBack) {
        var network = network(fallBack);
        var seen = new Recorder(network, 0);
        var history = trainer(network).listener(seen).fit(ScheduleRuns.data());
        assertEquals(History.End.EARLY, history.end());
        int best = history.best().number();
        assertTrue(best > 1 && best + PATIENCE == history.last().number(), "best " + best + ", " + history);
        assertArrayEquals(seen.parameters.get(best - 1), network.params().toFloatVector());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void stopKeepsTheLastEpochAndAResumedFitEndsWithTheBest(boolean fallBack) {
        var whole = network(fallBack);
        var history = trainer(whole).fit(ScheduleRuns.data());
        int best = history.best().number();

        // Stopped before the best epoch, at it, and when it is known by the checkpoint alone.
        for (int stopAfter : new int[] {1, best, best + 1, best + PATIENCE - 1}) {
            Path files = folder.resolve("stopped-" + stopAfter);
            var stopped = network(fallBack);
            var seen = new Recorder(stopped, stopAfter);
            var part = trainer(stopped).checkpoints(files).listener(seen).fit(ScheduleRuns.data());
            assertEquals(History.End.INTERRUPTED, part.end());
            assertArrayEquals(
                    seen.parameters.get(stopAfter - 1), stopped.params().toFloatVector());

            var resumed = network(fallBack);
            var rest = trainer(resumed).checkpoints(files).resume().fit(ScheduleRuns.data());
            assertEquals(History.End.EARLY, rest.end());
            assertArrayEquals(history.validationLoss(), rest.validationLoss());
            assertArrayEquals(history.learningRates(), rest.learningRates());
            assertArrayEquals(whole.params().toFloatVector(), resumed.params().toFloatVector());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFitThatHadEndedEarlyIsNotResumed(boolean fallBack) {
        var first = network(fallBack);
        var history = trainer(first).checkpoints(folder).fit(ScheduleRuns.data());
        var again = network(fallBack);
        var seen = new Recorder(again, 0);
        var rest = trainer(again).checkpoints(folder).resume().listener(seen).fit(ScheduleRuns.data());
        assertEquals(0, seen.parameters.size());
        assertEquals(History.End.EARLY, rest.end());
        assertEquals(history.epochs().size(), rest.epochs().size());
        assertArrayEquals(first.params().toFloatVector(), again.params().toFloatVector());
    }
}
