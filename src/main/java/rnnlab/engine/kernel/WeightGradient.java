package rnnlab.engine.kernel;

import static rnnlab.engine.kernel.Lanes.LANES;

/**
 * The gradient of the weights of y_t = W x_t + b from the gradient D of y: dW[J][K] += sum over t of D_t[J][B] X_t[K][B]ᵀ and
 * db[J] += sum over t and columns of D_t.
 *
 * <p>The sum runs along the batch, the direction in which a vector lies. Narrow matrices are computed so, see {@link Dots}; for
 * wide ones X is transposed once, [T*B][K], so that a vector lies along k and the product is an ordinary one.
 */
final class WeightGradient {
    private static final int NARROW = 48;
    /** Rows of dW in one task; a task sums over all time steps, so the bits do not depend on who runs it. */
    private static final int TASK_ROWS = 64;
    /** Columns of D packed at a time. */
    private static final int CHUNK = 256;

    private final int units;
    private final int inputs;
    private final int lanes;
    private final int width;
    private final int chunkSteps;
    private final Workers workers;
    private final float[] transposed;
    private final float[][] sums;
    private final Panels[] panels;
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

    WeightGradient(int inputs, int units, int capacity, int lanes, Workers workers) {
        this.units = units;
        this.inputs = inputs;
        this.lanes = lanes;
        this.workers = workers;
        this.width = Lanes.pad(inputs);
        this.chunkSteps = Math.max(1, CHUNK / lanes);
        int tasks = inputs < NARROW ? 0 : (units + TASK_ROWS - 1) / TASK_ROWS;
        this.transposed = new float[tasks == 0 ? 0 : capacity * lanes * width];
        this.sums = new float[tasks][TASK_ROWS * width];
        this.panels = new Panels[tasks];
        for (int i = 0; i < tasks; i++) panels[i] = new Panels(TASK_ROWS, chunkSteps * lanes);
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
        if (panels.length == 0) {
            int parts = (units + Dots.ROWS - 1) / Dots.ROWS;
            if ((long) units * inputs * steps * lanes < 200_000) for (int i = 0; i < parts; i++) narrowRows(i);
            else workers.run(parts, narrowRows);
        } else {
            workers.run(steps, transposeStep);
            workers.run(panels.length, wideRows);
        }
    }

    private void narrowRows(int i) {
        int from = i * Dots.ROWS;
        int to = Math.min(units, from + Dots.ROWS);
        Dots.add(d, dAt, units, x, xAt, inputs, lanes, steps, gradients, weightsAt, from, to);
        addBias(from, to);
    }

    private void wideRows(int i) {
        int from = i * TASK_ROWS;
        int rows = Math.min(units - from, TASK_ROWS);
        float[] sum = sums[i];
        java.util.Arrays.fill(sum, 0f);
        for (int t = 0; t < steps; t += chunkSteps) {
            int end = Math.min(steps, t + chunkSteps);
            panels[i].shape(rows, (end - t) * lanes);
            for (int step = t; step < end; step++)
                panels[i].pack(
                        d, dAt + (step * units + from) * lanes, lanes, 1, (step - t) * lanes, (step - t + 1) * lanes);
            panels[i].multiply(transposed, t * lanes * width, sum, 0, width, 0, width);
        }
        for (int j = 0; j < rows; j++) {
            int to = weightsAt + (from + j) * inputs;
            for (int k = 0; k < inputs; k++) gradients[to + k] += sum[j * width + k];
        }
        addBias(from, from + rows);
    }

    private void transposeStep(int t) {
        int source = xAt + t * inputs * lanes;
        int target = t * lanes * width;
        for (int k = 0; k < inputs; k += LANES) {
            int end = Math.min(inputs, k + LANES);
            for (int n = 0; n < lanes; n++)
                for (int i = k, to = target + n * width + k, from = source + k * lanes + n; i < end; i++, from += lanes)
                    transposed[to++] = x[from];
        }
    }

    private void addBias(int from, int to) {
        if (biasAt >= 0) Dots.addRows(d, dAt, units, lanes, steps, gradients, biasAt, from, to);
    }
}
