package rnnlab.kernel;

import static rnnlab.kernel.Vectors.ALIGNED;
import static rnnlab.kernel.Vectors.SPECIES;
import static rnnlab.kernel.Vectors.WIDTH;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * A dense layer to V classes, softmax, and the cross-entropy with one class label for each step:
 *
 * <pre>
 *   l = W x + b,   p = exp(l) / sum of exp(l),   loss = -ln p[label],   dl = p - (1 at the label)
 * </pre>
 *
 * <p>For a vocabulary of 10 000 the logits of a batch fill hundreds of megabytes. They are never stored: some columns (a column is one
 * step of one sequence) at a time go from x to dl, dx and dW, in slices of classes that stay in cache. Each slice takes its
 * exponentials relative to its own greatest logit, and a factor per slice makes them probabilities.
 *
 * <p>Parameters: W [V][inputs], b [V].
 */
public final class SoftmaxCrossEntropy {
    /** Columns whose gradients dl are kept at a time, for dW. */
    private static final int GROUP = 256;
    /** Columns of one task, and of one block of the arrays below. */
    private static final int BLOCK = 64;
    /** Classes of one slice: with a block's columns 64 KB of logits. */
    private static final int SLICE = 256;

    private static final int TASK_ROWS = 8 * Tiles.IN_PLACE_ROWS;

    private final int inputs;
    private final int classes;
    private final int paddedBatch;
    private final int width;
    private final int groupSteps;
    private final int columnRoom;
    private final Workers workers;
    private final Panels[] weights;
    private final Panels[] transposedWeights;
    /** The group's x, block by block [inputs][BLOCK]; the panels of its transpose, likewise; and the gradient of x as x. */
    private final float[] x;

    private final float[] transposedX;
    private final float[] dx;
    /** Logits, then exponentials, then gradients of the logits, block by block [V][BLOCK]. */
    private final float[] d;

    private final float[] greatest;
    private final float[] factor;
    private final float[] labelLogit;
    private final float[] weight;
    private final int[] label;
    private final double[] losses;
    private final float[] sums;
    /** The gradient of b before the numbers of its vectors are added up. */
    private final float[] biasSums;

    private final Workers.Task columns = this::columns;
    private final Workers.Task rows = this::rows;

    private float[] params;
    private int biasAt;
    private float[] gradients;
    private int gradientsAt;
    private int groupColumns;
    private float scale;
    private boolean training;

    /**
     * @param capacity the most time steps of a call
     * @param paddedBatch {@link Vectors#pad} of the batch
     */
    public SoftmaxCrossEntropy(int inputs, int classes, int capacity, int paddedBatch, Workers workers) {
        this.inputs = inputs;
        this.classes = classes;
        this.paddedBatch = paddedBatch;
        this.workers = workers;
        this.width = ColumnPanels.width(inputs);
        this.groupSteps = Math.max(1, Math.min(capacity, GROUP / paddedBatch));
        int room = (groupSteps * paddedBatch + BLOCK - 1) / BLOCK * BLOCK;
        this.columnRoom = room;
        int slices = (classes + SLICE - 1) / SLICE;
        this.weights = new Panels[slices];
        this.transposedWeights = new Panels[slices];
        for (int i = 0; i < slices; i++) {
            int size = Math.min(SLICE, classes - i * SLICE);
            weights[i] = new Panels(1, size, inputs);
            transposedWeights[i] = new Panels(1, inputs, size);
        }
        this.x = new float[inputs * room];
        this.transposedX = Vectors.aligned(room * width);
        this.dx = new float[inputs * room];
        this.d = new float[classes * room];
        this.greatest = new float[slices * room];
        this.factor = new float[slices * room];
        this.labelLogit = new float[room];
        this.weight = new float[room];
        this.label = new int[room];
        this.losses = new double[room];
        this.biasSums = new float[classes * WIDTH];
        this.sums = new float[width == inputs ? 0 : classes * width];
    }

    /** The number of parameters. */
    public int parameters() {
        return classes * (inputs + 1);
    }

    /** Takes over the parameters params[at ... at + parameters()); to be called again after they changed. */
    public void load(float[] params, int at) {
        this.params = params;
        this.biasAt = at + classes * inputs;
        workers.share((long) classes * inputs, weights.length, i -> {
            weights[i].pack(params, at + i * SLICE * inputs, inputs, 1);
            transposedWeights[i].pack(params, at + i * SLICE * inputs, 1, inputs);
        });
    }

    /**
     * The SUM of the losses over the batch and the unmasked steps; no gradients.
     *
     * @param x [T][inputs][B]
     * @param labels [T][B], classes from 0; those of masked steps and of columns above the batch are not looked at
     * @param mask [T][B], 0 for a step that does not count; null: all count
     * @param batch the real columns
     */
    public double loss(float[] x, int xAt, int[] labels, float[] mask, int steps, int batch) {
        return run(x, xAt, labels, mask, steps, batch, 1f, null, 0, null, 0);
    }

