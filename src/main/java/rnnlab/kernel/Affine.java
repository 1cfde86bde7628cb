package rnnlab.kernel;

import java.util.Arrays;

/**
 * y_t = W x_t + b at every time step, and its gradients: what a dense layer is and what every recurrent layer does to its input and to
 * its state.
 *
 * <p>W is [J][K] row by row in the flat array of parameters, b is [J]; the J rows are {@code groups} gates of {@code units} units.
 */
final class Affine {
    final int units;
    final int inputs;
    final int paddedBatch;
    private final int groups;
    private final Units all;
    private final Workers workers;
    private final Panels panels;
    private final Panels transposed;
    private final WeightGradient weightGradient;
    private final Workers.Task forwardPart = this::forwardPart;
    private final Workers.Task backwardPart = this::backwardPart;

    private float[] params;
    private int biasAt;
    private float[] from;
    private int fromAt;
    private float[] to;
    private int toAt;
    private int steps;
    private int part;

    Affine(int inputs, int groups, int units, int capacity, int paddedBatch, Workers workers) {
        this.inputs = inputs;
        this.groups = groups;
        this.units = units;
        this.paddedBatch = paddedBatch;
        this.workers = workers;
        this.all = Units.all(units);
        this.panels = new Panels(groups, units, inputs);
        this.transposed = new Panels(1, inputs, groups * units);
        this.weightGradient = new WeightGradient(inputs, groups * units, capacity, paddedBatch, workers);
    }

    /** Takes over the weights from params[at ...); there is no b. */
    void load(float[] params, int at) {
        load(params, at, -1);
    }

    /** Takes over the weights from params[at ...) and b from params[biasAt ...). */
    void load(float[] params, int at, int biasAt) {
        this.params = params;
        this.biasAt = biasAt;
        panels.pack(params, at, inputs, 1);
        transposed.pack(params, at, 1, inputs);
    }

    /** y[J][B] = W x + b of one step, for some units of each gate. */
    void forward(float[] x, int xAt, float[] y, int yAt, Units part) {
        for (int group = 0; group < groups; group++) {
            for (int j = group * units + part.from(), end = group * units + part.to(); j < end; j++) {
                Arrays.fill(
                        y, yAt + j * paddedBatch, yAt + (j + 1) * paddedBatch, biasAt < 0 ? 0f : params[biasAt + j]);
            }
        }
        addForward(x, xAt, y, yAt, part);
    }

    /** y[J][B] += W x of one step, for some units of each gate. */
    void addForward(float[] x, int xAt, float[] y, int yAt, Units part) {
        panels.multiply(x, xAt, y, yAt, paddedBatch, paddedBatch, part.firstPanel(), part.endPanel());
    }

    /** dx[K][B] += Wᵀ dy of one step, for some inputs. */
    void addBackward(float[] dy, int dyAt, float[] dx, int dxAt, Units part) {
        transposed.multiply(dy, dyAt, dx, dxAt, paddedBatch, paddedBatch, part.firstPanel(), part.endPanel());
    }

    /** y_t = W x_t + b for all steps, shared out among threads. */
    void forwardAll(float[] x, int xAt, float[] y, int yAt, int steps) {
        share(x, xAt, y, yAt, steps, forwardPart);
    }

    private void forwardPart(int i) {
        for (int t = i * part, end = Math.min(steps, t + part); t < end; t++) {
            forward(from, fromAt + t * inputs * paddedBatch, to, toAt + t * groups * units * paddedBatch, all);
        }
    }

    /** dx_t = Wᵀ dy_t for all steps, shared out among threads. */
    void backwardAll(float[] dy, int dyAt, float[] dx, int dxAt, int steps) {
        Arrays.fill(dx, dxAt, dxAt + steps * inputs * paddedBatch, 0f);
        addBackwardAll(dy, dyAt, dx, dxAt, steps);
    }

    /** dx_t += Wᵀ dy_t for all steps, shared out among threads. */
    void addBackwardAll(float[] dy, int dyAt, float[] dx, int dxAt, int steps) {
        share(dy, dyAt, dx, dxAt, steps, backwardPart);
    }

    private void backwardPart(int i) {
        for (int t = i * part, end = Math.min(steps, t + part); t < end; t++) {
            transposed.multiply(
                    from,
                    fromAt + t * groups * units * paddedBatch,
                    to,
                    toAt + t * inputs * paddedBatch,
                    paddedBatch,
                    paddedBatch);
        }
    }

    private void share(float[] from, int fromAt, float[] to, int toAt, int steps, Workers.Task task) {
        this.from = from;
        this.fromAt = fromAt;
        this.to = to;
        this.toAt = toAt;
        this.steps = steps;
        long work = (long) steps * groups * units * inputs * paddedBatch;
        this.part = Math.max(1, steps / (4 * workers.size()));
        workers.share(work, (steps + part - 1) / part, task);
    }

    /** Adds the gradient of W to gradients[at ...) and that of b to gradients[biasAt ...), no b if that is negative. */
    void gradient(float[] dy, int dyAt, float[] x, int xAt, int steps, float[] gradients, int at, int biasAt) {
        weightGradient.add(dy, dyAt, x, xAt, steps, gradients, at, biasAt);
    }
}
