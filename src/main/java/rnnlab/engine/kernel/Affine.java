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
    private final Panels forward;
    private final Panels transposed;

    Affine(int inputs, int units, int lanes, Workers workers) {
        this.inputs = inputs;
        this.units = units;
        this.lanes = lanes;
        this.workers = workers;
        this.forward = new Panels(units, inputs);
        this.transposed = new Panels(inputs, units);
    }

    /** Takes over the weights from params[at ...). */
    void load(float[] params, int at) {
        forward.pack(params, at, inputs, 1);
        transposed.pack(params, at, 1, inputs);
    }

    /** y[T][J][B] = W x_t + b for all steps. */
    void forward(float[] params, int biasAt, float[] x, int xAt, float[] y, int yAt, int steps) {
        workers.run(steps, t -> {
            int out = yAt + t * units * lanes;
            for (int j = 0; j < units; j++, out += lanes) Arrays.fill(y, out, out + lanes, params[biasAt + j]);
            forward.multiply(x, xAt + t * inputs * lanes, y, yAt + t * units * lanes, lanes, 0, lanes);
        });
    }

    /** dx[T][K][B] = Wᵀ dy_t for all steps. */
    void backward(float[] dy, int dyAt, float[] dx, int dxAt, int steps) {
        workers.run(steps, t -> {
            int in = dxAt + t * inputs * lanes;
            Arrays.fill(dx, in, in + inputs * lanes, 0f);
            transposed.multiply(dy, dyAt + t * units * lanes, dx, in, lanes, 0, lanes);
        });
    }

    /** y[J][B] += W x for the columns [from, to) of one step. */
    void step(float[] x, int xAt, float[] y, int yAt, int from, int to) {
        forward.multiply(x, xAt, y, yAt, lanes, from, to);
    }

    /** dx[K][B] += Wᵀ dy for the columns [from, to) of one step. */
    void stepBack(float[] dy, int dyAt, float[] dx, int dxAt, int from, int to) {
        transposed.multiply(dy, dyAt, dx, dxAt, lanes, from, to);
    }

    /** dW[J][K] += sum over t of dy_t x_tᵀ. */
    void weights(float[] dy, int dyAt, float[] x, int xAt, int steps, float[] gradients, int at) {
        workers.run(
                (units + 3) / 4,
                i -> Outer.add(
                        dy,
                        dyAt,
                        units,
                        x,
                        xAt,
                        inputs,
                        lanes,
                        steps,
                        gradients,
                        at,
                        4 * i,
                        Math.min(units, 4 * i + 4)));
    }

    /** db[J] += sum over t and columns of dy_t. */
    void bias(float[] dy, int dyAt, int steps, float[] gradients, int at) {
        Outer.addBias(dy, dyAt, units, lanes, steps, gradients, at, 0, units);
    }
}