    /**
     * As {@link #loss}; besides it adds the gradients of W and b, times {@code scale}, to gradients[at ...) and writes those of x, times
     * scale, to dx[dxAt ...) unless that is null.
     *
     * @throws IllegalArgumentException for a label that is no class, naming step, sequence and value
     */
    public double train(
            float[] x,
            int xAt,
            int[] labels,
            float[] mask,
            int steps,
            int batch,
            float scale,
            float[] gradients,
            int at,
            float[] dx,
            int dxAt) {
        return run(x, xAt, labels, mask, steps, batch, scale, gradients, at, dx, dxAt);
    }

    /** The probabilities [T][V][B] of all classes. */
    public void probabilities(float[] x, int xAt, int steps, float[] y, int yAt) {
        for (int t = 0; t < steps; t++) {
            gather(x, xAt, null, null, t, 1, paddedBatch, 1f);
            training = false;
            workers.share((long) groupColumns * parameters(), tasks(), columns);
            for (int v = 0; v < classes; v++) {
                for (int n = 0; n < paddedBatch; n++) {
                    float e = d[(n / BLOCK * classes + v) * BLOCK + n % BLOCK];
                    y[yAt + (t * classes + v) * paddedBatch + n] = e * factor[v / SLICE * columnRoom + n];
                }
            }
        }
    }

    private double run(
            float[] x,
            int xAt,
            int[] labels,
            float[] mask,
            int steps,
            int batch,
            float scale,
            float[] gradients,
            int at,
            float[] dx,
            int dxAt) {
        this.training = gradients != null;
        this.gradients = gradients;
        this.gradientsAt = at;
        double loss = 0;
        for (int t = 0; t < steps; t += groupSteps) {
            int count = Math.min(groupSteps, steps - t);
            gather(x, xAt, labels, mask, t, count, batch, scale);
            long work = (long) groupColumns * parameters();
            workers.share(work, tasks(), columns);
            for (int n = 0; n < groupColumns; n++) {
                loss += losses[n];
            }
            if (!training) {
                continue;
            }
            workers.share(work, (classes + TASK_ROWS - 1) / TASK_ROWS, rows);
            if (dx != null) {
                copyBlocks(dx, dxAt + t * inputs * paddedBatch, this.dx, false);
            }
        }
        if (training) {
            Dots.addSums(biasSums, 0, classes, gradients, at + classes * inputs);
            if (width != inputs) {
                addSums();
            }
        }
        return loss;
    }

    private int tasks() {
        return (groupColumns + BLOCK - 1) / BLOCK;
    }

    /** Puts {@code count} time steps from t on side by side: x in blocks of columns, labels and weights [columns]. */
    private void gather(
            float[] from, int fromAt, int[] labels, float[] mask, int t, int count, int batch, float scale) {
        groupColumns = count * paddedBatch;
        this.scale = scale;
        copyBlocks(from, fromAt + t * inputs * paddedBatch, x, true);
        for (int column = 0; column < groupColumns; column++) {
            int n = column % paddedBatch, step = t * paddedBatch + column;
            boolean counts = labels != null && n < batch && (mask == null || mask[step] != 0f);
            weight[column] = !counts ? 0f : mask == null ? 1f : mask[step];
            label[column] = counts ? labels[step] : -1;
            if (counts && (labels[step] < 0 || labels[step] >= classes)) {
                throw new IllegalArgumentException("label " + labels[step] + " of sequence " + n + " at step "
                        + (t + column / paddedBatch) + " is no class: there are " + classes + ", from 0");
            }
        }
    }

    /** Copies between steps [T][inputs][B] and blocks [columns/BLOCK][inputs][BLOCK]. */
    private void copyBlocks(float[] steps, int at, float[] blocks, boolean toBlocks) {
        for (int column = 0, length; column < groupColumns; column += length) {
            int n = column % paddedBatch, inBlock = column % BLOCK;
            length = Math.min(paddedBatch - n, BLOCK - inBlock);
            for (int k = 0; k < inputs; k++) {
                int step = at + (column / paddedBatch * inputs + k) * paddedBatch + n;
                int block = (column / BLOCK * inputs + k) * BLOCK + inBlock;
                if (toBlocks) {
                    System.arraycopy(steps, step, blocks, block, length);
                } else {
                    System.arraycopy(blocks, block, steps, step, length);
                }
            }
        }
    }

