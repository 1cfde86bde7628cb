package rnnlab.training;

import java.util.Optional;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import rnnlab.schedule.CosineSchedule;
import rnnlab.schedule.ShiftedSchedule;
import rnnlab.schedule.WarmUpSchedule;

/**
 * How learning rates go during one fit, as the trainer was told.
 *
 * @param given instead of what each updater has
 * @param warmUp length of a linear warm-up in epochs; 0 for none
 * @param cosine whether the rate then falls to 0 at the end of the fit
 */
record FitSchedule(Optional<ISchedule> given, double warmUp, boolean cosine) {

    /** Each updater's own. */
    static final FitSchedule OWN = new FitSchedule(Optional.empty(), 0, false);

    /** Steps and epochs of a fit, and how many the network has done before it. */
    record Span(int iteration, int epoch, int stepsPerEpoch, int epochs) {}

    FitSchedule given(ISchedule schedule) {
        return new FitSchedule(Optional.of(schedule), warmUp, cosine);
    }

    FitSchedule warmUp(double epochs) {
        return new FitSchedule(given, epochs, cosine);
    }

    FitSchedule withCosine() {
        return new FitSchedule(given, warmUp, true);
    }

    /** @throws IllegalArgumentException when it cannot be followed during this fit, whatever the updater */
    void check(Span fit) {
        if (warmUp >= fit.epochs && warmUp > 0) {
            throw new IllegalArgumentException("warmUp: " + text(warmUp) + " epochs of warm-up in a fit of "
                    + fit.epochs + "; it must be shorter than the fit");
        }
        given.ifPresent(schedule -> {
            for (long step = 0; step < (long) fit.stepsPerEpoch * fit.epochs; step++) {
                int epoch = (int) (step / fit.stepsPerEpoch);
                double rate = schedule.valueAt((int) step, epoch);
                if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY)) {
                    throw new IllegalArgumentException(
                            "learningRate: " + schedule + " is " + rate + " at step " + (step + 1) + " (epoch "
                                    + (epoch + 1) + "); a learning rate is a finite number, 0 or above");
                }
            }
        });
    }

    /**
     * What an updater follows during this fit.
     *
     * @param own its own schedule, which counts what the network has ever done; what was given counts from the start of
     *     the fit
     */
    ISchedule instead(ISchedule own, Span fit) {
        ISchedule schedule = given.orElseGet(
                () -> own instanceof FixedSchedule ? own : new ShiftedSchedule(-fit.iteration, -fit.epoch, own));
        int warmUpSteps = (int) Math.round(warmUp * fit.stepsPerEpoch);
        if (cosine) {
            schedule = new CosineSchedule(
                    ScheduleType.ITERATION, rate(given.orElse(own)), 0, fit.stepsPerEpoch * fit.epochs - warmUpSteps);
        }
        if (warmUpSteps > 0) {
            // A schedule by epochs begins after the warm-up too.
            schedule = new WarmUpSchedule(
                    ScheduleType.ITERATION, warmUpSteps, new ShiftedSchedule(0, (int) warmUp, schedule));
        }
        return new ShiftedSchedule(fit.iteration, fit.epoch, schedule);
    }

    private static double rate(ISchedule schedule) {
        if (schedule instanceof FixedSchedule fixed) {
            return fixed.getValue();
        }
        throw new IllegalArgumentException("cosine() falls from one learning rate, but there is " + schedule
                + ": leave out cosine(), or say learningRate(0.01), or another number");
    }

    private static String text(double epochs) {
        return epochs == Math.rint(epochs) ? Long.toString((long) epochs) : Double.toString(epochs);
    }
}
