package rnnlab.kernel;

/** How well a query fits a key: e_ij, before the softmax over the keys. */
sealed interface AttentionScore permits DotScore, AdditiveScore {

    /** What the queries are multiplied with when they are copied. */
    float queryFactor();

    /** Takes over its parameters, if it has any. */
    default void load(Slice parameters) {}

    /** p[i][j] = e_ij for a block of queries and the first keys, whole tiles. */
    void forward(int head, int rows, int keys, AttentionScratch scratch);

    /**
     * From dp, the gradient of the scores: writes dq (of the copied queries), adds dk, and adds the gradient of the
     * parameters to that of this task.
     */
    void backward(int head, int rows, int keys, AttentionScratch scratch, int task);

    /** Adds the gradient of the parameters, summed up task by task. */
    default void flush(int tasksPerHead, Slice gradients) {}
}
