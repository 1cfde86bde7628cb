package rnnlab.kernel.doubles;

import java.util.Random;
import rnnlab.kernel.Workers;

/** A recurrent layer with random sizes, parameters, data and options, and the number that its gradients are of. */
final class RecurrentCase {
    enum Kind {
        TANH,
        RELU,
        SIGMOID,
        IDENTITY,
        LSTM,
        GRU_AFTER,
        GRU_BEFORE;

        Recurrent layer(int inputs, int units, Capacity capacity, boolean backwards) {
            return switch (this) {
                case LSTM -> new Lstm(inputs, units, capacity, backwards);
                case GRU_AFTER -> new Gru(inputs, units, true, capacity, backwards);
                case GRU_BEFORE -> new Gru(inputs, units, false, capacity, backwards);
                default -> new SimpleRnn(inputs, units, Activation.valueOf(name()), capacity, backwards);
            };
        }
    }

    static final Workers ONE = new Workers(1);

    final Kind kind;
    final int inputs;
    final int units;
    final int steps;
    final int batch;
    final int paddedBatch;
    final Recurrent layer;
    final double[] params;
    final double[] x;
    final double[] state;
    /** Weights of the loss: sum of output * dy + final state * dstate. */
    final double[] dy;

    final double[] dstate;
    final double[] mask;
    final boolean backwards;

    RecurrentCase(Kind kind, long seed) {
        var random = new Random(seed);
        this.kind = kind;
        this.inputs = 1 + random.nextInt(random.nextInt(8) == 0 ? 70 : 6);
        this.units = 1 + random.nextInt(random.nextInt(8) == 0 ? 60 : 9);
        this.steps = 1 + random.nextInt(6);
        this.batch = random.nextInt(4) == 0 ? 1 : 1 + random.nextInt(19);
        this.paddedBatch = Vectors.pad(batch);
        this.backwards = random.nextBoolean();
        this.layer = kind.layer(inputs, units, new Capacity(steps + random.nextInt(3), paddedBatch, ONE), backwards);
        this.params = gaussian(random, layer.parameters(), Math.min(0.5, 1 / Math.sqrt(units + inputs)));
        this.x = columns(random, steps * inputs, 1);
        this.state = columns(random, layer.state().length / paddedBatch, random.nextBoolean() ? 0.7 : 0);
        this.dy = columns(random, steps * units, 1);
        this.dstate = columns(random, layer.state().length / paddedBatch, random.nextBoolean() ? 1 : 0);
        this.mask = random.nextBoolean() ? null : mask(random);
    }

    private double[] mask(Random random) {
        var mask = new double[steps * paddedBatch];
        for (int n = 0; n < batch; n++) {
            int side = random.nextInt(4), padding = random.nextInt(steps + 1);
            for (int t = 0; t < steps; t++) {
                mask[t * paddedBatch + n] = switch (side) {
                    case 0 -> t < padding ? 0 : 1;
                    case 1 -> t < padding ? 1 : 0;
                    case 2 -> random.nextInt(2);
                    default -> 0;
                };
            }
        }
        return mask;
    }

    /** Rows of B numbers; the columns above the batch are zero. */
    private double[] columns(Random random, int rows, double scale) {
        var values = new double[rows * paddedBatch];
        for (int i = 0; i < values.length; i++) {
            if (i % paddedBatch < batch) {
                values[i] = scale * random.nextGaussian();
            }
        }
        return values;
    }

    static double[] gaussian(Random random, int length, double scale) {
        var values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = scale * random.nextGaussian();
        }
        return values;
    }

    double loss() {
        layer.mask(mask);
        System.arraycopy(state, 0, layer.state(), 0, state.length);
        layer.load(Slice.of(params));
        layer.forward(Slice.of(x), steps);
        double loss = 0;
        for (int i = 0; i < dy.length; i++) {
            loss += dy[i] * layer.output().array()[layer.output().at() + i];
        }
        layer.carryState();
        for (int i = 0; i < dstate.length; i++) {
            loss += dstate[i] * layer.state()[i];
        }
        return loss;
    }

    /** The gradients of {@link #loss} by the layer's backward pass: of parameters, input and initial state. */
    double[][] gradients() {
        loss();
        var gradients = new double[params.length];
        var dx = new double[x.length];
        java.util.Arrays.fill(dx, Double.NaN);
        layer.gradientThroughState(true);
        System.arraycopy(dstate, 0, layer.stateGradient(), 0, dstate.length);
        layer.backward(Slice.of(x), steps, Slice.of(dy), Slice.of(gradients), Slice.of(dx));
        return new double[][] {gradients, dx, layer.stateGradient().clone()};
    }

    @Override
    public String toString() {
        return kind + " inputs " + inputs + " units " + units + " steps " + steps + " batch " + batch
                + (backwards ? " backwards" : "") + (mask == null ? "" : " masked");
    }
}
