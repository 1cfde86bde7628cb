package rnnlab.graph;

import java.util.List;

/**
 * What a graph is made for; a graph is kept for each.
 *
 * @param paddedBatch width of a batch, a whole number of vectors
 * @param training whether gradients are wanted
 * @param steps for each input the number of time steps it can take; 0 for an input without time
 * @param classes for each output whether its targets are classes and not distributions
 * @param stepwise the number of the input that is read step by step, one in each pass; {@link #NONE} for no such input
 */
public record GraphKey(int paddedBatch, boolean training, List<Integer> steps, List<Boolean> classes, int stepwise) {

    /** No input is read step by step. */
    public static final int NONE = -1;

    /** A graph that reads whole sequences. */
    public GraphKey(int paddedBatch, boolean training, List<Integer> steps, List<Boolean> classes) {
        this(paddedBatch, training, steps, classes, NONE);
    }

    /** Whether a graph of this key can do the work of another: the same, with room for its time steps. */
    public boolean covers(GraphKey other) {
        if (paddedBatch != other.paddedBatch
                || training != other.training
                || stepwise != other.stepwise
                || !classes.equals(other.classes)) {
            return false;
        }
        for (int i = 0; i < steps.size(); i++) {
            boolean sequence = steps.get(i) > 0;
            if (sequence != other.steps.get(i) > 0 || steps.get(i) < other.steps.get(i)) {
                return false;
            }
        }
        return true;
    }
}
