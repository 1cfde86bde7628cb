package rnnlab.kernel;

import static rnnlab.kernel.Vectors.ALIGNED;
import static rnnlab.kernel.Vectors.WIDTH;

import java.util.Arrays;

/**
 * The gradient of the weights of y_t = W x_t + b from the gradient D of y: dW[J][K] += sum over t of D_t[J][B] X_t[K][B]ᵀ and
 * db[J] += sum over t and columns of D_t.
 *
 * <p>The sum runs along the batch, the direction in which a vector lies. Narrow matrices are computed so, see {@link Dots}; for
 * wide ones X is transposed once, so that a vector lies along k and the product is an ordinary one.
 */
final class WeightGradient {
    private static final int NARROW = 48;
    /** Rows of dW in one task; a task sums over all time steps, so the bits do not depend on who runs it. */
    private static final int TASK_ROWS = 8 * Tiles.IN_PLACE_ROWS;

    private final int units;
    private final int inputs;
    private final int paddedBatch;
    /** The inputs, rounded up to whole vectors. */
    private final int width;

    private final boolean wide;
    private final Workers workers;
    /** The panels of each step's inputs. */
    private final float[] transposed;

    /** Where the panels have more columns than W: the sums before they are added to the gradient. */
    private final float[] sums;

    /** The gradient of b before the numbers of its vectors are added up. */
    private final float[] biasSums;

    private final float[][] scratch;
    private final Workers.Task transposeStep = this::transposeStep;
    private final Workers.Task wideRows = this::wideRows;
    private final Workers.Task narrowRows = this::narrowRows;

    private float[] d;
    private int dAt;
    private float[] x;
    private int xAt;
    private int steps;
    private float[] gradients;
    private int weightsAt;
    private int biasAt;

    WeightGradient(int inputs, int units, int capacity, int paddedBatch, Workers workers) {
        this.units = units;
        this.inputs = inputs;
        this.paddedBatch = paddedBatch;
        this.workers = workers;
        this.width = ColumnPanels.width(inputs);
        this.wide = inputs >= NARROW;
        this.transposed = new float[wide ? ALIGNED + capacity * paddedBatch * width : 0];
        this.scratch = new float[wide ? 0 : (units + Dots.ROWS - 1) / Dots.ROWS][Dots.SCRATCH];
        this.biasSums = new float[units * WIDTH];
        this.sums = new float[wide && width != inputs ? units * width : 0];
    }

    /** Adds to gradients[weightsAt ...) and, unless {@code biasAt} is negative, to gradients[biasAt ...). */
    void add(float[] d, int dAt, float[] x, int xAt, int steps, float[] gradients, int weightsAt, int biasAt) {
        this.d = d;
        this.dAt = dAt;
        this.x = x;
        this.xAt = xAt;
        this.steps = steps;
        this.gradients = gradients;
        this.weightsAt = weightsAt;
        this.biasAt = biasAt;
        long work = (long) units * inputs * steps * paddedBatch;
        if (wide) {
            workers.share(work / units, steps, transposeStep);
            workers.share(work, (units + TASK_ROWS - 1) / TASK_ROWS, wideRows);
        } else {
            workers.share(work, (units + Dots.ROWS - 1) / Dots.ROWS, narrowRows);
        }
    }

    private void narrowRows(int i) {
        int from = i * Dots.ROWS;
        int to = Math.min(units, from + Dots.ROWS);
        Dots.add(d, scratch[i], dAt, units, x, xAt, inputs, paddedBatch, steps, gradients, weightsAt, from, to);
        for (int t = 0; t < steps; t++) {
            addBias(t, from, to - from);
        }
        if (biasAt >= 0) {
            Dots.addSums(biasSums, from, to - from, gradients, biasAt + from);
        }
    }

    private void wideRows(int i) {
        int from = i * TASK_ROWS;
        int rows = Math.min(units - from, TASK_ROWS);
        boolean direct = width == inputs;
        float[] c = direct ? gradients : sums;
        int cAt = (direct ? weightsAt : 0) + from * width;
        if (!direct) {
            Arrays.fill(sums, cAt, cAt + rows * width, 0f);
        }
        for (int t = 0; t < steps; t++) {
            int gradient = dAt + (t * units + from) * paddedBatch;
            ColumnPanels.multiply(
                    d,
                    gradient,
                    paddedBatch,
                    rows,
                    paddedBatch,
                    transposed,
                    ALIGNED + t * paddedBatch * width,
                    width,
                    c,
                    cAt,
                    width);
            addBias(t, from, rows); // while the step's rows are in the cache
        }
        if (biasAt >= 0) {
            Dots.addSums(biasSums, from, rows, gradients, biasAt + from);
        }
        if (!direct) {
            for (int j = 0; j < rows; j++) {
                for (int k = 0; k < inputs; k++) {
                    gradients[weightsAt + (from + j) * inputs + k] += sums[cAt + j * width + k];
                }
            }
        }
    }

    private void addBias(int t, int from, int rows) {
        if (biasAt < 0) {
            return;
        }
        for (int j = from; j < from + rows; j++) {
            Dots.addVectors(d, dAt + (t * units + j) * paddedBatch, paddedBatch, biasSums, j * WIDTH);
        }
    }

    private void transposeStep(int t) {
        ColumnPanels.transpose(
                x,
                xAt + t * inputs * paddedBatch,
                paddedBatch,
                inputs,
                paddedBatch,
                transposed,
                ALIGNED + t * paddedBatch * width);
    }
}
