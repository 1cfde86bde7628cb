package rnnlab.schedule;

import java.util.Objects;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A schedule that begins later: value(iteration, epoch) = schedule(iteration - iterations, epoch - epochs), its first
 * value until then.
 *
 * <p>With it a network that has already been trained gets a schedule that starts now. Negative shifts begin earlier.
 */
public final class ShiftedSchedule implements ISchedule {
    private static final long serialVersionUID = 1;

    private final int iterations;
    private final int epochs;
    private final ISchedule schedule;

    /**
     * @param iterations the iteration of the network that is the schedule's iteration 0
     * @param epochs the epoch of the network that is the schedule's epoch 0
     */
    public ShiftedSchedule(
            @JsonProperty("iterations") int iterations,
            @JsonProperty("epochs") int epochs,
            @JsonProperty("schedule") ISchedule schedule) {
        this.iterations = iterations;
        this.epochs = epochs;
        this.schedule = Objects.requireNonNull(schedule, "schedule: the schedule to shift is missing");
    }

    @Override
    public double valueAt(int iteration, int epoch) {
        return schedule.valueAt(Math.max(0, iteration - iterations), Math.max(0, epoch - epochs));
    }

    @Override
    public ISchedule clone() {
        return new ShiftedSchedule(iterations, epochs, schedule.clone());
    }

    /** The iteration of the network that is the schedule's iteration 0. */
    public int getIterations() {
        return iterations;
    }

    /** The epoch of the network that is the schedule's epoch 0. */
    public int getEpochs() {
        return epochs;
    }

    /** The schedule that is shifted. */
    public ISchedule getSchedule() {
        return schedule;
    }

    // Deeplearning4j keeps parameters with equal updaters together, and an updater is equal when its schedule is.
    @Override
    public boolean equals(Object other) {
        return other instanceof ShiftedSchedule that
                && iterations == that.iterations
                && epochs == that.epochs
                && schedule.equals(that.schedule);
    }

    @Override
    public int hashCode() {
        return Objects.hash(iterations, epochs, schedule);
    }

    @Override
    public String toString() {
        return "ShiftedSchedule(" + schedule + " from iteration " + iterations + ", epoch " + epochs + ")";
    }
}
