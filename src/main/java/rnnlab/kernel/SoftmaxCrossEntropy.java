package rnnlab.kernel;

import static rnnlab.kernel.ChunkedSoftmax.CHUNK;
import static rnnlab.kernel.ColumnBlocks.BLOCK;

import java.util.Arrays;

/**
 * A dense layer to V classes, softmax, and the cross-entropy with one class label for each step:
 *
 * <pre>
 *   l = W x + b,   p = exp(l) / sum of exp(l),   loss = -ln p[label],   dl = p - (1 at the label)
 * </pre>
 *
 * <p>For a vocabulary of 10 000 the logits of a batch fill hundreds of megabytes. They are never stored: some columns
 * (a column is one step of one sequence) at a time go from x to dl, dx and dW, in chunks of classes that stay in cache,
 * see {@link ChunkedSoftmax}.
 *
 * <p>With label smoothing s the target is not 1 at the label and 0 elsewhere, but 1 - s + s/V there and s/V elsewhere
 * (Szegedy et al. 2016, <a href="https://arxiv.org/abs/1512.00567">arXiv:1512.00567</a>, section 7).
 *
 * <p>Parameters: W [V][inputs], b [V].
 */
public final class SoftmaxCrossEntropy {
    /** Columns whose gradients dl are kept at a time, for dW. */
    private static final int GROUP = 256;
    /** Rows of dW in one task. */
    private static final int TASK_ROWS = 8 * Tiles.IN_PLACE_ROWS;

    private final int inputs;
    private final int classes;
    private final int paddedBatch;
    private final int groupSteps;
    private final Workers workers;
    /** W and its transpose, chunk by chunk. */
    private final PackedWeights[] weights;

    private final PackedWeights[] transposedWeights;

    private final ColumnBlocks x;
    private final ColumnBlocks dx;
    /** The blocks of x. */
    private final PackedTranspose transposedX;

    private final ChunkedSoftmax softmax;
    /** Of each column its label (-1: none), how much it counts, the logits times their targets and its loss. */
    private final int[] label;

    private final float[] weight;
    private final float[] targetLogit;
    private final double[] losses;
    /** The inputs, rounded up to whole vectors. */
    private final int width;
    /** Where the transposed x has more columns than W: the gradient of W before its rows are cut to size. */
    private final float[] sums;

    private final BiasGradient biasGradient;

    private final Workers.Task columns = this::columns;
    private final Workers.Task rows = this::rows;

    private Slice bias;
    private Slice gradients;
    private int groupColumns;
    private float scale;
    private boolean training;
    private float smoothing;

    /** A layer from {@code inputs} numbers to the classes. */
    public SoftmaxCrossEntropy(int inputs, int classes, Capacity capacity) {
        this.inputs = inputs;
        this.classes = classes;
        this.paddedBatch = capacity.paddedBatch();
        this.workers = capacity.workers();
        this.groupSteps = Math.max(1, Math.min(capacity.steps(), GROUP / paddedBatch));
        int most = groupSteps * paddedBatch, blocks = ColumnBlocks.count(most), room = blocks * BLOCK;
        this.softmax = new ChunkedSoftmax(classes, most);
        this.weights = new PackedWeights[softmax.chunks()];
        this.transposedWeights = new PackedWeights[softmax.chunks()];
        for (int i = 0; i < softmax.chunks(); i++) {
            weights[i] = new PackedWeights(1, softmax.size(i), inputs, BLOCK);
            transposedWeights[i] = new PackedWeights(1, inputs, softmax.size(i), BLOCK);
        }
        this.x = new ColumnBlocks(inputs, most, paddedBatch);
        this.dx = new ColumnBlocks(inputs, most, paddedBatch);
        float[] panels = Vectors.aligned(blocks * PackedTranspose.length(inputs, BLOCK));
        this.transposedX = new PackedTranspose(inputs, BLOCK, blocks, panels);
        this.label = new int[room];
        this.weight = new float[room];
        this.targetLogit = new float[room];
        this.losses = new double[room];
        this.width = PackedTranspose.width(inputs);
        this.sums = new float[width == inputs ? 0 : classes * width];
        this.biasGradient = new BiasGradient(classes);
    }

