package rnnlab.kernel.doubles;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import rnnlab.kernel.Capacity;
import rnnlab.kernel.Slice;

/** The kernels that train, in float, give what their twins in double precision give, to float's precision. */
class FloatAgainstDoubleTest {
    @Property(tries = 150)
    void gradientsAgree(@ForAll RecurrentCase.Kind kind, @ForAll long seed) {
        var of = new RecurrentCase(kind, seed);
        double[][] expected = of.gradients();
        int paddedBatch = rnnlab.kernel.Vectors.pad(of.batch);
        var layer = layer(of, paddedBatch);
        if (of.mask != null) {
            layer.mask(columns(of, of.mask, paddedBatch));
        }
        copy(columns(of, of.state, paddedBatch), layer.state());
        var params = columns(of.params);
        float[] x = columns(of, of.x, paddedBatch), dy = columns(of, of.dy, paddedBatch), dx = new float[x.length];
        layer.load(Slice.of(params));
        layer.forward(Slice.of(x), of.steps);
        layer.gradientThroughState(true);
        copy(columns(of, of.dstate, paddedBatch), layer.stateGradient());
        var gradients = new float[params.length];
        layer.backward(Slice.of(x), of.steps, Slice.of(dy), Slice.of(gradients), Slice.of(dx));
        agree(of, expected[0], gradients, 1, 1);
        agree(of, expected[1], dx, of.paddedBatch, paddedBatch);
        agree(of, expected[2], layer.stateGradient(), of.paddedBatch, paddedBatch);
    }

    private static rnnlab.kernel.Recurrent layer(RecurrentCase of, int paddedBatch) {
        var capacity = new Capacity(of.steps, paddedBatch, RecurrentCase.ONE);
        boolean backwards = of.backwards;
        return switch (of.kind) {
            case LSTM -> new rnnlab.kernel.Lstm(of.inputs, of.units, capacity, backwards);
            case GRU_AFTER -> new rnnlab.kernel.Gru(of.inputs, of.units, true, capacity, backwards);
            case GRU_BEFORE -> new rnnlab.kernel.Gru(of.inputs, of.units, false, capacity, backwards);
            default -> {
                var activation = rnnlab.kernel.Activation.valueOf(of.kind.name());
                yield new rnnlab.kernel.SimpleRnn(of.inputs, of.units, activation, capacity, backwards);
            }
        };
    }

    private static void agree(RecurrentCase of, double[] expected, float[] actual, int paddedBatch, int width) {
        double size = 1;
        for (double e : expected) {
            size = Math.max(size, Math.abs(e));
        }
        for (int row = 0; row < expected.length / paddedBatch; row++) {
            for (int n = 0; n < Math.min(paddedBatch, of.batch); n++) {
                assertEquals(expected[row * paddedBatch + n], actual[row * width + n], 2e-4 * size, of::toString);
            }
        }
    }

    private static float[] columns(double[] values) {
        var floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    private static float[] columns(RecurrentCase of, double[] values, int paddedBatch) {
        var floats = new float[values.length / of.paddedBatch * paddedBatch];
        for (int row = 0; row < values.length / of.paddedBatch; row++) {
            for (int n = 0; n < of.batch; n++) {
                floats[row * paddedBatch + n] = (float) values[row * of.paddedBatch + n];
            }
        }
        return floats;
    }

    private static void copy(float[] from, float[] to) {
        System.arraycopy(from, 0, to, 0, from.length);
    }
}
