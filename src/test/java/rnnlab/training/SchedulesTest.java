package rnnlab.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.Builder;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.learning.regularization.L1Regularization;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.learning.regularization.WeightDecay;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;
import org.nd4j.shade.jackson.databind.exc.InvalidDefinitionException;
import rnnlab.dl4j.Engine;
import rnnlab.schedule.CosineSchedule;

/** Schedules inside the updaters of a network, as Deeplearning4j has them. */
class SchedulesTest {

    private static final int EPOCHS = 3;
    private static final List<String> FEW = List.of("step", "warm-up");

    @TempDir
    Path folder;

    /** An updater with this learning rate. */
    record Updaters(String name, Function<ISchedule, IUpdater> with, double top) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Updaters> IN_THE_PLAN = List.of(
            new Updaters("Sgd", Sgd::new, 0.3),
            new Updaters("Nesterovs", rate -> new Nesterovs(rate, 0.8), 0.1),
            new Updaters("Adam", Adam::new, 0.1),
            new Updaters("RmsProp", RmsProp::new, 0.03));

    private static final List<Updaters> DEEPLEARNING4J_ALONE = List.of(
            new Updaters("AdaMax", AdaMax::new, 0.1),
            new Updaters("Nadam", Nadam::new, 0.1),
            new Updaters("AMSGrad", AMSGrad::new, 0.1));

