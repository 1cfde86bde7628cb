package rnnlab.schedule;

import org.nd4j.linalg.schedule.ScheduleType;

/** Checks of the arguments of schedules. */
final class Arguments {

    private Arguments() {}

    static ScheduleType type(ScheduleType type) {
        if (type == null) {
            throw new IllegalArgumentException("scheduleType: missing; ScheduleType.ITERATION or ScheduleType.EPOCH");
        }
        return type;
    }

    static int positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": " + value + " is not allowed; at least 1");
        }
        return value;
    }

    static double finite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + ": " + value + " is not allowed; a finite number");
        }
        return value;
    }
}