    /** Smooths the labels; 0 at first. */
    public SoftmaxCrossEntropy smoothing(double smoothing) {
        this.smoothing = (float) smoothing;
        return this;
    }

    /** The number of parameters. */
    public int parameters() {
        return classes * (inputs + 1);
    }

    /** Takes over the parameters; to be called again after they changed. */
    public void load(Slice parameters) {
        bias = parameters.plus(classes * inputs);
        workers.share((long) classes * inputs, weights.length, i -> {
            int at = parameters.at() + i * CHUNK * inputs;
            weights[i].pack(parameters.array(), at, inputs, 1);
            transposedWeights[i].pack(parameters.array(), at, 1, inputs);
        });
    }

    /**
     * The SUM of the losses, each times its weight; no gradients.
     *
     * @param x [T][inputs][B]
     * @param labels [T][B], classes from 0; where the weight is 0 they are not looked at
     * @throws IllegalArgumentException for a label that is no class, naming step, sequence and value
     */
    public double loss(Slice x, int[] labels, LossWeights count) {
        return train(x, labels, count, Slice.NONE, Slice.NONE);
    }

    /**
     * As {@link #loss}; besides it adds the gradients of W and b to {@code gradients} and writes those of x to
     * {@code dx}, unless that is none.
     */
    public double train(Slice x, int[] labels, LossWeights count, Slice gradients, Slice dx) {
        this.training = !gradients.isNone();
        this.gradients = gradients;
        this.scale = count.scale();
        double loss = 0;
        for (int t = 0; t < count.steps(); t += groupSteps) {
            int at = t * inputs * paddedBatch;
            gather(x.array(), x.at() + at, Math.min(groupSteps, count.steps() - t));
            label(labels, count.weights(), t);
            workers.share(work(), ColumnBlocks.count(groupColumns), columns);
            for (int n = 0; n < groupColumns; n++) {
                loss += losses[n];
            }
            if (training) {
                workers.share(work(), (classes + TASK_ROWS - 1) / TASK_ROWS, rows);
            }
            if (training && !dx.isNone()) {
                this.dx.scatter(dx.array(), dx.at() + at, groupColumns);
            }
        }
        if (training) {
            biasGradient.flush(0, classes, gradients.plus(classes * inputs));
            addSums();
        }
        return loss;
    }

    /** The probabilities [T][V][B] of all classes. */
    public void probabilities(Slice x, int steps, Slice p) {
        training = false;
        Arrays.fill(label, -1);
        Arrays.fill(weight, 0f);
        float[] to = p.array();
        for (int t = 0; t < steps; t++) {
            gather(x.array(), x.at() + t * inputs * paddedBatch, 1);
            workers.share(work(), ColumnBlocks.count(groupColumns), columns);
            for (int v = 0; v < classes; v++) {
                int row = p.at() + (t * classes + v) * paddedBatch;
                for (int n = 0; n < paddedBatch; n++) {
                    to[row + n] = softmax.probability(n, v);
                }
            }
        }
    }

    private long work() {
        return (long) groupColumns * parameters();
    }

    /** The group under way: {@code count} time steps from x[at] on. */
    private void gather(float[] x, int at, int count) {
        groupColumns = count * paddedBatch;
        this.x.gather(x, at, groupColumns);
    }

    /** Labels and weights of the group's columns, which begin with time step t. */
    private void label(int[] labels, float[] weights, int t) {
        for (int column = 0; column < groupColumns; column++) {
            int step = t * paddedBatch + column;
            boolean counts = weights[step] != 0f;
            weight[column] = weights[step];
            label[column] = counts ? labels[step] : -1;
            if (counts && (labels[step] < 0 || labels[step] >= classes)) {
                throw new IllegalArgumentException("label " + labels[step] + " of sequence " + column % paddedBatch
                        + " at step " + (t + column / paddedBatch) + " is no class: there are " + classes + ", from 0");
            }
        }
    }

