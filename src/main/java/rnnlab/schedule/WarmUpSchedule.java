package rnnlab.schedule;

import java.util.Objects;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A linear warm-up, then any other schedule from its beginning.
 *
 * <pre>{@code
 * value(i) = (i + 1) / length * then(0)    for i = 0, 1, ..., length - 1
 * value(i) = then(i - length)              afterwards
 * }</pre>
 *
 * <p>i counts the network's iterations or epochs from 0, as in Deeplearning4j. The first value is not 0: no step is
 * without effect. What is not counted here is handed on as it is: after a warm-up of 100 iterations a schedule by
 * epochs goes by all epochs.
 *
 * <p>Deeplearning4j's own {@code RampSchedule} is lost when a network is saved, and its base goes on during the
 * warm-up. Source: P. Goyal et al., Accurate, Large Minibatch SGD (2017), section 2.2, <a
 * href="https://arxiv.org/abs/1706.02677">arXiv:1706.02677</a>.
 */
public final class WarmUpSchedule implements ISchedule {
    private static final long serialVersionUID = 1;

    private final ScheduleType scheduleType;
    private final int length;
    private final ISchedule then;

    /**
     * @param scheduleType what is counted
     * @param length how many iterations or epochs the warm-up takes, at least 1
     * @param then the schedule after it, whose first value the warm-up rises to
     */
    public WarmUpSchedule(
            @JsonProperty("scheduleType") ScheduleType scheduleType,
            @JsonProperty("length") int length,
            @JsonProperty("then") ISchedule then) {
        this.scheduleType = Arguments.type(scheduleType);
        this.length = Arguments.positive("length", length);
        this.then = Objects.requireNonNull(then, "then: the schedule after the warm-up is missing");
    }

    @Override
    public double valueAt(int iteration, int epoch) {
        boolean iterations = scheduleType == ScheduleType.ITERATION;
        int i = iterations ? iteration : epoch;
        int after = Math.max(0, i - length);
        double value = iterations ? then.valueAt(after, epoch) : then.valueAt(iteration, after);
        return i < length ? value * (i + 1) / length : value;
    }

    @Override
    public ISchedule clone() {
        return new WarmUpSchedule(scheduleType, length, then.clone());
    }

    /** What is counted. */
    public ScheduleType getScheduleType() {
        return scheduleType;
    }

    /** How many iterations or epochs the warm-up takes. */
    public int getLength() {
        return length;
    }

    /** The schedule after the warm-up. */
    public ISchedule getThen() {
        return then;
    }

    // Deeplearning4j keeps parameters with equal updaters together, and an updater is equal when its schedule is.
    @Override
    public boolean equals(Object other) {
        return other instanceof WarmUpSchedule that
                && scheduleType == that.scheduleType
                && length == that.length
                && then.equals(that.then);
    }

    @Override
    public int hashCode() {
        return Objects.hash(scheduleType, length, then);
    }

    @Override
    public String toString() {
        return "WarmUpSchedule(" + scheduleType + ", " + length + ", then " + then + ")";
    }
}
