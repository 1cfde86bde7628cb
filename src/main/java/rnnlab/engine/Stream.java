package rnnlab.engine;

/**
 * A network read step by step, its state carried along: one step costs one step, however long the sequence is. For
 * generating text and for forecasting one value after the other.
 */
public interface Stream {

    /**
     * One step of one sequence.
     *
     * @param x the network's input at this step, [F]
     * @return the prediction at this step, [L]
     */
    float[] next(float... x);

    /**
     * One step of one sequence of indices; a network without embedding sees them one-hot.
     *
     * @return the prediction at this step, [L]
     */
    float[] next(int index);

    /**
     * One step of several sequences of indices; the first step after a reset decides how many. Returns [sequence][L].
     */
    float[][] next(int[] indices);

    /** Sequence i goes on from where sequence {@code from[i]} is now: what beam search needs. */
    void reorder(int[] from);

    /** Starts again from zero state. */
    void reset();
}
