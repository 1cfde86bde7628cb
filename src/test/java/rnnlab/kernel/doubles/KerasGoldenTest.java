package rnnlab.kernel.doubles;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rnnlab.Golden;
import rnnlab.kernel.Workers;

/** The kernels compute what Keras computes, output and gradients, to ten digits. */
class KerasGoldenTest {
    private static final double EXACT = 1e-10;
    /** Where the gate of the kernels' row block q is in Keras's matrices: g, f, o, i from i, f, c, o. */
    private static final int[] LSTM_GATES = {2, 1, 3, 0};

    private final Workers workers = new Workers(2);
    private int paddedBatch;
    private int batch;
    private int steps;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "simple-rnn-tanh",
                "simple-rnn-relu",
                "simple-rnn-sigmoid",
                "simple-rnn-linear",
                "simple-rnn-state",
                "simple-rnn-mask-left",
                "simple-rnn-mask-right",
                "simple-rnn-mask-holes",
                "lstm",
                "lstm-state",
                "lstm-mask-left",
                "lstm-mask-right",
                "lstm-mask-holes",
                "gru-reset-after",
                "gru-reset-after-state",
                "gru-reset-after-mask-left",
                "gru-reset-after-mask-right",
                "gru-reset-after-mask-holes",
                "gru-reset-before",
                "gru-reset-before-state",
                "gru-reset-before-mask-left",
                "gru-reset-before-mask-right",
                "gru-reset-before-mask-holes"
            })
    void aRecurrentLayer(String name) {
        var golden = sized(name);
        var layer = layer(golden, name, false);
        var out = train(golden, layer, weights(golden, layer, name, ""), columns(golden, "dy"), "");
        assertArrayEquals(columns(golden, "y"), out.y, EXACT);
        assertArrayEquals(columns(golden, "dx"), out.dx, EXACT);
        assertArrayEquals(weights(golden, layer, name, "d"), out.gradients, EXACT);
        if (golden.has("dh0")) {
            assertArrayEquals(states(golden, "dh0", "dc0"), layer.stateGradient(), EXACT);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bidirectional-simple-rnn",
                "bidirectional-simple-rnn-mask-left",
                "bidirectional-simple-rnn-mask-right",
                "bidirectional-lstm",
                "bidirectional-lstm-mask-left",
                "bidirectional-lstm-mask-right",
                "bidirectional-gru-reset-after",
                "bidirectional-gru-reset-after-mask-left",
                "bidirectional-gru-reset-after-mask-right",
                "bidirectional-gru-reset-before",
                "bidirectional-gru-reset-before-mask-left",
                "bidirectional-gru-reset-before-mask-right"
            })
    void bothHalvesOfABidirectionalLayer(String name) {
        var golden = sized(name);
        var dx = new double[steps * (int) golden.setting("inputs") * paddedBatch];
        for (String half : new String[] {"forward_", "backward_"}) {
            var layer = layer(golden, name, half.equals("backward_"));
            int at = half.equals("backward_") ? (int) golden.setting("units") : 0;
            var params = weights(golden, layer, name, half);
            double[] dy = half(golden, "dy", at), y = half(golden, "y", at);
            clearMasked(golden, dy);
            var out = train(golden, layer, params, dy, half);
            clearMasked(golden, out.y);
            assertArrayEquals(y, out.y, EXACT);
            assertArrayEquals(weights(golden, layer, name, "d" + half), out.gradients, EXACT);
            for (int i = 0; i < dx.length; i++) {
                dx[i] += out.dx[i];
            }
        }
        assertArrayEquals(columns(golden, "dx"), dx, EXACT);
    }

    /** Masked steps of a bidirectional layer are zeros in Keras; a kernel gives the state carried along. */
    private void clearMasked(Golden golden, double[] y) {
        if (!golden.has("mask")) {
            return;
        }
        var mask = columns(golden, "mask");
        int units = (int) golden.setting("units");
        for (int i = 0; i < y.length; i++) {
            y[i] *= mask[i / (units * paddedBatch) * paddedBatch + i % paddedBatch];
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mean-squared-error", "mean-absolute-error", "sigmoid-cross-entropy"})
    void aLoss(String name) {
        var golden = sized(name);
        var loss = Loss.valueOf(name.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
        int units = (int) golden.setting("units");
        var dy = new double[steps * units * paddedBatch];
        var weights = new double[steps * paddedBatch];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = i % paddedBatch < batch ? 1 : 0;
        }
        var count = new LossWeights(weights, steps, paddedBatch, 1.0 / (batch * steps));
        Slice y = Slice.of(columns(golden, "y")), target = Slice.of(columns(golden, "target"));
        double sum = loss.sum(y, target, units, count, Slice.of(dy));
        assertEquals(golden.setting("loss"), sum / (batch * steps), EXACT);
        assertArrayEquals(columns(golden, "dy"), dy, EXACT);
    }

    private record Trained(double[] y, double[] dx, double[] gradients) {}

    private Golden sized(String name) {
        var golden = Golden.of(name);
        batch = (int) golden.setting("batch");
        steps = (int) golden.setting("steps");
        paddedBatch = Vectors.pad(batch);
        return golden;
    }

    private Recurrent layer(Golden golden, String name, boolean backwards) {
        int inputs = (int) golden.setting("inputs"), units = (int) golden.setting("units");
        var capacity = new Capacity(steps, paddedBatch, workers);
        if (name.contains("lstm")) {
            return new Lstm(inputs, units, capacity, backwards);
        }
        if (name.contains("gru")) {
            return new Gru(inputs, units, name.contains("reset-after"), capacity, backwards);
        }
        var activation = name.contains("relu")
                ? Activation.RELU
                : name.contains("sigmoid")
                        ? Activation.SIGMOID
                        : name.contains("linear") ? Activation.IDENTITY : Activation.TANH;
        return new SimpleRnn(inputs, units, activation, capacity, backwards);
    }

    private Trained train(Golden golden, Recurrent layer, double[] params, double[] dy, String half) {
        var x = columns(golden, "x");
        if (golden.has("mask")) {
            layer.mask(columns(golden, "mask"));
        }
        if (golden.has("h0")) {
            var states = states(golden, "h0", "c0");
            System.arraycopy(states, 0, layer.state(), 0, states.length);
        }
        layer.load(Slice.of(params));
        layer.forward(Slice.of(x), steps);
        Slice output = layer.output();
        var y = java.util.Arrays.copyOfRange(output.array(), output.at(), output.at() + dy.length);
        for (int i = 0; i < y.length; i++) {
            if (i % paddedBatch >= batch) {
                y[i] = 0;
            }
        }
        lastGradient(golden, half, layer.stateGradient());
        layer.gradientThroughState(true);
        var gradients = new double[params.length];
        var dx = new double[x.length];
        layer.backward(Slice.of(x), steps, Slice.of(dy), Slice.of(gradients), Slice.of(dx));
        return new Trained(y, dx, gradients);
    }

    /** Keras's [B][T][F] (or [B][T]) as [T][F][paddedBatch]. */
    private double[] columns(Golden golden, String array) {
        int rows = golden.doubles(array).length / batch / steps;
        return part(golden.doubles(array), rows, 0, rows);
    }

    /** The units [at, at + H) of Keras's [B][T][2H]. */
    private double[] half(Golden golden, String array, int at) {
        int units = (int) golden.setting("units");
        return part(golden.doubles(array), 2 * units, at, units);
    }

    private double[] part(double[] values, int rows, int at, int count) {
        var columns = new double[steps * count * paddedBatch];
        for (int n = 0; n < batch; n++) {
            for (int t = 0; t < steps; t++) {
                for (int j = 0; j < count; j++) {
                    columns[(t * count + j) * paddedBatch + n] = values[(n * steps + t) * rows + at + j];
                }
            }
        }
        return columns;
    }

    /** The gradient of the final h: Keras's [B][H], or for half of a bidirectional layer a half of [B][2H]. */
    private void lastGradient(Golden golden, String half, double[] to) {
        int units = (int) golden.setting("units"), width = half.isEmpty() ? units : 2 * units;
        int at = half.equals("backward_") ? units : 0;
        var last = golden.doubles("dlast");
        for (int n = 0; n < batch; n++) {
            for (int j = 0; j < units; j++) {
                to[j * paddedBatch + n] = last[n * width + at + j];
            }
        }
    }

    /** h and, if there is one, c: Keras's [B][H] as [1 or 2][H][paddedBatch]. */
    private double[] states(Golden golden, String h, String c) {
        int units = (int) golden.setting("units");
        boolean two = c != null && golden.has(c);
        var states = new double[(two ? 2 : 1) * units * paddedBatch];
        for (int n = 0; n < batch; n++) {
            for (int j = 0; j < units; j++) {
                states[j * paddedBatch + n] = golden.doubles(h)[n * units + j];
                if (two) {
                    states[(units + j) * paddedBatch + n] = golden.doubles(c)[n * units + j];
                }
            }
        }
        return states;
    }

    /** Keras's kernel [F][G*H], recurrent [H][G*H] and bias, or the gradients of them, in the kernels' order. */
    private double[] weights(Golden golden, Recurrent layer, String name, String prefix) {
        int units = layer.units, gates = name.contains("lstm") ? 4 : name.contains("gru") ? 3 : 1;
        var params = new double[layer.parameters()];
        int at = 0;
        for (String matrix : new String[] {"kernel", "recurrent", "bias"}) {
            var values = golden.doubles(prefix + matrix);
            boolean bias = matrix.equals("bias");
            int depth = values.length / (gates * units);
            for (int d = 0; d < depth; d++) {
                for (int q = 0; q < gates; q++) {
                    for (int j = 0; j < units; j++) {
                        double value = values[(d * gates + (gates == 4 ? LSTM_GATES[q] : q)) * units + j];
                        int row = q * units + j;
                        params[at + (bias ? d * gates * units + row : row * depth + d)] = value;
                    }
                }
            }
            at += values.length;
        }
        assertEquals(params.length, at);
        return params;
    }
}
