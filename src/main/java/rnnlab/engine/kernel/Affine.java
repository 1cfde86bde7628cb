package rnnlab.engine.kernel;

import java.util.Arrays;

/**
 * y_t = W x_t + b at every time step, and its gradients: what a dense layer is and what every recurrent layer does to its
 * input.
 *
 * <p>W is [J][K] row by row in the flat array of parameters, b is [J]. A step of the same product alone, without b and on some
 * of the columns, is the recurrent product R h inside a time loop.
 */
final class Affine {
    final int units;
    final int inputs;
    final int lanes;
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

    Affine(int inputs, int units, int capacity, int lanes, Workers workers) {
        this.inputs = inputs;
        this.units = units;
        this.lanes = lanes;
        this.workers = workers;
        this.panels = new Panels(units, inputs);
        this.transposed = new Panels(inputs, units);
        this.weightGradient = new WeightGradient(inputs, units, capacity, lanes, workers);
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

    /** y[J][B] = W x + b for the columns [from, to) of one step. */
    void forward(float[] x, int xAt, float[] y, int yAt, int from, int to) {
        for (int j = 0; j < units; j++)
            Arrays.fill(y, yAt + j * lanes + from, yAt + j * lanes + to, biasAt < 0 ? 0f : params[biasAt + j]);
        addForward(x, xAt, y, yAt, from, to);
    }

    /** y[J][B] += W x for the columns [from, to) of one step. */
    void addForward(float[] x, int xAt, float[] y, int yAt, int from, int to) {
        panels.multiply(x, xAt, y, yAt, lanes, from, to);
    }

    /** dx[K][B] = Wᵀ dy for the columns [from, to) of one step. */
    void backward(float[] dy, int dyAt, float[] dx, int dxAt, int from, int to) {
        clear(dx, dxAt, from, to);
        addBackward(dy, dyAt, dx, dxAt, from, to);
    }

    /** dx[K][B] += Wᵀ dy for the columns [from, to) of one step. */
    void addBackward(float[] dy, int dyAt, float[] dx, int dxAt, int from, int to) {
        transposed.multiply(dy, dyAt, dx, dxAt, lanes, from, to);
    }

    /** dx[K][B] = 0 in the columns [from, to) of one step. */
    void clear(float[] dx, int dxAt, int from, int to) {
        for (int k = 0; k < inputs; k++) Arrays.fill(dx, dxAt + k * lanes + from, dxAt + k * lanes + to, 0f);
    }

    /** y_t = W x_t + b for all steps, shared out among threads. */
    void forwardAll(float[] x, int xAt, float[] y, int yAt, int steps) {
        share(x, xAt, y, yAt, steps, forwardPart);
    }

    private void forwardPart(int i) {
        for (int t = i * part, end = Math.min(steps, t + part); t < end; t++)
            forward(from, fromAt + t * inputs * lanes, to, toAt + t * units * lanes, 0, lanes);
    }

    /** dx_t = Wᵀ dy_t for all steps, shared out among threads. */
    void backwardAll(float[] dy, int dyAt, float[] dx, int dxAt, int steps) {
        share(dy, dyAt, dx, dxAt, steps, backwardPart);
    }

    private void backwardPart(int i) {
        for (int t = i * part, end = Math.min(steps, t + part); t < end; t++)
            backward(from, fromAt + t * units * lanes, to, toAt + t * inputs * lanes, 0, lanes);
    }

    private void share(float[] from, int fromAt, float[] to, int toAt, int steps, Workers.Task task) {
        this.from = from;
        this.fromAt = fromAt;
        this.to = to;
        this.toAt = toAt;
        this.steps = steps;
        long work = (long) steps * units * inputs * lanes;
        this.part = Math.max(1, steps / (4 * workers.size()));
        workers.share(work, (steps + part - 1) / part, task);
    }

    /** Adds the gradient of W to gradients[at ...) and that of b to gradients[biasAt ...), no b if that is negative. */
    void gradient(float[] dy, int dyAt, float[] x, int xAt, int steps, float[] gradients, int at, int biasAt) {
        weightGradient.add(dy, dyAt, x, xAt, steps, gradients, at, biasAt);
    }
}
