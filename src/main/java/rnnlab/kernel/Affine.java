package rnnlab.kernel;

import static rnnlab.kernel.Vectors.SPECIES;
import static rnnlab.kernel.Vectors.WIDTH;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * y_t = W x_t + b at every time step, and its gradients: what a dense layer is and what every recurrent layer does to
 * its input and to its state.
 *
 * <p>W is [J][K] row by row among the layer's parameters, b is [J]; the J rows are {@code groups} gates of
 * {@code units} units.
 */
final class Affine {
    private final int inputs;
    private final int groups;
    private final int units;
    private final int paddedBatch;
    private final UnitRange allUnits;
    private final UnitRange allInputs;
    private final Workers workers;
    private final PackedWeights weights;
    private final PackedWeights transposed;
    private final WeightGradient weightGradient;
    private final Workers.Task forwardPart = this::forwardPart;
    private final Workers.Task backwardPart = this::backwardPart;

    private int weightsAt;
    private boolean hasBias;
    private int biasAt;

    private Slice bias = Slice.NONE;
    private float[] from;
    private int fromAt;
    private float[] to;
    private int toAt;
    private int steps;
    private int part;

    /**
     * W begins with the layer's first parameter, and there is no b, unless {@link #weightsAt} and {@link #biasAt} say
     * else.
     */
    Affine(int inputs, int groups, int units, Capacity capacity) {
        this.inputs = inputs;
        this.groups = groups;
        this.units = units;
        this.paddedBatch = capacity.paddedBatch();
        this.workers = capacity.workers();
        this.allUnits = UnitRange.all(units);
        this.allInputs = UnitRange.all(inputs);
        this.weights = new PackedWeights(groups, units, inputs, paddedBatch);
        this.transposed = new PackedWeights(1, inputs, groups * units, paddedBatch);
        this.weightGradient = new WeightGradient(inputs, groups * units, capacity);
    }

    /** W begins with this parameter of the layer. */
    Affine weightsAt(int at) {
        weightsAt = at;
        return this;
    }

    /** There is a b, which begins with this parameter of the layer. */
    Affine biasAt(int at) {
        hasBias = true;
        biasAt = at;
        return this;
    }

    /** Takes over W and b from the layer's parameters. */
    void load(Slice parameters) {
        bias = bias(parameters);
        weights.pack(parameters.array(), parameters.at() + weightsAt, inputs, 1);
        transposed.pack(parameters.array(), parameters.at() + weightsAt, 1, inputs);
    }

    /** Where b is among the layer's parameters, or its gradient among theirs. */
    private Slice bias(Slice parameters) {
        return hasBias ? parameters.plus(biasAt) : Slice.NONE;
    }

    /** y[J][B] = W x + b of one step, for some units of each gate. */
    void forward(float[] x, int xAt, float[] y, int yAt, UnitRange part) {
        float[] b = bias.array();
        int bAt = bias.at();
        for (int group = 0; group < groups; group++) {
            for (int j = group * units + part.from(), end = group * units + part.to(); j < end; j++) {
                Arrays.fill(y, yAt + j * paddedBatch, yAt + (j + 1) * paddedBatch, b == null ? 0f : b[bAt + j]);
            }
        }
        addForward(x, xAt, y, yAt, part);
    }

    /** y[J][B] += W x of one step, for some units of each gate. */
    void addForward(float[] x, int xAt, float[] y, int yAt, UnitRange part) {
        weights.multiply(x, xAt, y, yAt, part);
    }

    /** y[J][B] += b of one step, for some units of each gate. */
    void addBias(float[] y, int yAt, UnitRange part) {
        float[] b = bias.array();
        int bAt = bias.at();
        for (int group = 0; group < groups; group++) {
            for (int j = group * units + part.from(), end = group * units + part.to(); j < end; j++) {
                float bias = b[bAt + j];
                for (int n = yAt + j * paddedBatch, last = n + paddedBatch; n < last; n += WIDTH) {
                    FloatVector.fromArray(SPECIES, y, n).add(bias).intoArray(y, n);
                }
            }
        }
    }

    /** dx[K][B] += Wᵀ dy of one step, for some inputs. */
    void addBackward(float[] dy, int dyAt, float[] dx, int dxAt, UnitRange part) {
        transposed.multiply(dy, dyAt, dx, dxAt, part);
    }

    /** y_t = W x_t + b for all steps, shared out among threads. */
    void forwardAll(Slice x, Slice y, int steps) {
        share(x, y, steps, forwardPart);
    }

    private void forwardPart(int i) {
        for (int t = i * part, end = Math.min(steps, t + part); t < end; t++) {
            forward(from, fromAt + t * inputs * paddedBatch, to, toAt + t * groups * units * paddedBatch, allUnits);
        }
    }

    /** dx_t = Wᵀ dy_t for all steps, shared out among threads. */
    void backwardAll(Slice dy, Slice dx, int steps) {
        Arrays.fill(dx.array(), dx.at(), dx.at() + steps * inputs * paddedBatch, 0f);
        addBackwardAll(dy, dx, steps);
    }

    /** dx_t += Wᵀ dy_t for all steps, shared out among threads. */
    void addBackwardAll(Slice dy, Slice dx, int steps) {
        share(dy, dx, steps, backwardPart);
    }

    private void backwardPart(int i) {
        for (int t = i * part, end = Math.min(steps, t + part); t < end; t++) {
            addBackward(
                    from, fromAt + t * groups * units * paddedBatch, to, toAt + t * inputs * paddedBatch, allInputs);
        }
    }

    private void share(Slice from, Slice to, int steps, Workers.Task task) {
        this.from = from.array();
        this.fromAt = from.at();
        this.to = to.array();
        this.toAt = to.at();
        this.steps = steps;
        long work = (long) steps * groups * units * inputs * paddedBatch;
        this.part = Math.max(1, steps / (4 * workers.size()));
        workers.share(work, (steps + part - 1) / part, task);
    }

    /** Adds the gradients of W and b to those of the layer's parameters. */
    void gradient(Slice dy, Slice x, int steps, Slice gradients) {
        weightGradient.add(dy, x, steps, gradients.plus(weightsAt), bias(gradients));
    }
}
