package rnnlab.training;

import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.nd4j.linalg.schedule.CycleSchedule;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.InverseSchedule;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.PolySchedule;
import org.nd4j.linalg.schedule.RampSchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.SigmoidSchedule;
import org.nd4j.linalg.schedule.StepSchedule;
import rnnlab.schedule.CosineSchedule;
import rnnlab.schedule.ShiftedSchedule;
import rnnlab.schedule.WarmUpSchedule;

/**
 * Every schedule, counted by iterations and by epochs, and its formula, written anew from its documentation. The values
 * lie around {@code top}.
 */
record Schedules(String name, ScheduleType type, ISchedule schedule, IntToDoubleFunction formula) {

    static Stream<Schedules> all(double top) {
        return Stream.of(ScheduleType.values()).flatMap(type -> by(type, top).stream());
    }

    private static List<Schedules> by(ScheduleType type, double top) {
        return List.of(
                new Schedules("step", type, new StepSchedule(type, top, 0.3, 2), i -> top * Math.pow(0.3, i / 2)),
                new Schedules(
                        "exponential",
                        type,
                        new ExponentialSchedule(type, top, 0.7),
                        i -> top * Math.exp(i * Math.log(0.7))),
                new Schedules("inverse", type, new InverseSchedule(type, top, 0.5, 2), i -> {
                    double below = 1 + i / 2.0;
                    return top / (below * below);
                }),
                // Rises, and is 0 from its end on: Deeplearning4j has a plus where Caffe, from which it comes, has a
                // minus.
                new Schedules("poly", type, new PolySchedule(type, top, 1, 5), i -> i < 5 ? top * (5 + i) / 5 : 0),
                new Schedules(
                        "sigmoid",
                        type,
                        new SigmoidSchedule(type, top, -1, 3),
                        i -> top * (1 - Math.tanh((i - 3) / 2.0)) / 2),
                new Schedules(
                        "map",
                        type,
                        new MapSchedule(type, Map.of(0, top, 2, top / 5, 5, top / 2)),
                        i -> i < 2 ? top : i < 5 ? top / 5 : top / 2),
                // Up to the top in 2, down in 2, then 2 of annealing; and again.
                new Schedules("cycle", type, new CycleSchedule(type, top / 10, top, 6, 2, 0.5), i -> new double[] {
                            top / 10, top * 0.55, top, top * 0.55, top / 10, top / 20
                        }
                        [i % 6]),
                new Schedules("fixed", type, new FixedSchedule(top), i -> top),
                new Schedules("cosine", type, new CosineSchedule(type, top, top / 10, 6), i -> {
                    double half = Math.sin(Math.PI * Math.min(i, 6) / 12); // of half the angle
                    return top - 0.9 * top * half * half;
                }),
                new Schedules(
                        "warm-up",
                        type,
                        new WarmUpSchedule(type, 3, new StepSchedule(type, top, 0.3, 2)),
                        i -> i == 0 ? top / 3 : i == 1 ? top * 2 / 3 : i == 2 ? top : top * Math.pow(0.3, (i - 3) / 2)),
                new Schedules(
                        "shifted",
                        type,
                        new ShiftedSchedule(2, 2, new StepSchedule(type, top, 0.3, 2)),
                        i -> i < 2 ? top : top * Math.pow(0.3, (i - 2) / 2)));
    }

    /** Deeplearning4j's warm-up, which counts iterations alone; no network that has it can be saved. */
    static Schedules ramp(double top) {
        return new Schedules(
                "ramp",
                ScheduleType.ITERATION,
                new RampSchedule(new FixedSchedule(top), 4),
                i -> top * Math.min(4, i + 1) / 4);
    }

    double at(int iteration, int epoch) {
        return formula.applyAsDouble(type == ScheduleType.ITERATION ? iteration : epoch);
    }

    @Override
    public String toString() {
        return name + " by " + type;
    }
}
