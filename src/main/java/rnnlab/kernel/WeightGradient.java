package rnnlab.kernel;

import static rnnlab.kernel.Vectors.ALIGNED;
import static rnnlab.kernel.Vectors.SPECIES;
import static rnnlab.kernel.Vectors.WIDTH;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * The gradient of the weights of y_t = W x_t + b from the gradient D of y: dW[J][K] += sum over t of D_t[J][B]
 * X_t[K][B]ᵀ and db[J] += sum over t and columns of D_t.
 *
 * <p>The sum runs along the batch, the direction in which a vector lies. Narrow matrices are computed so, see
 * {@link DotProducts}; for wide ones X is transposed once, so that a vector lies along k and the product is an ordinary
 * one.
 */
final class WeightGradient {
    private static final int NARROW = 48;
    /** Rows of dW in one task; a task sums over all time steps, so the bits do not depend on who runs it. */
    private static final int TASK_ROWS = 8 * Tiles.IN_PLACE_ROWS;
    /** Columns of some steps side by side: over fewer of them a tile is hardly begun when it ends. */
    private static final int COLUMNS = 128;
    /** A task's rows of D, the columns of some steps side by side. */
    private static final ThreadLocal<float[]> COPY = ThreadLocal.withInitial(() -> new float[TASK_ROWS * COLUMNS]);

    private final int units;
    private final int inputs;
    private final int paddedBatch;
    private final Workers workers;

    private final boolean wide;
    private final DotProducts narrow;
    /** Steps whose columns lie side by side. */
    private final int group;
    /** The inputs of each group of steps. */
    private final PackedTranspose transposed;
    /** The inputs, rounded up to whole vectors. */
    private final int width;
    /** Where the transposed inputs have more columns than W: the sums before they are added to the gradient. */
    private final float[] sums;

    private final BiasGradient biasGradient;

    private final Workers.Task transposeGroup = this::transposeGroup;
    private final Workers.Task wideRows = this::wideRows;
    private final Workers.Task narrowRows = this::narrowRows;

    private Slice d;
    private Slice x;
    private int steps;
    private Slice weights;
    private Slice bias;

    WeightGradient(int inputs, int units, Capacity capacity) {
        this.units = units;
        this.inputs = inputs;
        this.paddedBatch = capacity.paddedBatch();
        this.workers = capacity.workers();
        this.wide = inputs >= NARROW;
        this.narrow = new DotProducts(wide ? 0 : units, inputs, paddedBatch);
        this.group = Math.max(1, COLUMNS / paddedBatch);
        int matrices = wide ? groups(capacity.steps()) : 0;
        float[] panels = new float[ALIGNED + matrices * PackedTranspose.length(inputs, group * paddedBatch)];
        this.transposed = new PackedTranspose(inputs, group * paddedBatch, matrices, panels);
        this.width = PackedTranspose.width(inputs);
        this.sums = new float[wide && width != inputs ? units * width : 0];
        this.biasGradient = new BiasGradient(units);
    }

    /** Adds to the gradients of W and, unless it is none, of b. */
    void add(Slice d, Slice x, int steps, Slice weights, Slice bias) {
        this.d = d;
        this.x = x;
        this.steps = steps;
        this.weights = weights;
        this.bias = bias;
        long work = (long) units * inputs * steps * paddedBatch;
        if (wide) {
            workers.share(work / units, groups(steps), transposeGroup);
            workers.share(work, (units + TASK_ROWS - 1) / TASK_ROWS, wideRows);
        } else {
            workers.share(work, narrow.tasks(), narrowRows);
        }
    }

    private void narrowRows(int i) {
        int from = narrow.first(i), to = narrow.end(i);
        narrow.add(i, d, x, steps, weights);
        for (int t = 0; t < steps; t++) {
            addBias(t, from, to);
        }
        flushBias(from, to);
    }

    private void wideRows(int i) {
        int from = i * TASK_ROWS, to = Math.min(units, from + TASK_ROWS), rows = to - from;
        boolean direct = width == inputs;
        float[] dArray = d.array(), y = direct ? weights.array() : sums;
        int dAt = d.at(), yAt = (direct ? weights.at() : 0) + from * width;
        if (!direct) {
            Arrays.fill(sums, yAt, yAt + rows * width, 0f);
        }
        for (int g = 0; g < groups(steps); g++) {
            int t = g * group, count = Math.min(group, steps - t);
            int at = dAt + (t * units + from) * paddedBatch;
            if (group == 1) {
                transposed.multiply(g, rows, dArray, at, y, yAt);
            } else {
                transposed.multiply(g, rows, sideBySide(dArray, at, rows, count), 0, y, yAt);
            }
            for (int s = t; s < t + count; s++) {
                addBias(s, from, to); // while the steps' rows are in the cache
            }
        }
        flushBias(from, to);
        if (!direct) {
            addSums(from, to);
        }
    }

    private void addSums(int from, int to) {
        float[] g = weights.array();
        int at = weights.at();
        for (int j = from; j < to; j++) {
            for (int k = 0; k < inputs; k++) {
                g[at + j * inputs + k] += sums[j * width + k];
            }
        }
    }

    private void addBias(int t, int from, int to) {
        if (bias.isNone()) {
            return;
        }
        float[] dArray = d.array();
        int dAt = d.at() + t * units * paddedBatch;
        for (int j = from; j < to; j++) {
            biasGradient.add(j, dArray, dAt + j * paddedBatch, paddedBatch);
        }
    }

    private void flushBias(int from, int to) {
        if (!bias.isNone()) {
            biasGradient.flush(from, to, bias);
        }
    }

    private int groups(int steps) {
        return (steps + group - 1) / group;
    }

    private void transposeGroup(int g) {
        int first = g * group, count = Math.min(group, steps - first);
        transposed.begin(g, count * paddedBatch);
        for (int s = 0; s < count; s++) {
            int at = x.at() + (first + s) * inputs * paddedBatch;
            transposed.pack(g, s * paddedBatch, x.array(), at, paddedBatch, paddedBatch);
        }
    }

    /** Some rows of {@code count} steps, [rows][group*B] from [count][units][B]. */
    private float[] sideBySide(float[] d, int at, int rows, int count) {
        float[] copy = COPY.get();
        for (int s = 0; s < count; s++) {
            for (int j = 0; j < rows; j++) {
                int from = at + (s * units + j) * paddedBatch, to = (j * group + s) * paddedBatch;
                for (int n = 0; n < paddedBatch; n += WIDTH) {
                    FloatVector.fromArray(SPECIES, d, from + n).intoArray(copy, to + n);
                }
            }
        }
        return copy;
    }
}
