package rnnlab.kernel.doubles;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.DoubleSupplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import rnnlab.kernel.Workers;

/** Attention, layer normalisation and positions against central differences, in double precision. */
class AttentionGradientTest {
    private static final double STEP = 1e-5;

    @Property(tries = 300)
    void everyGradientOfAttentionEqualsTheCentralDifference(@ForAll Attention.Score score, @ForAll long seed) {
        var of = new AttentionCase(score, seed);
        double[][] g = of.gradients();
        check(of + ", parameter", of.params, g[0], 1, 1, of::loss);
        check(of + ", query", of.q, g[1], of.paddedBatch, of.batch, of::loss);
        check(of + ", key", of.k, g[2], of.paddedBatch, of.batch, of::loss);
        check(of + ", value", of.v, g[3], of.paddedBatch, of.batch, of::loss);
    }

    @Property(tries = 100)
    void everyGradientOfLayerNormalisationEqualsTheCentralDifference(@ForAll long seed) {
        var random = new Random(seed);
        int batch = 1 + random.nextInt(6), padded = Vectors.pad(batch), steps = 1 + random.nextInt(11);
        int units = 2 + random.nextInt(7);
        try (var workers = new Workers(1)) {
            check(new LayerNorm(units, 1e-3, new Capacity(steps, padded, workers)), random, units, steps, batch);
        }
    }

    @Property(tries = 50)
    void everyGradientOfLearnedPositionsEqualsTheCentralDifference(@ForAll long seed) {
        var random = new Random(seed);
        int batch = 1 + random.nextInt(6), padded = Vectors.pad(batch), steps = 1 + random.nextInt(11);
        int units = 1 + random.nextInt(7);
        try (var workers = new Workers(1)) {
            var capacity = new Capacity(steps, padded, workers);
            check(new Positions(units, steps + 2, true, capacity), random, units, steps, batch);
        }
    }

    private static void check(Layer layer, Random random, int units, int steps, int batch) {
        int padded = Vectors.pad(batch), count = steps * units * padded;
        double[] params = random.doubles(layer.parameters(), -1, 1).toArray();
        double[] x = random.doubles(count, -2, 2).toArray(),
                dy = random.doubles(count, -1, 1).toArray();
        for (int i = 0; i < count; i++) {
            dy[i] = i % padded < batch ? dy[i] : 0;
        }
        DoubleSupplier loss = () -> {
            layer.load(Slice.of(params));
            layer.forward(Slice.of(x), steps);
            double sum = 0;
            for (int i = 0; i < count; i++) {
                sum += layer.output().array()[i] * dy[i];
            }
            return sum;
        };
        loss.getAsDouble();
        double[] g = new double[params.length], dx = new double[count];
        layer.backward(Slice.of(x), steps, Slice.of(dy), Slice.of(g), Slice.of(dx));
        String what = layer.getClass().getSimpleName() + " " + units + " units, " + steps + " steps, batch " + batch;
        check(what + ", parameter", params, g, 1, 1, loss);
        check(what + ", input", x, dx, padded, batch, loss);
    }

    /** Checks some of the numbers of one array, of the columns that are examples. */
    private static void check(
            String what, double[] values, double[] gradient, int columns, int batch, DoubleSupplier loss) {
        if (values.length == 0) {
            return;
        }
        new Random(1)
                .ints(25, 0, values.length)
                .filter(i -> i % columns < batch)
                .forEach(i -> {
                    double value = values[i];
                    values[i] = value + STEP;
                    double above = loss.getAsDouble();
                    values[i] = value - STEP;
                    double numeric = (above - loss.getAsDouble()) / (2 * STEP);
                    values[i] = value;
                    assertTrue(
                            Math.abs(numeric - gradient[i]) <= 1e-6 * Math.max(1, Math.abs(numeric)),
                            () -> what + " " + i + ": " + gradient[i] + " but the difference is " + numeric);
                });
    }
}
