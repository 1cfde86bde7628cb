package rnnlab.kernel;

import java.util.Arrays;

/**
 * A table with a vector for each token: y[t][.][b] = E[token[t][b]], [T][dim][B].
 *
 * <p>Parameters: E [vocabulary][dim], a token's vector in one piece. A backward pass touches the rows of the tokens
 * that the batch has, and no others.
 */
public final class Embedding {
    private static final int TASK_DIMENSIONS = 16;

    private final int vocabulary;
    private final int dim;
    private final int paddedBatch;
    private final Workers workers;
    private final Slice y;
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

    /** @param dim the numbers of a vector */
    public Embedding(int vocabulary, int dim, Capacity capacity) {
        this.vocabulary = vocabulary;
        this.dim = dim;
        this.paddedBatch = capacity.paddedBatch();
        this.workers = capacity.workers();
        this.y = Slice.of(new float[capacity.steps() * dim * paddedBatch]);
    }

    /** The number of parameters. */
    public int parameters() {
        return vocabulary * dim;
    }

    /** Takes over the table; it is read where it is. */
    public void load(Slice parameters) {
        this.table = parameters.array();
        this.at = parameters.at();
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
        float[] y = this.y.array();
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

    /** Where the output is, [T][dim][B]; the next forward call overwrites it. */
    public Slice output() {
        return y;
    }

    /** Adds the gradient of the table for the tokens of the last forward call, from dy [T][dim][B]. */
    public void backward(Slice dy, Slice gradients) {
        this.dy = dy.array();
        this.dyAt = dy.at();
        this.gradients = gradients.array();
        this.gradientsAt = gradients.at();
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
}