    static Stream<Arguments> rates() {
        return IN_THE_PLAN.stream()
                .flatMap(updater -> Stream.concat(Schedules.all(updater.top), Stream.of(Schedules.ramp(updater.top)))
                        .map(schedule -> Arguments.of(updater, schedule)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("rates")
    void theyTrainTheEngineAsTheyTrainDeeplearning4j(Updaters updater, Schedules schedule) {
        compare(() -> ScheduleRuns.network(updater.with.apply(schedule.schedule())), true);
    }

    static Stream<Arguments> fallBackRates() {
        return Schedules.all(0.1)
                .filter(schedule -> FEW.contains(schedule.name()))
                .flatMap(schedule -> DEEPLEARNING4J_ALONE.stream().map(updater -> Arguments.of(updater, schedule)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("fallBackRates")
    void theyTrainTheFallBackAsTheyTrainDeeplearning4j(Updaters updater, Schedules schedule) {
        compare(() -> ScheduleRuns.network(updater.with.apply(schedule.schedule())), false);
    }

    /** Deeplearning4j trains slowly: not each schedule there. */
    private static boolean[] engines(Schedules schedule) {
        return FEW.contains(schedule.name()) ? new boolean[] {false, true} : new boolean[] {false};
    }

    static Stream<Schedules> ofRates() {
        return Schedules.all(0.1);
    }

    @ParameterizedTest
    @MethodSource("ofRates")
    void theyTrainALayerThatTheEngineDoesNotKnow(Schedules schedule) {
        compare(() -> ScheduleRuns.network(new Builder().updater(new Adam(schedule.schedule())), true), false);
    }

    static Stream<Schedules> ofMomentum() {
        return Schedules.all(0.7).filter(schedule -> !schedule.name().equals("poly")); // it rises beyond 1
    }

    @ParameterizedTest
    @MethodSource("ofMomentum")
    void theySetTheMomentum(Schedules schedule) {
        compare(() -> ScheduleRuns.network(new Nesterovs(0.1, schedule.schedule())), true);
        var rate = new StepSchedule(ScheduleType.EPOCH, 0.1, 0.5, 1);
        compare(() -> ScheduleRuns.network(new Nesterovs(rate, schedule.schedule())), true);
    }

    @ParameterizedTest
    @MethodSource("ofRates")
    void theySetEachLayersRateAndTheWeightDecayThatGoesByIt(Schedules schedule) {
        compare(
                () -> ScheduleRuns.network(
                        new Builder()
                                .updater(new Adam(schedule.schedule()))
                                .biasUpdater(new Sgd(new StepSchedule(ScheduleType.EPOCH, 0.2, 0.5, 1)))
                                .weightDecay(0.5),
                        false),
                true);
    }

    /** The strength of a penalty is a schedule too. */
    @ParameterizedTest
    @MethodSource("ofRates")
    void theySetThePenalties(Schedules schedule) {
        List<List<Regularization>> penalties = List.of(
                List.of(new L2Regularization(schedule.schedule())),
                List.of(new L1Regularization(schedule.schedule())),
                List.of(new WeightDecay(schedule.schedule(), false)),
                List.of(new WeightDecay(schedule.schedule(), true), new L2Regularization(schedule.schedule())));
        for (List<Regularization> penalty : penalties) {
            compare(
                    () -> ScheduleRuns.network(
                            new Builder().updater(new Sgd(0.1)).regularization(penalty), false),
                    true);
        }
    }

    /** Writes down for which step it is asked; keeps everything. */
    private static final class Asked implements ISchedule {
        private static final List<List<Integer>> STEPS = new ArrayList<>();

        @Override
        public double valueAt(int iteration, int epoch) {
            STEPS.add(List.of(iteration, epoch));
            return 1 - 1e-9;
        }

        @Override
        public ISchedule clone() {
            return this;
        }

        static List<List<Integer>> during(Runnable training) {
            STEPS.clear();
            training.run();
            return STEPS.stream().distinct().toList();
        }
    }

    /**
     * Which the course's engine does not know: Deeplearning4j tells each layer the step and the epoch before each
     * gradient.
     */
    @Test
    void theySetTheDropoutOfTheFallBackAlsoAfterAResume() {
        var expected = IntStream.range(0, 6).mapToObj(i -> List.of(i, i / 3)).toList();
        Network start = () ->
                ScheduleRuns.network(new Builder().updater(new Sgd(0.1)).dropOut(new Dropout(new Asked())), false);
        String notice = Engine.of(start.make()).notice().orElseThrow();
        assertTrue(notice.contains("\"layer0\"") && notice.contains("a schedule of its dropout"), notice);
        assertEquals(expected, Asked.during(() -> ScheduleRuns.stock(start.make(), 2)));
        assertEquals(expected, Asked.during(() -> ScheduleRuns.trainer(start.make(), 2)
                .fit(ScheduleRuns.data())));

        ScheduleRuns.trainer(start.make(), 1).checkpoints(folder).fit(ScheduleRuns.data());
        assertEquals(expected.subList(3, 6), Asked.during(() -> ScheduleRuns.trainer(start.make(), 2)
                .checkpoints(folder)
                .resume()
                .fit(ScheduleRuns.data())));
    }

    private interface Network {
        MultiLayerNetwork make();
    }

    private static void compare(Network network, boolean course) {
        var ours = network.make();
        var theirs = network.make();
        assertEquals(course, Engine.of(network.make()).notice().isEmpty());
        ScheduleRuns.trainer(ours, EPOCHS).fit(ScheduleRuns.data());
        ScheduleRuns.stock(theirs, EPOCHS);
        assertArrayEquals(theirs.params().toFloatVector(), ours.params().toFloatVector(), 2e-5f);
        assertEquals(theirs.getIterationCount(), ours.getIterationCount());
        assertEquals(theirs.getEpochCount(), ours.getEpochCount());
    }

    static Stream<Schedules> all() {
        return Stream.concat(Schedules.all(0.1), Stream.of(Schedules.ramp(0.1)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void theyFollowTheirFormula(Schedules schedule) {
        for (int i = 0; i < 20; i++) {
            boolean iterations = schedule.type() == ScheduleType.ITERATION;
            double value = schedule.schedule().valueAt(iterations ? i : 1000, iterations ? 1000 : i);
            if (!schedule.name().equals("shifted") && !schedule.name().equals("ramp")) {
                assertEquals(schedule.at(i, i), value, 1e-12, "at " + i);
            }
            assertEquals(schedule.at(i, i), schedule.schedule().valueAt(i, i), 1e-12, "at " + i);
            assertEquals(value, schedule.schedule().clone().valueAt(iterations ? i : 1000, iterations ? 1000 : i));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void theHistoryTellsTheRateOfEachEpochsLastStep(Schedules schedule) {
        for (boolean fallBack : engines(schedule)) {
            var network = ScheduleRuns.network(new Builder().updater(new Sgd(schedule.schedule())), fallBack);
            double[] rates =
                    ScheduleRuns.trainer(network, 4).fit(ScheduleRuns.data()).learningRates();
            assertArrayEquals(
                    IntStream.range(0, 4)
                            .mapToDouble(e -> schedule.at(ScheduleRuns.STEPS_PER_EPOCH * (e + 1) - 1, e))
                            .toArray(),
                    rates,
                    1e-12);
        }
    }

    @ParameterizedTest
    @MethodSource("ofRates")
    void aNetworkSavedByDeeplearning4jGoesOnAsIfItHadNeverStopped(Schedules schedule) throws IOException {
        for (boolean fallBack : engines(schedule)) {
            Network start = () -> ScheduleRuns.network(
                    new Builder()
                            .updater(new Nesterovs(schedule.schedule(), schedule.schedule()))
                            .biasUpdater(new Adam(schedule.schedule())),
                    fallBack);
            var whole = start.make();
            ScheduleRuns.trainer(whole, 2).fit(ScheduleRuns.data());
            var loaded = savedAndLoaded(whole);
            assertEquals(
                    whole.getLayerWiseConfigurations().toJson(),
                    loaded.getLayerWiseConfigurations().toJson());
            ScheduleRuns.trainer(whole, 3).fit(ScheduleRuns.data());
            ScheduleRuns.trainer(loaded, 3).fit(ScheduleRuns.data());
            assertArrayEquals(whole.params().toFloatVector(), loaded.params().toFloatVector());

            var atOnce = start.make();
            ScheduleRuns.trainer(atOnce, 5).fit(ScheduleRuns.data());
            assertArrayEquals(atOnce.params().toFloatVector(), loaded.params().toFloatVector());
        }
    }

    @ParameterizedTest
    @MethodSource("ofRates")
    void aFitResumedFromItsCheckpointGoesOnAsIfItHadNeverStopped(Schedules schedule) {
        for (boolean fallBack : engines(schedule)) {
            Network start = () -> ScheduleRuns.network(new Builder().updater(new Adam(schedule.schedule())), fallBack);
            var whole = start.make();
            var history = ScheduleRuns.trainer(whole, 5).fit(ScheduleRuns.data());
            Path files = folder.resolve("" + fallBack);
            ScheduleRuns.trainer(start.make(), 2).checkpoints(files).fit(ScheduleRuns.data());
            var resumed = start.make();
            resumed.params().assign(7);
            var rest =
                    ScheduleRuns.trainer(resumed, 5).checkpoints(files).resume().fit(ScheduleRuns.data());
            assertArrayEquals(whole.params().toFloatVector(), resumed.params().toFloatVector());
            assertArrayEquals(history.learningRates(), rest.learningRates());
            assertArrayEquals(history.trainLoss(), rest.trainLoss());
        }
    }

    static MultiLayerNetwork savedAndLoaded(MultiLayerNetwork network) throws IOException {
        var file = new ByteArrayOutputStream();
        ModelSerializer.writeModel(network, file, true);
        return ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(file.toByteArray()), true);
    }

    @Test
    void equalSchedulesAreOneUpdaterAndOthersAreNot() {
        for (int i = 0; i < Schedules.all(0.1).count(); i++) {
            var one = Schedules.all(0.1).toList().get(i).schedule();
            assertEquals(one, Schedules.all(0.1).toList().get(i).schedule());
            assertNotEquals(one, Schedules.all(0.2).toList().get(i).schedule());
            assertEquals(one, one.clone());
        }
    }

    /** When this fails, Deeplearning4j has learned to copy it, and AdaGrad can join the updaters above. */
    @Test
    void deeplearning4jLosesTheScheduleOfAnAdaGradAndTheTrainerSaysSo() {
        for (boolean fallBack : new boolean[] {false, true}) {
            var schedule = new StepSchedule(ScheduleType.EPOCH, 0.1, 0.5, 1);
            var network = ScheduleRuns.network(new Builder().updater(new AdaGrad(schedule)), fallBack);
            var before = network.params().toFloatVector();
            var e = assertThrows(IllegalArgumentException.class, () -> ScheduleRuns.trainer(network, 1)
                    .fit(ScheduleRuns.data()));
            assertTrue(e.getMessage().contains("AdaGrad") && e.getMessage().contains("layer0"), e.getMessage());
            assertArrayEquals(before, network.params().toFloatVector());
            // What the message says to do:
            double[] rates = ScheduleRuns.trainer(network, 2)
                    .learningRate(schedule)
                    .fit(ScheduleRuns.data())
                    .learningRates();
            assertArrayEquals(new double[] {0.1, 0.05}, rates, 1e-12);
        }
    }

    /** When this fails, Deeplearning4j has learned to save it, and the words about it can go. */
    @Test
    void deeplearning4jCannotSaveItsOwnRamp() {
        var network = ScheduleRuns.network(new Sgd(Schedules.ramp(0.1).schedule()));
        var e = assertThrows(RuntimeException.class, () -> savedAndLoaded(network));
        assertTrue(e.getCause() instanceof InvalidDefinitionException, e.toString());
    }

    @Test
    void argumentsOutOfRangeAreNamed() {
        var e = assertThrows(IllegalArgumentException.class, () -> new CosineSchedule(ScheduleType.EPOCH, 0.1, 0, 0));
        assertTrue(e.getMessage().contains("length: 0"), e.getMessage());
    }
}
