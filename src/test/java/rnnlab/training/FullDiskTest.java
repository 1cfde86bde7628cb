package rnnlab.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rnnlab.text.TextException;
import rnnlab.text.Vocabulary;

/** Files grow to a limit and no further, as on a full disk: training goes on, and what was saved before stays whole. */
class FullDiskTest {

    @TempDir
    Path folder;

    /**
     * Trains on, saves a vocabulary, and prints what it is told; in a process whose files cannot be longer than 8 KB.
     */
    public static final class Sufferer {
        public static void main(String[] arguments) {
            var network = TrainingRuns.RECIPES.network();
            var history = TrainingRuns.RECIPES.train(network, 4, Path.of(arguments[0], "run"), new TrainingListener() {
                @Override
                public void notice(String line) {
                    System.out.println(line);
                }
            });
            System.out.println("losses " + Arrays.toString(history.trainLoss()));
            String many = IntStream.range(0, 5_000).mapToObj(i -> "w" + i + " ").reduce("", String::concat);
            try {
                Vocabulary.words(many, 10_000).save(Path.of(arguments[0], "vocabulary.txt"));
            } catch (TextException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void checkpointsAndVocabularyOfBeforeStayWhole() throws Exception {
        Path run = folder.resolve("run");
        TrainingRuns.RECIPES.train(TrainingRuns.RECIPES.network(), 2, run, new TrainingListener() {});
        byte[] last = Files.readAllBytes(run.resolve("last.zip"));
        byte[] best = Files.readAllBytes(run.resolve("best.zip"));
        TrainingRuns.WORDS.save(folder.resolve("vocabulary.txt"));
        assertTrue(last.length > 8 * 1024, "the limit below must be in the way of a checkpoint");

        Path log = folder.resolve("log.txt");
        var process = TrainingRuns.start("ulimit -f 8; exec", Sufferer.class, log, folder.toString());
        assertTrue(process.waitFor(120, TimeUnit.SECONDS));
        String said = Files.readString(log);

        assertEquals(0, process.exitValue(), said);
        for (int epoch = 3; epoch <= 4; epoch++) {
            assertTrue(said.contains("epoch " + epoch + " could not be saved in " + run + ": File too large"), said);
        }
        var whole = TrainingRuns.RECIPES.train(
                TrainingRuns.RECIPES.network(), 4, folder.resolve("whole"), new TrainingListener() {});
        assertTrue(said.contains("losses " + Arrays.toString(whole.trainLoss())), said);
        assertTrue(said.contains("vocabulary.txt could not be written: File too large"), said);

        assertArrayEquals(last, Files.readAllBytes(run.resolve("last.zip")));
        assertArrayEquals(best, Files.readAllBytes(run.resolve("best.zip")));
        assertEquals(2, Checkpoints.history(run.resolve("last.zip")).epochs().size());
        assertEquals(TrainingRuns.WORDS, Vocabulary.load(folder.resolve("vocabulary.txt")));
        try (var left = Files.list(run)) {
            assertEquals(2, left.count(), "nothing half-written is left");
        }
    }
}
