package rnnlab.engine.kernel;

import static rnnlab.engine.kernel.Lanes.LANES;
import static rnnlab.engine.kernel.Lanes.SPECIES;

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
    /** Columns of one task, and classes of one slice: 64 KB of logits. */
    private static final int TASK_COLUMNS = 32;

    private static final int SLICE = 512;
    private static final int TASK_ROWS = 64;

    private final int inputs;
    private final int classes;
    private final int lanes;
    private final int width;
    private final int groupSteps;
    /** Length of a row of the group's arrays; not a power of two, so that rows do not fall on the same cache lines. */
    private final int ld;

    private final Workers workers;
    private final Panels[] weights;
    private final Panels[] transposedWeights;
    private final float[] x;
    private final float[] transposedX;
    private final float[] dx;
    /** Logits, then exponentials, then gradients of the logits, [V][columns]. */
    private final float[] d;

    private final float[] greatest;
    private final float[] factor;
    private final float[] labelLogit;
    private final float[] weight;
    private final int[] label;
    private final double[] losses;
    private final float[] sums;
    private final Workers.Task columns = this::columns;
    private final Workers.Task rows = this::rows;

    private float[] params;
    private int at;
    private float[] gradients;
    private int gradientsAt;
    private int groupColumns;
    private float scale;
    private boolean training;

    /**
     * @param capacity the most time steps of a call
     * @param lanes {@link Lanes#pad} of the batch
     */
    public SoftmaxCrossEntropy(int inputs, int classes, int capacity, int lanes, Workers workers) {
        this.inputs = inputs;
        this.classes = classes;
        this.lanes = lanes;
        this.workers = workers;
        this.width = (inputs + RowTiles.WIDTH - 1) / RowTiles.WIDTH * RowTiles.WIDTH;
        this.groupSteps = Math.max(1, Math.min(capacity, GROUP / lanes));
        this.ld = groupSteps * lanes + LANES;
        int slices = (classes + SLICE - 1) / SLICE;
        this.weights = new Panels[slices];
        this.transposedWeights = new Panels[slices];
        for (int i = 0; i < slices; i++) {
            int size = Math.min(SLICE, classes - i * SLICE);
            weights[i] = new Panels(size, inputs);
            transposedWeights[i] = new Panels(inputs, size);
        }
        this.x = new float[inputs * ld];
        this.transposedX = new float[ld * width];
        this.dx = new float[inputs * ld];
        this.d = new float[classes * ld];
        this.greatest = new float[slices * ld];
        this.factor = new float[slices * ld];
        this.labelLogit = new float[ld];
        this.weight = new float[ld];
        this.label = new int[ld];
        this.losses = new double[ld];
        this.sums = new float[width == inputs ? 0 : classes * width];
    }

    /** The number of parameters. */
    public int parameters() {
        return classes * (inputs + 1);
    }

    /** Takes over the parameters params[at ... at + parameters()); to be called again after they changed. */
    public void load(float[] params, int at) {
        this.params = params;
        this.at = at;
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
            gather(x, xAt, null, null, t, 1, lanes, 1f);
            training = false;
            workers.share((long) groupColumns * parameters(), tasks(), columns);
            for (int v = 0; v < classes; v++)
                for (int n = 0; n < lanes; n++)
                    y[yAt + (t * classes + v) * lanes + n] = d[v * ld + n] * factor[v / SLICE * ld + n];
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
            for (int n = 0; n < groupColumns; n++) loss += losses[n];
            if (!training) continue;
            workers.share(work, (classes + TASK_ROWS - 1) / TASK_ROWS, rows);
            if (dx != null) scatter(dx, dxAt, t, count);
        }
        if (training && width != inputs) addSums();
        return loss;
    }

    private int tasks() {
        return (groupColumns + TASK_COLUMNS - 1) / TASK_COLUMNS;
    }

    /** Puts {@code count} time steps from t on side by side: x [inputs][columns], labels and weights [columns]. */
    private void gather(
            float[] from, int fromAt, int[] labels, float[] mask, int t, int count, int batch, float scale) {
        groupColumns = count * lanes;
        for (int s = 0; s < count; s++) {
            for (int k = 0; k < inputs; k++)
                System.arraycopy(from, fromAt + ((t + s) * inputs + k) * lanes, x, k * ld + s * lanes, lanes);
            for (int n = 0; n < lanes; n++) {
                int column = s * lanes + n, step = (t + s) * lanes + n;
                boolean counts = labels != null && n < batch && (mask == null || mask[step] != 0f);
                weight[column] = !counts ? 0f : mask == null ? 1f : mask[step];
                label[column] = counts ? labels[step] : -1;
                if (counts && (labels[step] < 0 || labels[step] >= classes))
                    throw new IllegalArgumentException("label " + labels[step] + " of sequence " + n + " at step "
                            + (t + s) + " is no class: there are " + classes + ", from 0");
            }
        }
        this.scale = scale;
    }

    private void scatter(float[] to, int toAt, int t, int count) {
        for (int s = 0; s < count; s++)
            for (int k = 0; k < inputs; k++)
                System.arraycopy(dx, k * ld + s * lanes, to, toAt + ((t + s) * inputs + k) * lanes, lanes);
    }

    /** One task: some columns from x to the loss and, in training, to the gradients of logits and x. */
    private void columns(int task) {
        int from = task * TASK_COLUMNS, to = Math.min(groupColumns, from + TASK_COLUMNS);
        for (int i = 0; i < weights.length; i++) {
            int v = i * SLICE, end = Math.min(classes, v + SLICE);
            for (int j = v; j < end; j++) Arrays.fill(d, j * ld + from, j * ld + to, params[at + classes * inputs + j]);
            weights[i].multiply(x, 0, d, v * ld, ld, from, to);
            for (int n = from; n < to; n++) if (label[n] >= v && label[n] < end) labelLogit[n] = d[label[n] * ld + n];
            for (int n = from; n < to; n += LANES) {
                greatest(v, end, n, i);
                exponentials(v, end, n, i);
            }
        }
        for (int n = from; n < to; n += LANES) combine(n);
        for (int n = from; n < to; n++) losses[n] *= weight[n];
        if (!training) return;
        WeightGradient.transpose(x, from, ld, inputs, to - from, transposedX, from * width, width);
        for (int k = 0; k < inputs; k++) Arrays.fill(dx, k * ld + from, k * ld + to, 0f);
        for (int i = 0; i < weights.length; i++) {
            int v = i * SLICE, end = Math.min(classes, v + SLICE);
            for (int n = from; n < to; n += LANES) scaleByFactor(v, end, n, i);
            for (int n = from; n < to; n++)
                if (label[n] >= v && label[n] < end) d[label[n] * ld + n] -= weight[n] * scale;
            transposedWeights[i].multiply(d, v * ld, dx, 0, ld, from, to);
        }
    }

    /** The greatest logit of slice i, classes [v, end), in each of the columns n ... n+LANES-1. */
    private void greatest(int v, int end, int n, int i) {
        var max = FloatVector.fromArray(SPECIES, d, v * ld + n);
        for (int j = v + 1; j < end; j++) max = max.max(FloatVector.fromArray(SPECIES, d, j * ld + n));
        max.intoArray(greatest, i * ld + n);
    }

    /** Logits become exp(logit - greatest of the slice); their sum goes to {@code factor}. */
    private void exponentials(int v, int end, int n, int i) {
        var max = FloatVector.fromArray(SPECIES, greatest, i * ld + n);
        var sum = FloatVector.zero(SPECIES);
        for (int j = v; j < end; j++) {
            var e = Elementary.exp(FloatVector.fromArray(SPECIES, d, j * ld + n).sub(max));
            e.intoArray(d, j * ld + n);
            sum = sum.add(e);
        }
        sum.intoArray(factor, i * ld + n);
    }

    /** From the slices' greatest logits and sums: the losses, and the factor from each slice's exponentials to probabilities. */
    private void combine(int n) {
        for (int c = n; c < n + LANES; c++) {
            float max = greatest[c];
            for (int i = 1; i < weights.length; i++) max = Math.max(max, greatest[i * ld + c]);
            double sum = 0;
            for (int i = 0; i < weights.length; i++) sum += Math.exp(greatest[i * ld + c] - max) * factor[i * ld + c];
            for (int i = 0; i < weights.length; i++)
                factor[i * ld + c] = (float) (Math.exp(greatest[i * ld + c] - max) / sum);
            losses[c] = weight[c] == 0f ? 0 : Math.log(sum) + max - labelLogit[c];
        }
    }

    private void scaleByFactor(int v, int end, int n, int i) {
        var f = FloatVector.fromArray(SPECIES, factor, i * ld + n)
                .mul(FloatVector.fromArray(SPECIES, weight, n))
                .mul(scale);
        for (int j = v; j < end; j++)
            FloatVector.fromArray(SPECIES, d, j * ld + n).mul(f).intoArray(d, j * ld + n);
    }

    /** One task: some rows of dW += dl xᵀ and of db. */
    private void rows(int task) {
        int from = task * TASK_ROWS, count = Math.min(classes - from, TASK_ROWS);
        boolean direct = width == inputs;
        float[] c = direct ? gradients : sums;
        int cAt = direct ? gradientsAt + from * inputs : from * width;
        RowTiles.multiply(d, from * ld, ld, count, groupColumns, transposedX, 0, width, c, cAt, width, width);
        for (int v = from; v < from + count; v++)
            Dots.addRow(d, v * ld, 0, groupColumns, 1, gradients, gradientsAt + classes * inputs + v);
    }

    private void addSums() {
        for (int v = 0; v < classes; v++)
            for (int k = 0; k < inputs; k++) gradients[gradientsAt + v * inputs + k] += sums[v * width + k];
        Arrays.fill(sums, 0f);
    }
}
