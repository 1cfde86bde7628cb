package rnnlab.schedule;

import java.util.Objects;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Half a wave of a cosine: flat at the start, flat at the end, fastest in the middle.
 *
 * <pre>{@code
 * value(i) = final + (initial - final) (1 + cos(pi i / length)) / 2    for i = 0, 1, ..., length
 * value(i) = final                                                     afterwards
 * }</pre>
 *
 * <p>i counts the network's iterations or epochs from 0, as in Deeplearning4j. Source: I. Loshchilov, F. Hutter, SGDR:
 * Stochastic Gradient Descent with Warm Restarts (2017), equation 5, <a
 * href="https://arxiv.org/abs/1608.03983">arXiv:1608.03983</a>.
 */
public final class CosineSchedule implements ISchedule {
    private static final long serialVersionUID = 1;

    private final ScheduleType scheduleType;
    private final double initialValue;
    private final double finalValue;
    private final int length;

    /**
     * @param scheduleType what is counted
     * @param initialValue value at 0
     * @param finalValue value from {@code length} on
     * @param length how many iterations or epochs it takes, at least 1
     */
    public CosineSchedule(
            @JsonProperty("scheduleType") ScheduleType scheduleType,
            @JsonProperty("initialValue") double initialValue,
            @JsonProperty("finalValue") double finalValue,
            @JsonProperty("length") int length) {
        this.scheduleType = Arguments.type(scheduleType);
        this.initialValue = Arguments.finite("initialValue", initialValue);
        this.finalValue = Arguments.finite("finalValue", finalValue);
        this.length = Arguments.positive("length", length);
    }

    @Override
    public double valueAt(int iteration, int epoch) {
        int i = scheduleType == ScheduleType.ITERATION ? iteration : epoch;
        if (i >= length) {
            return finalValue;
        }
        return finalValue + (initialValue - finalValue) * (1 + Math.cos(Math.PI * i / length)) / 2;
    }

    @Override
    public ISchedule clone() {
        return this; // nothing in it changes
    }

    /** What is counted. */
    public ScheduleType getScheduleType() {
        return scheduleType;
    }

    /** The value at 0. */
    public double getInitialValue() {
        return initialValue;
    }

    /** The value from the length on. */
    public double getFinalValue() {
        return finalValue;
    }

    /** How many iterations or epochs it takes. */
    public int getLength() {
        return length;
    }

    // Deeplearning4j keeps parameters with equal updaters together, and an updater is equal when its schedule is.
    @Override
    public boolean equals(Object other) {
        return other instanceof CosineSchedule that
                && scheduleType == that.scheduleType
                && Double.compare(initialValue, that.initialValue) == 0
                && Double.compare(finalValue, that.finalValue) == 0
                && length == that.length;
    }

    @Override
    public int hashCode() {
        return Objects.hash(scheduleType, initialValue, finalValue, length);
    }

    @Override
    public String toString() {
        return "CosineSchedule(" + scheduleType + ", " + initialValue + " to " + finalValue + " in " + length + ")";
    }
}
