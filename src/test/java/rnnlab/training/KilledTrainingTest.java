package rnnlab.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The process that trains is killed without a chance to say goodbye; what it has saved must do. */
class KilledTrainingTest {

    private static final int EPOCHS = 12;

    @TempDir
    Path folder;

    /** What runs in the process that is killed. */
    public static final class Victim {
        public static void main(String[] arguments) {
            var run = TrainingRuns.valueOf(arguments[0]);
            run.train(run.network(), EPOCHS, Path.of(arguments[1]), new Pause());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRunResumedAfterAKillHasTheLossesAndParametersOfTheUninterruptedOne(TrainingRuns run) throws Exception {
        var whole = run.network();
        var losses = run.train(whole, EPOCHS, folder.resolve("whole"), new TrainingListener() {})
                .trainLoss();

        Path killed = folder.resolve("killed");
        var process =
                TrainingRuns.start("exec", Victim.class, folder.resolve("victim.log"), run.name(), killed.toString());
        waitForEpoch(3, killed, process);
        process.destroyForcibly(); // SIGKILL
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));

        int saved = Checkpoints.history(killed.resolve("last.zip")).epochs().size();
        assertTrue(saved >= 3 && saved < EPOCHS, "killed after epoch " + saved + " of " + EPOCHS);
        var resumed = run.network();
        resumed.params().assign(7); // nothing of the result may come from a fresh network
        var history = run.train(resumed, EPOCHS, killed, new TrainingListener() {});
        assertEquals(EPOCHS, history.epochs().size());
        assertArrayEquals(losses, history.trainLoss());
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
