package rnnlab.graph;

import java.util.List;

/**
 * What a graph is made for; a graph is kept for each.
 *
 * @param paddedBatch width of a batch, a whole number of vectors
 * @param training whether gradients are wanted
 * @param steps for each input the number of time steps it can take; 0 for an input without time
 * @param classes for each output whether its targets are classes and not distributions
 */
public record GraphKey(int paddedBatch, boolean training, List<Integer> steps, List<Boolean> classes) {

    /** Whether a graph of this key can do the work of another: the same, with room for its time steps. */
    public boolean covers(GraphKey other) {
        if (paddedBatch != other.paddedBatch || training != other.training || !classes.equals(other.classes)) {
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
