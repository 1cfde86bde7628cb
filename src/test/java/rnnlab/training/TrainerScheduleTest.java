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
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.Builder;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;

/** Learning rates that the trainer is told, for one fit. */
class TrainerScheduleTest {

    private static final double RATE = 0.05;

    @TempDir
    Path folder;

    private static MultiLayerNetwork adam(boolean fallBack) {
        return ScheduleRuns.network(new Builder().updater(new Adam(RATE)), fallBack);
    }

    private static History fit(Trainer trainer) {
        return trainer.fit(ScheduleRuns.data());
    }

    /** The rate of each epoch's last step, of so many steps an epoch, by a formula over all steps. */
    private static double[] atEnds(int epochs, int stepsPerEpoch, IntToDoubleFunction rate) {
        return IntStream.rangeClosed(1, epochs)
                .mapToDouble(e -> rate.applyAsDouble(e * stepsPerEpoch - 1))
                .toArray();
    }

    private static double cosine(double i, double length) {
        return RATE * Math.pow(Math.cos(Math.PI * i / length / 2), 2); // (1 + cos 2a) / 2 = cos² a
    }

    private static double warmCosine(int i, int warmUp, int steps) {
        return i < warmUp ? RATE * (i + 1) / warmUp : cosine(i - warmUp, steps - warmUp);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void cosineFallsOverExactlyTheStepsOfTheFit(boolean fallBack) {
        var network = adam(fallBack);
        assertArrayEquals(
                atEnds(4, 3, i -> cosine(i, 12)),
                fit(ScheduleRuns.trainer(network, 4).cosine()).learningRates(),
                1e-12);
        assertArrayEquals(
                atEnds(4, 3, i -> warmCosine(i, 4, 12)),
                fit(ScheduleRuns.trainer(adam(fallBack), 4).cosine().warmUp(4.0 / 3))
                        .learningRates(),
                1e-12);
    }

    /** Each step of Sgd, by the gradient that the engine gives and the formula. */
    @Test
    void everyStepHasTheRateOfTheFormula() {
        var network = ScheduleRuns.network(new Sgd(RATE));
        List<float[]> steps = new ArrayList<>(List.of(network.params().toFloatVector()));
        network.setListeners(new BaseTrainingListener() {
            @Override
            public void iterationDone(Model model, int iteration, int epoch) {
                steps.add(model.params().toFloatVector());
            }
        });
        fit(ScheduleRuns.trainer(network, 3).warmUp(1).cosine());

        var data = rnnlab.dl4j.DataSetExamples.of(ScheduleRuns.data());
        int[][] batches = {{0, 1, 2, 3}, {4, 5, 6, 7}, {8, 9}};
        for (int i = 0; i < 9; i++) {
            var other = ScheduleRuns.network(new Sgd(RATE));
            other.params().assign(org.nd4j.linalg.factory.Nd4j.createFromArray(steps.get(i)));
            float[] gradient = rnnlab.dl4j.CourseEngine.of(other).gradient(data, batches[i % 3]);
            float[] expected = steps.get(i).clone();
            for (int j = 0; j < expected.length; j++) {
                expected[j] -= (float) (warmCosine(i, 3, 9) * gradient[j]);
            }
            assertArrayEquals(expected, steps.get(i + 1), 1e-6f, "step " + i);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aScheduleForTheFitIsTheScheduleInEachUpdater(boolean fallBack) {
        ISchedule schedule = new StepSchedule(ScheduleType.EPOCH, 0.1, 0.3, 2);
        var inside = ScheduleRuns.network(new Builder().updater(new Adam(schedule)), fallBack);
        fit(ScheduleRuns.trainer(inside, 4));
        var told = adam(fallBack);
        fit(ScheduleRuns.trainer(told, 4).learningRate(schedule));
        assertArrayEquals(inside.params().toFloatVector(), told.params().toFloatVector());

        var plain = ScheduleRuns.network(new Builder().updater(new Adam(0.02)), fallBack);
        fit(ScheduleRuns.trainer(plain, 4));
        told = adam(fallBack);
        fit(ScheduleRuns.trainer(told, 4).learningRate(0.02));
        assertArrayEquals(plain.params().toFloatVector(), told.params().toFloatVector());
    }

    @Test
    void aScheduleByEpochsBeginsAfterTheWarmUp() {
        var rates = fit(ScheduleRuns.trainer(adam(false), 6)
                        .learningRate(new StepSchedule(ScheduleType.EPOCH, 0.1, 0.5, 2))
                        .warmUp(2))
                .learningRates();
        assertArrayEquals(new double[] {0.05, 0.1, 0.1, 0.1, 0.05, 0.05}, rates, 1e-12);
        rates = fit(ScheduleRuns.trainer(adam(false), 6)
                        .learningRate(new StepSchedule(ScheduleType.ITERATION, 0.1, 0.5, 6))
                        .warmUp(2))
                .learningRates();
        assertArrayEquals(new double[] {0.05, 0.1, 0.1, 0.1, 0.05, 0.05}, rates, 1e-12);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theNextFitBeginsAnewWhileAScheduleInAnUpdaterGoesOn(boolean fallBack) {
        var schedule = new StepSchedule(ScheduleType.EPOCH, 0.1, 0.5, 1);
        var told = adam(fallBack);
        var inside = ScheduleRuns.network(new Builder().updater(new Adam(schedule)), fallBack);
        for (int fit = 0; fit < 2; fit++) {
            assertArrayEquals(
                    new double[] {0.1, 0.05},
                    fit(ScheduleRuns.trainer(told, 2).learningRate(schedule)).learningRates(),
                    1e-12);
            assertArrayEquals(
                    fit == 0 ? new double[] {0.1, 0.05} : new double[] {0.025, 0.0125},
                    fit(ScheduleRuns.trainer(inside, 2)).learningRates(),
                    1e-12);
        }
        // With a warm-up it goes on after it: 4 epochs, then one of warm-up, then 5 and 6.
        assertArrayEquals(
                new double[] {0.1 / 16, 0.1 / 16, 0.1 / 32},
                fit(ScheduleRuns.trainer(inside, 3).warmUp(1)).learningRates(),
                1e-12);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void updatersAreAsTheyWereInTheNetworkAndInCheckpoints(boolean fallBack) throws IOException {
        var settings = new Builder().updater(new Adam(RATE)).biasUpdater(new Nesterovs(0.01, 0.5));
        var network = ScheduleRuns.network(settings, fallBack);
        var plain = ScheduleRuns.network(settings, fallBack);
        fit(ScheduleRuns.trainer(plain, 2));
        fit(ScheduleRuns.trainer(network, 2).learningRate(0.1).checkpoints(folder));
        String json = plain.getLayerWiseConfigurations().toJson();
        assertEquals(json, network.getLayerWiseConfigurations().toJson());
        var saved = (MultiLayerNetwork) Checkpoints.load(folder.resolve("last.zip"));
        assertEquals(json, saved.getLayerWiseConfigurations().toJson());
        fit(ScheduleRuns.trainer(saved, 2));
        fit(ScheduleRuns.trainer(network, 2));
        assertArrayEquals(network.params().toFloatVector(), saved.params().toFloatVector());
    }

    /** Deeplearning4j's own listeners may save in the middle of an epoch. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aNetworkSavedInTheMiddleOfAnEpochHasTheScheduleAndItsState(boolean fallBack) {
        var network =
                ScheduleRuns.network(new Builder().updater(new Adam(RATE)).biasUpdater(new Adam(RATE / 10)), fallBack);
        List<MultiLayerNetwork> saved = new ArrayList<>();
        network.setListeners(new BaseTrainingListener() {
            @Override
            public void iterationDone(Model model, int iteration, int epoch) {
                try {
                    saved.add(SchedulesTest.savedAndLoaded((MultiLayerNetwork) model));
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
        });
        var schedule = new StepSchedule(ScheduleType.ITERATION, 0.1, 0.5, 2);
        fit(ScheduleRuns.trainer(network, 1).learningRate(schedule).warmUp(0.5));
        var loaded = saved.get(2);
        assertArrayEquals(network.params().toFloatVector(), loaded.params().toFloatVector());
        assertArrayEquals(
                network.getUpdater().getStateViewArray().toFloatVector(),
                loaded.getUpdater().getStateViewArray().toFloatVector());
        // Where each parameter's state lies in it depends on which updaters are equal.
        assertEquals(blocks(network), blocks(loaded));
        var rates = rnnlab.dl4j.LearningRates.of(loaded);
        assertArrayEquals(
                new double[] {0.05, 0.1, 0.1, 0.1, 0.05},
                IntStream.range(0, 5).mapToDouble(i -> rates.at(i, 0)).toArray(),
                1e-12);
    }

    private static int blocks(MultiLayerNetwork network) {
        return ((BaseMultiLayerUpdater<?>) network.getUpdater())
                .getUpdaterBlocks()
                .size();
    }

    @Test
    void cosineKeepsTheRatioOfTheLayersRates() {
        var network = ScheduleRuns.network(new Builder().updater(new Sgd(RATE)).biasUpdater(new Sgd(RATE / 10)), false);
        List<double[]> seen = new ArrayList<>();
        fit(ScheduleRuns.trainer(network, 2).cosine().listener(new TrainingListener() {
            @Override
            public void batchEnded(Progress p) {
                var layer = network.getLayer(0).conf().getLayer();
                seen.add(new double[] {
                    layer.getUpdaterByParam("W").getLearningRate(seen.size(), 0),
                    layer.getUpdaterByParam("b").getLearningRate(seen.size(), 0)
                });
            }
        }));
        for (int i = 0; i < 6; i++) {
            assertArrayEquals(new double[] {cosine(i, 6), cosine(i, 6) / 10}, seen.get(i), 1e-12);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void piecesOfTruncatedBackPropagationAreSteps(boolean fallBack) {
        var conf = adam(fallBack).getLayerWiseConfigurations();
        conf.setBackpropType(BackpropType.TruncatedBPTT);
        conf.setTbpttFwdLength(4);
        conf.setTbpttBackLength(4);
        var network = new MultiLayerNetwork(conf);
        network.init();
        // 10 time steps in pieces of 4: 3 steps of the optimiser for each of the 3 batches.
        var rates = ScheduleRuns.trainer(network, 2)
                .cosine()
                .fit(ScheduleRuns.data(10))
                .learningRates();
        assertEquals(18, network.getIterationCount());
        assertArrayEquals(atEnds(2, 9, i -> cosine(i, 18)), rates, 1e-12);
    }

    @Test
    void aGraphFollowsTheScheduleToo() {
        var graph = adam(false).toComputationGraph();
        assertArrayEquals(
                atEnds(4, 3, i -> warmCosine(i, 3, 12)),
                Trainer.of(graph)
                        .epochs(4)
                        .batchSize(4)
                        .warmUp(1)
                        .cosine()
                        .quiet()
                        .fit(ScheduleRuns.data())
                        .learningRates(),
                1e-12);
        var network = adam(false);
        fit(ScheduleRuns.trainer(network, 4).warmUp(1).cosine());
        graph = adam(false).toComputationGraph();
        Trainer.of(graph)
                .epochs(4)
                .batchSize(4)
                .shuffle(false)
                .warmUp(1)
                .cosine()
                .quiet()
                .fit(ScheduleRuns.data());
        assertArrayEquals(network.params().toFloatVector(), graph.params().toFloatVector());
    }

    @Test
    void frozenLayersStayFrozen() {
        var network =
                new TransferLearning.Builder(adam(false)).setFeatureExtractor(0).build();
        float[] before = network.getLayer(0).params().toFloatVector();
        var history = fit(ScheduleRuns.trainer(network, 3).warmUp(1).cosine());
        assertArrayEquals(before, network.getLayer(0).params().toFloatVector());
        assertArrayEquals(atEnds(3, 3, i -> warmCosine(i, 3, 9)), history.learningRates(), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aResumedFitGoesOnAsIfItHadNeverStopped(boolean fallBack) {
        var whole = adam(fallBack);
        fit(ScheduleRuns.trainer(whole, 2)); // a life before
        var stopped = whole.clone();
        stopped.getUpdater()
                .setStateViewArray(
                        stopped, whole.getUpdater().getStateViewArray().dup(), false);
        var resumed = adam(fallBack);

        var history =
                fit(ScheduleRuns.trainer(whole, 6).shuffle(true).warmUp(2.5).cosine());
        var stop = new TrainingListener() {
            @Override
            public void epochEnded(History h, Progress p) {
                if (h.last().number() == 3) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        Trainer first =
                ScheduleRuns.trainer(stopped, 6).shuffle(true).warmUp(2.5).cosine();
        assertEquals(
                History.End.INTERRUPTED,
                fit(first.checkpoints(folder).listener(stop)).end());
        Trainer second =
                ScheduleRuns.trainer(resumed, 6).shuffle(true).warmUp(2.5).cosine();
        var rest = fit(second.checkpoints(folder).resume());
        assertArrayEquals(whole.params().toFloatVector(), resumed.params().toFloatVector());
        assertArrayEquals(history.learningRates(), rest.learningRates());
        assertArrayEquals(history.trainLoss(), rest.trainLoss());
        assertArrayEquals(
                history.learningRates(),
                Checkpoints.history(folder.resolve("last.zip")).learningRates());
    }

    private static List<Trainer> impossible() {
        var step = new StepSchedule(ScheduleType.EPOCH, 0.1, 0.5, 1);
        var falling = new StepSchedule(ScheduleType.EPOCH, -0.1, 0.5, 1);
        var exploding = new StepSchedule(ScheduleType.ITERATION, 1, 1e200, 2);
        return List.of(
                ScheduleRuns.trainer(adam(false), 3).learningRate(step).cosine(),
                ScheduleRuns.trainer(ScheduleRuns.network(new Adam(step)), 3).cosine(),
                ScheduleRuns.trainer(adam(false), 3).warmUp(3),
                ScheduleRuns.trainer(adam(false), 1).warmUp(1).cosine(),
                ScheduleRuns.trainer(ScheduleRuns.network(new AdaDelta()), 3).warmUp(1),
                ScheduleRuns.trainer(ScheduleRuns.network(new AdaDelta()), 3).learningRate(0.1),
                ScheduleRuns.trainer(adam(false), 3).learningRate(falling),
                ScheduleRuns.trainer(adam(false), 3).learningRate(exploding));
    }

    @Test
    void whatCannotBeFollowedIsSaidBeforeTheFirstStep() {
        String[][] words = {
            {"cosine()", "StepSchedule", "W in layer \"layer0\""},
            {"cosine()", "StepSchedule", "W in layer \"layer0\""},
            {"warmUp: 3 epochs", "fit of 3"},
            {"warmUp: 1 epochs", "fit of 1"},
            {"AdaDelta", "W in layer \"layer0\"", "Adam"},
            {"AdaDelta", "W in layer \"layer0\"", "Adam"},
            {"-0.1", "step 1", "epoch 1"},
            {"Infinity", "step 5", "epoch 2"}
        };
        for (int i = 0; i < words.length; i++) {
            var trainer = impossible().get(i).listener(new TrainingListener() {
                @Override
                public void started(int epochs, int batches) {
                    throw new AssertionError("it began");
                }
            });
            var e = assertThrows(IllegalArgumentException.class, () -> fit(trainer));
            for (String word : words[i]) {
                assertTrue(e.getMessage().contains(word), e.getMessage());
            }
        }
        var trainer = ScheduleRuns.trainer(adam(false), 3);
        for (double wrong : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            var e = assertThrows(IllegalArgumentException.class, () -> trainer.warmUp(wrong));
            assertTrue(e.getMessage().contains("warmUp: " + wrong), e.getMessage());
            e = assertThrows(IllegalArgumentException.class, () -> trainer.learningRate(wrong));
            assertTrue(e.getMessage().contains("learningRate: " + wrong), e.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void updatersAreAsTheyWereAfterAFailure(boolean fallBack) {
        var network = adam(fallBack);
        String before = network.getLayerWiseConfigurations().toJson();
        var bad = new TrainingListener() {
            @Override
            public void batchEnded(Progress p) {
                throw new IllegalStateException("a student's mistake");
            }
        };
        assertThrows(
                IllegalStateException.class,
                () -> fit(ScheduleRuns.trainer(network, 2).cosine().listener(bad)));
        network.setIterationCount(0);
        assertEquals(before, network.getLayerWiseConfigurations().toJson());
    }

    @Test
    void ordinaryTrainingTellsItsRate() {
        assertArrayEquals(
                new double[] {RATE, RATE},
                fit(ScheduleRuns.trainer(adam(false), 2)).learningRates());
        var history = fit(ScheduleRuns.trainer(ScheduleRuns.network(new AdaDelta()), 2));
        assertTrue(Arrays.stream(history.learningRates()).allMatch(Double::isNaN));
    }

    @Test
    void aCheckpointFromBeforeRatesWereRecordedStillTellsItsHistory() throws IOException {
        fit(ScheduleRuns.trainer(adam(false), 2).checkpoints(folder));
        Path last = folder.resolve("last.zip");
        try (var zip = java.nio.file.FileSystems.newFileSystem(last)) {
            Files.writeString(
                    zip.getPath("history.csv"),
                    "epoch,train loss,validation loss,seconds\n1,0.5,NaN,0.1\n2,0.25,NaN,0.2\n");
        }
        var history = Checkpoints.history(last);
        assertArrayEquals(new double[] {0.5, 0.25}, history.trainLoss());
        assertEquals(0.3, history.seconds(), 1e-9);
        assertTrue(Arrays.stream(history.learningRates()).allMatch(Double::isNaN));
        assertFalse(Double.isNaN(
                fit(ScheduleRuns.trainer(adam(false), 3).checkpoints(folder).resume())
                        .last()
                        .learningRate()));
    }
}
