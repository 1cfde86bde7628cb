package rnnlab.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A cell, step by step, computes what its layer computes over the whole sequence. */
class CellTest {
    private static final int STEPS = 7;
    private final Workers workers = new Workers(2);

    /** One time step: from x, changing the state in place, to the output. */
    private interface Step {
        float[] next(float[] x);
    }

    @Property(tries = 40)
    void aCellFollowsItsLayer(
            @ForAll @IntRange(max = 4) int kind, @ForAll @IntRange(min = 1, max = 90) int units, @ForAll long seed) {
        int inputs = 1 + units % 11, paddedBatch = Vectors.pad(1);
        float[] h = new float[Vectors.pad(units)], c = h.clone();
        var random = new Random(seed);
        var capacity = new Capacity(STEPS, paddedBatch, workers);
        Layer layer =
                switch (kind) {
                    case 0 -> new SimpleRnn(inputs, units, Activation.TANH, capacity, false);
                    case 1 -> new Lstm(inputs, units, capacity, false);
                    case 2 -> new Gru(inputs, units, true, capacity, false);
                    case 3 -> new Gru(inputs, units, false, capacity, false);
                    default -> new Dense(inputs, units, true, Activation.SIGMOID, capacity);
                };
        var params = new float[layer.parameters() + 5];
        for (int i = 0; i < params.length; i++) {
            params[i] = (float) (0.3 * random.nextGaussian());
        }
        var parameters = new Slice(params, 5);
        Step cell = cell(kind, inputs, units, parameters, h, c);
        var x = new float[STEPS * inputs * paddedBatch];
        for (int i = 0; i < x.length; i += paddedBatch) {
            x[i] = random.nextInt(3) == 0 ? 0 : (float) random.nextGaussian();
        }
        layer.load(parameters);
        layer.forward(Slice.of(x), STEPS);
        float[] output = layer.output().array();
        for (int t = 0; t < STEPS; t++) {
            var input = new float[inputs];
            for (int k = 0; k < inputs; k++) {
                input[k] = x[(t * inputs + k) * paddedBatch];
            }
            float[] y = cell.next(input);
            for (int j = 0; j < units; j++) {
                assertEquals(output[layer.output().at() + (t * units + j) * paddedBatch], y[j], 2e-5f);
            }
        }
    }

    private Step cell(int kind, int inputs, int units, Slice parameters, float[] h, float[] c) {
        switch (kind) {
            case 0 -> {
                var cell = new SimpleRnnCell(inputs, units, Activation.TANH, workers);
                cell.load(parameters);
                return x -> {
                    cell.step(x, h);
                    return h;
                };
            }
            case 1 -> {
                var cell = new LstmCell(inputs, units, workers);
                cell.load(parameters);
                return x -> {
                    cell.step(x, h, c);
                    return h;
                };
            }
            case 2, 3 -> {
                var cell = new GruCell(inputs, units, kind == 2, workers);
                cell.load(parameters);
                return x -> {
                    cell.step(x, h);
                    return h;
                };
            }
            default -> {
                var cell = new DenseCell(inputs, units, Activation.SIGMOID, workers);
                cell.load(parameters);
                return cell::step;
            }
        }
    }
}
