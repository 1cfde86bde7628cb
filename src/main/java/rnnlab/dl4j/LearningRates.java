package rnnlab.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * The learning rates of a network's updaters, and what they follow instead for a while. Every {@link Engine} reads the
 * rate of a step from the updaters.
 */
public final class LearningRates {

    /** An updater, and what it updates, for messages. */
    private record Used(IUpdater updater, String parameter) {}

    /**
     * An updater, its own rate and schedule (null where the rate counts, as Deeplearning4j has it), and what it follows
     * instead.
     */
    private record Change(IUpdater updater, double rate, ISchedule schedule, ISchedule instead) {}

    private final List<Used> all;
    private final List<Change> changes;

    private LearningRates(List<Used> all, List<Change> changes) {
        this.all = all;
        this.changes = changes;
    }

    /** Of this {@code MultiLayerNetwork} or {@code ComputationGraph}, which is initialised when it is not yet. */
    public static LearningRates of(Model network) {
        List<Used> all = new ArrayList<>();
        // Each parameter's updater: Deeplearning4j steps by that of the first one in a block, but saves all of them.
        for (UpdaterBlock block : Dl4jNetwork.of(network).updaterBlocks()) {
            for (UpdaterBlock.ParamState state : block.getLayersAndVariablesInBlock()) {
                var layer = state.getLayer().getConfig();
                all.add(new Used(
                        layer.getUpdaterByParam(state.getParamName()),
                        state.getParamName() + " in layer \"" + layer.getLayerName() + "\""));
            }
        }
        return new LearningRates(all, List.of());
    }

    /**
     * Looks whether the updaters can go on with the rates that they have.
     *
     * @throws IllegalArgumentException when one is NaN for this step
     */
    public void check(int iteration, int epoch) {
        for (Used used : all) {
            if (used.updater.hasLearningRate() && Double.isNaN(used.updater.getLearningRate(iteration, epoch))) {
                // Its clone() is made of the rate alone (seen in version 1.0.0-M2.1), and building a network clones.
                throw new IllegalArgumentException("the updater of " + used.parameter + ", "
                        + used.updater.getClass().getSimpleName() + ", has the learning rate NaN"
                        + (used.updater instanceof AdaGrad ? ": Deeplearning4j loses the schedule of an AdaGrad" : "")
                        + "; give the updater a plain rate, and the schedule to the trainer: learningRate(schedule)");
            }
        }
    }

    /**
     * The same, to follow what {@code change} makes of each updater's own schedule; a plain rate is a
     * {@link FixedSchedule}. Frozen layers stay as they are.
     *
     * @throws IllegalArgumentException when an updater has no learning rate, or {@code change} throws it
     */
    public LearningRates following(UnaryOperator<ISchedule> change) {
        return new LearningRates(
                all,
                all.stream()
                        .filter(used -> !(used.updater instanceof NoOp))
                        .map(used -> change(used, change))
                        .toList());
    }

    private static Change change(Used used, UnaryOperator<ISchedule> change) {
        var type = used.updater.getClass();
        if (!used.updater.hasLearningRate()) {
            throw new IllegalArgumentException("the updater of " + used.parameter + ", " + type.getSimpleName()
                    + ", has no learning rate that could be set; take another one, for example Adam");
        }
        try {
            // Not in the interface, but each updater of Deeplearning4j that has a rate has these two.
            var rate = (double) type.getMethod("getLearningRate").invoke(used.updater);
            var schedule = (ISchedule) type.getMethod("getLearningRateSchedule").invoke(used.updater);
            ISchedule instead = change.apply(schedule == null ? new FixedSchedule(rate) : schedule);
            return new Change(used.updater, rate, schedule, instead);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the updater of " + used.parameter + ": " + e.getMessage(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    "the updater of " + used.parameter + ": " + type.getName()
                            + " needs the public methods getLearningRate() and getLearningRateSchedule()",
                    e);
        }
    }

    /** From here on the updaters follow it. */
    public void apply() {
        // The rate stays beside the schedule: Deeplearning4j keeps the parameters of equal updaters together, and what
        // was apart
        // must stay apart in a network that is saved now.
        changes.forEach(change -> change.updater.setLrAndSchedule(change.rate, change.instead));
    }

    /** The updaters are as they were. */
    public void restore() {
        changes.forEach(change -> change.updater.setLrAndSchedule(change.rate, change.schedule));
    }

    /**
     * The rate of this step, as the first updater that has one gives it now; NaN where none has.
     *
     * @param iteration steps that the network has done before it
     * @param epoch epochs that the network has done before it
     */
    public double at(int iteration, int epoch) {
        return all.stream()
                .map(Used::updater)
                .filter(IUpdater::hasLearningRate)
                .mapToDouble(updater -> updater.getLearningRate(iteration, epoch))
                .findFirst()
                .orElse(Double.NaN);
    }
}
