package rnnlab.training;

import java.util.Arrays;
import java.util.List;

/**
 * What a training run has measured, epoch by epoch.
 *
 * @param epochs finished epochs, the first one first
 * @param end why training ended
 */
public record History(List<Epoch> epochs, End end) {

    /** Why training ended. */
    public enum End {
        /** It goes on. */
        RUNNING,
        /** All epochs were run. */
        COMPLETE,
        /** The validation loss had not improved for the given number of epochs. */
        EARLY,
        /** The user pressed Stop. */
        INTERRUPTED
    }

    /**
     * One epoch.
     *
     * @param number from 1
     * @param trainLoss mean over the steps of the epoch's batches that no mask hides, each batch measured before its
     *     step, as Keras reports it
     * @param validationLoss after the epoch; NaN without validation data
     * @param learningRate of the epoch's last step, in the first layer that has one; NaN where no layer has, or it was
     *     not recorded
     * @param seconds wall-clock time of the epoch, validation included
     */
    public record Epoch(int number, double trainLoss, double validationLoss, double learningRate, double seconds) {

        /** The loss that decides which epoch is best: on the validation data where there are any. */
        public double decidingLoss() {
            return Double.isNaN(validationLoss) ? trainLoss : validationLoss;
        }
    }

    public History {
        epochs = List.copyOf(epochs);
    }

    /** The train loss of each epoch. */
    public double[] trainLoss() {
        return epochs.stream().mapToDouble(Epoch::trainLoss).toArray();
    }

    /** The validation loss of each epoch, NaN where it was not measured. */
    public double[] validationLoss() {
        return epochs.stream().mapToDouble(Epoch::validationLoss).toArray();
    }

    /** The learning rate at the end of each epoch. */
    public double[] learningRates() {
        return epochs.stream().mapToDouble(Epoch::learningRate).toArray();
    }

    /** How many seconds of training were over at the end of each epoch. */
    public double[] elapsed() {
        double[] elapsed = epochs.stream().mapToDouble(Epoch::seconds).toArray();
        Arrays.parallelPrefix(elapsed, Double::sum);
        return elapsed;
    }

    /** The time of all epochs, in seconds. */
    public double seconds() {
        return epochs.stream().mapToDouble(Epoch::seconds).sum();
    }

    /**
     * The epoch with the lowest loss, on validation data where there are any; {@code null} never: an empty history
     * throws.
     */
    public Epoch best() {
        return epochs.stream()
                .min((a, b) -> Double.compare(a.decidingLoss(), b.decidingLoss()))
                .orElseThrow(() -> new IllegalStateException("no epoch was finished"));
    }

    /** The last finished epoch. */
    public Epoch last() {
        if (epochs.isEmpty()) {
            throw new IllegalStateException("no epoch was finished");
        }
        return epochs.get(epochs.size() - 1);
    }
}
