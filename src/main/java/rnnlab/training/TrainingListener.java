package rnnlab.training;

/** Hears how training goes on: a progress bar, a live chart, a sample of text after each epoch. */
public interface TrainingListener {

    /**
     * How far training is.
     *
     * @param epoch the current epoch, from 1
     * @param epochs how many epochs there will be
     * @param batch batches done in this epoch
     * @param batches batches in an epoch
     * @param loss mean loss of this epoch so far
     * @param secondsLeft estimated time to the end of the last epoch
     */
    record Progress(int epoch, int epochs, int batch, int batches, double loss, double secondsLeft) {}

    /** Before the first batch. */
    default void started(int epochs, int batches) {}

    /**
     * Something the user should know: the network trains by Deeplearning4j alone, a checkpoint could not be written.
     */
    default void notice(String line) {}

    /** After a batch; called often, so it must be quick. */
    default void batchEnded(Progress progress) {}

    /** After an epoch; the network holds the parameters of this moment. */
    default void epochEnded(History history, Progress progress) {}

    /** After the last epoch, or when training was stopped or failed. */
    default void ended(History history) {}
}
