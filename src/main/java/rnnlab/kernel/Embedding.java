package rnnlab.kernel;

import java.util.Arrays;

/**
 * A table with a vector for each token: y[t][.][b] = E[token[t][b]], [T][dim][B].
 *
 * <p>Parameters: E [vocabulary][dim], a token's vector in one piece. A backward pass touches the rows of the tokens that the batch
 * has, and no others.
 */
public final class Embedding {
    private static final int TASK_DIMENSIONS = 16;

    private final int vocabulary;
    private final int dim;
    private final int paddedBatch;
    private final Workers workers;
    private final float[] y;
    private final Workers.Task forwardStep = this::forwardStep;
    private final Workers.Task backwardPart = this::backwardPart;

    private float[] table;
    private int at;
    private int[] tokens;
    private int steps;
    private int batch;
    private float[] dy;
    private int dyAt;
    private float[] gradients;
    private int gradientsAt;

    /**
     * @param capacity the most time steps of a call
     * @param paddedBatch {@link Vectors#pad} of the batch
     */
    public Embedding(int vocabulary, int dim, int capacity, int paddedBatch, Workers workers) {
        this.vocabulary = vocabulary;
        this.dim = dim;
        this.paddedBatch = paddedBatch;
        this.workers = workers;
        this.y = new float[capacity * dim * paddedBatch];
    }

    /** The number of parameters. */
    public int parameters() {
        return vocabulary * dim;
    }

    /** The table is params[at ... at + parameters()); it is read where it is. */
    public void load(float[] params, int at) {
        this.table = params;
        this.at = at;
    }

    /**
     * Looks up tokens [T][B] in the first {@code batch} columns; the others become zero.
     *
     * @throws IllegalArgumentException for a token outside the vocabulary, naming step, sequence and value
     */
    public void forward(int[] tokens, int steps, int batch) {
        for (int t = 0; t < steps; t++) {
            for (int n = 0; n < batch; n++) {
                int token = tokens[t * paddedBatch + n];
                if (token < 0 || token >= vocabulary) {
                    throw new IllegalArgumentException("token " + token + " of sequence " + n + " at step " + t
                            + " is outside the vocabulary of " + vocabulary);
                }
            }
        }
        this.tokens = tokens;
        this.steps = steps;
        this.batch = batch;
        workers.share((long) steps * batch * dim, steps, forwardStep);
    }

    private void forwardStep(int t) {
        int out = t * dim * paddedBatch;
        if (batch < paddedBatch) {
            Arrays.fill(y, out, out + dim * paddedBatch, 0f);
        }
        for (int n = 0; n < batch; n++) {
            int row = at + tokens[t * paddedBatch + n] * dim;
            for (int k = 0, to = out + n; k < dim; k++, to += paddedBatch) {
                y[to] = table[row + k];
            }
        }
    }

    /** The array that holds the output, from 0. */
    public float[] output() {
        return y;
    }

    /** Adds the gradient of the table for the tokens of the last forward call, from dy [T][dim][B]. */
    public void backward(float[] dy, int dyAt, float[] gradients, int at) {
        this.dy = dy;
        this.dyAt = dyAt;
        this.gradients = gradients;
        this.gradientsAt = at;
        int tasks = (dim + TASK_DIMENSIONS - 1) / TASK_DIMENSIONS;
        workers.share((long) steps * batch * dim, tasks, backwardPart);
    }

    private void backwardPart(int task) {
        int low = task * TASK_DIMENSIONS, high = Math.min(dim, low + TASK_DIMENSIONS);
        for (int t = 0; t < steps; t++) {
            for (int n = 0; n < batch; n++) {
                int row = gradientsAt + tokens[t * paddedBatch + n] * dim;
                for (int k = low, from = dyAt + (t * dim + low) * paddedBatch + n; k < high; k++, from += paddedBatch) {
                    gradients[row + k] += dy[from];
                }
            }
        }
    }

    /** Sets the gradients that {@link #backward} touched back to zero. */
    public void clear(float[] gradients, int at) {
        for (int t = 0; t < steps; t++) {
            for (int n = 0; n < batch; n++) {
                int row = at + tokens[t * paddedBatch + n] * dim;
                Arrays.fill(gradients, row, row + dim, 0f);
            }
        }
    }
}