    /** One task: a block of columns from x to the loss and, in training, to the gradients of logits and x. */
    private void columns(int block) {
        int first = block * BLOCK, count = Math.min(groupColumns - first, BLOCK);
        for (int i = 0; i < weights.length; i++) {
            logits(block, i, count);
            softmax.exponentials(block, i, count);
        }
        for (int n = first; n < first + count; n++) {
            double logSum = softmax.combine(n);
            losses[n] = weight[n] == 0f ? 0 : weight[n] * (logSum - targetLogit[n]);
        }
        if (training) {
            backward(block, count);
        }
    }

    /** The logits of one chunk of classes, W x + b. */
    private void logits(int block, int chunk, int count) {
        float[] l = softmax.array(), b = bias.array();
        int at = softmax.at(block, chunk * CHUNK), bAt = bias.at() + chunk * CHUNK;
        for (int j = 0; j < softmax.size(chunk); j++) {
            Arrays.fill(l, at + j * BLOCK, at + j * BLOCK + count, b[bAt + j]);
        }
        weights[chunk].multiply(x.array(), x.at(block), l, at, count);
        for (int n = 0, column = block * BLOCK; n < count; n++, column++) {
            targetLogit[column] = chunk == 0 ? 0f : targetLogit[column];
            if (isIn(chunk, label[column])) {
                targetLogit[column] += (1 - smoothing) * l[softmax.at(block, label[column]) + n];
            }
        }
        for (int j = 0; smoothing > 0 && j < softmax.size(chunk); j++) {
            for (int n = 0; n < count; n++) {
                targetLogit[block * BLOCK + n] += smoothing / classes * l[at + j * BLOCK + n];
            }
        }
    }

    private boolean isIn(int chunk, int label) {
        return label >= chunk * CHUNK && label < chunk * CHUNK + softmax.size(chunk);
    }

    /** The gradients of a block's logits and x, chunk by chunk. */
    private void backward(int block, int count) {
        float[] dl = softmax.array();
        transposedX.pack(block, x.array(), x.at(block), count);
        Arrays.fill(dx.array(), dx.at(block), dx.at(block + 1), 0f);
        for (int i = 0; i < weights.length; i++) {
            softmax.weigh(block, i, count, weight, scale);
            for (int n = 0, column = block * BLOCK; n < count; n++, column++) {
                if (isIn(i, label[column])) {
                    dl[softmax.at(block, label[column]) + n] -= (1 - smoothing) * weight[column] * scale;
                }
            }
            for (int j = 0, at = softmax.at(block, i * CHUNK); smoothing > 0 && j < softmax.size(i); j++, at += BLOCK) {
                for (int n = 0; n < count; n++) {
                    dl[at + n] -= smoothing / classes * weight[block * BLOCK + n] * scale;
                }
            }
            transposedWeights[i].multiply(dl, softmax.at(block, i * CHUNK), dx.array(), dx.at(block), count);
        }
    }

    /** One task: some rows of dW += dl xᵀ and of db. */
    private void rows(int task) {
        int from = task * TASK_ROWS, to = Math.min(classes, from + TASK_ROWS);
        boolean direct = width == inputs;
        float[] dl = softmax.array(), y = direct ? gradients.array() : sums;
        int yAt = direct ? gradients.at() + from * inputs : from * width;
        for (int block = 0; block < ColumnBlocks.count(groupColumns); block++) {
            int at = softmax.at(block, from), count = Math.min(BLOCK, groupColumns - block * BLOCK);
            transposedX.multiply(block, to - from, dl, at, y, yAt);
            for (int j = from; j < to; j++) {
                biasGradient.add(j, dl, softmax.at(block, j), count);
            }
        }
    }

    private void addSums() {
        if (width == inputs) {
            return;
        }
        float[] g = gradients.array();
        for (int v = 0, at = gradients.at(); v < classes; v++, at += inputs) {
            for (int k = 0; k < inputs; k++) {
                g[at + k] += sums[v * width + k];
            }
        }
        Arrays.fill(sums, 0f);
    }
}