    /** One task: a block of columns from x to the loss and, in training, to the gradients of logits and x. */
    private void columns(int task) {
        int first = task * BLOCK, count = Math.min(groupColumns - first, BLOCK);
        int xAt = task * inputs * BLOCK;
        for (int i = 0; i < weights.length; i++) {
            int size = Math.min(SLICE, classes - i * SLICE), at = dAt(task, i);
            for (int j = 0; j < size; j++) {
                Arrays.fill(d, at + j * BLOCK, at + j * BLOCK + count, params[biasAt + i * SLICE + j]);
            }
            weights[i].multiply(x, xAt, d, at, BLOCK, count);
            for (int n = 0; n < count; n++) {
                int inSlice = label[first + n] - i * SLICE;
                if (inSlice >= 0 && inSlice < size) {
                    labelLogit[first + n] = d[at + inSlice * BLOCK + n];
                }
            }
            for (int n = 0; n < count; n += WIDTH) {
                greatest(at + n, size, i * columnRoom + first + n);
                exponentials(at + n, size, i * columnRoom + first + n);
            }
        }
        for (int n = first; n < first + count; n++) {
            combine(n);
        }
        if (!training) {
            return;
        }
        ColumnPanels.transpose(x, xAt, BLOCK, inputs, count, transposedX, ALIGNED + first * width);
        Arrays.fill(dx, xAt, xAt + inputs * BLOCK, 0f);
        for (int i = 0; i < weights.length; i++) {
            int size = Math.min(SLICE, classes - i * SLICE), at = dAt(task, i);
            for (int n = 0; n < count; n += WIDTH) {
                scaleByFactor(at + n, size, i * columnRoom + first + n, first + n);
            }
            for (int n = 0; n < count; n++) {
                int inSlice = label[first + n] - i * SLICE;
                if (inSlice >= 0 && inSlice < size) {
                    d[at + inSlice * BLOCK + n] -= weight[first + n] * scale;
                }
            }
            transposedWeights[i].multiply(d, at, dx, xAt, BLOCK, count);
        }
    }

    /** Where slice i of a task's block begins in {@link #d}. */
    private int dAt(int task, int i) {
        return (task * classes + i * SLICE) * BLOCK;
    }

    /** The greatest of the {@code size} logits of a slice, in the columns of one vector. */
    private void greatest(int at, int size, int to) {
        var max = FloatVector.fromArray(SPECIES, d, at);
        for (int j = 1; j < size; j++) {
            max = FloatVector.fromArray(SPECIES, d, at + j * BLOCK).max(max);
        }
        max.intoArray(greatest, to);
    }

    /** Logits become exp(logit - greatest of the slice); their sum goes to {@code factor}. */
    private void exponentials(int at, int size, int to) {
        var max = FloatVector.fromArray(SPECIES, greatest, to);
        var sum = FloatVector.zero(SPECIES);
        for (int j = 0; j < size; j++) {
            var e = Elementary.exp(
                    FloatVector.fromArray(SPECIES, d, at + j * BLOCK).sub(max));
            e.intoArray(d, at + j * BLOCK);
            sum = e.add(sum);
        }
        sum.intoArray(factor, to);
    }

    /** From the slices' greatest logits and sums: the loss, and the factor from each slice's exponentials to probabilities. */
    private void combine(int column) {
        int end = weights.length * columnRoom;
        float max = greatest[column];
        for (int i = column; i < end; i += columnRoom) {
            max = Math.max(max, greatest[i]);
        }
        double sum = 0;
        for (int i = column; i < end; i += columnRoom) {
            greatest[i] = (float) Math.exp(greatest[i] - max);
            sum += greatest[i] * factor[i];
        }
        for (int i = column; i < end; i += columnRoom) {
            factor[i] = (float) (greatest[i] / sum);
        }
        losses[column] = weight[column] == 0f ? 0 : weight[column] * (Math.log(sum) + max - labelLogit[column]);
    }

    /** From exponentials to gradients of the logits, before the label's share: times factor, weight and scale. */
    private void scaleByFactor(int at, int size, int factorAt, int weightAt) {
        var f = FloatVector.fromArray(SPECIES, factor, factorAt)
                .mul(FloatVector.fromArray(SPECIES, weight, weightAt))
                .mul(scale);
        for (int j = 0; j < size; j++) {
            FloatVector.fromArray(SPECIES, d, at + j * BLOCK).mul(f).intoArray(d, at + j * BLOCK);
        }
    }

    /** One task: some rows of dW += dl xᵀ and of db. */
    private void rows(int task) {
        int from = task * TASK_ROWS, count = Math.min(classes - from, TASK_ROWS);
        boolean direct = width == inputs;
        float[] c = direct ? gradients : sums;
        int cAt = direct ? gradientsAt + from * inputs : from * width;
        for (int block = 0; block < tasks(); block++) {
            int dAt = (block * classes + from) * BLOCK, depth = Math.min(BLOCK, groupColumns - block * BLOCK);
            ColumnPanels.multiply(
                    d, dAt, BLOCK, count, depth, transposedX, ALIGNED + block * BLOCK * width, width, c, cAt, width);
            for (int j = 0; j < count; j++) {
                Dots.addVectors(d, dAt + j * BLOCK, depth, biasSums, (from + j) * WIDTH);
            }
        }
    }

    private void addSums() {
        for (int v = 0; v < classes; v++) {
            for (int k = 0; k < inputs; k++) {
                gradients[gradientsAt + v * inputs + k] += sums[v * width + k];
            }
        }
        Arrays.fill(sums, 0f);
    }
}
