package rnnlab.kernel.doubles;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * The gradients of the recurrent kernels against central differences, in double precision, over random sizes and
 * options.
 */
class RecurrentGradientTest {
    private static final double STEP = 1e-5;

    @Property(tries = 400)
    void everyGradientEqualsTheCentralDifference(@ForAll RecurrentCase.Kind kind, @ForAll long seed) {
        var of = new RecurrentCase(kind, seed);
        double[][] gradients = of.gradients();
        check(of, "parameter", of.params, gradients[0], of.params.length);
        check(of, "input", of.x, gradients[1], of.paddedBatch);
        check(of, "state", of.state, gradients[2], of.paddedBatch);
    }

    /** Checks some of the numbers of one array; in arrays of columns only those of the batch. */
    private static void check(RecurrentCase of, String what, double[] values, double[] gradient, int paddedBatch) {
        boolean columns = paddedBatch == of.paddedBatch && values != of.params;
        new Random(1)
                .ints(25, 0, values.length)
                .filter(i -> !columns || i % of.paddedBatch < of.batch)
                .forEach(i -> {
                    double numeric = slope(of, values, i, STEP);
                    // relu bends: where a step crosses a bend, a shorter one does not; the shortest are rounded
                    for (double step = STEP / 10; step >= STEP / 1000; step /= 10) {
                        if (of.kind == RecurrentCase.Kind.RELU && !near(numeric, gradient[i])) {
                            numeric = slope(of, values, i, step);
                        }
                    }
                    assertTrue(
                            near(numeric, gradient[i]),
                            of + ", " + what + " " + i + ": " + gradient[i] + " but the difference is " + numeric);
                });
    }

    private static boolean near(double numeric, double gradient) {
        return Math.abs(numeric - gradient) <= 1e-6 * Math.max(1, Math.abs(numeric));
    }

    private static double slope(RecurrentCase of, double[] values, int i, double step) {
        double value = values[i];
        values[i] = value + step;
        double above = of.loss();
        values[i] = value - step;
        double below = of.loss();
        values[i] = value;
        return (above - below) / (2 * step);
    }

    @Property(tries = 100)
    void aTruncatedGradientIsThatOfTheStepsReached(@ForAll RecurrentCase.Kind kind, @ForAll long seed) {
        var of = new RecurrentCase(kind, seed);
        int first = new Random(seed).nextInt(of.steps), reached = of.steps - first;
        int low = of.backwards ? 0 : first, past = of.backwards ? reached : 0;
        of.loss();
        var truncated = new double[of.params.length];
        var dx = new double[of.x.length];
        of.layer.truncate(first);
        of.layer.backward(Slice.of(of.x), of.steps, Slice.of(of.dy), Slice.of(truncated), Slice.of(dx));

        // The same as two calls: the early steps only carry the state, the late ones are trained.
        var layer = of.kind.layer(
                of.inputs, of.units, new Capacity(of.steps, of.paddedBatch, RecurrentCase.ONE), of.backwards);
        layer.load(Slice.of(of.params));
        System.arraycopy(of.state, 0, layer.state(), 0, of.state.length);
        int column = of.inputs * of.paddedBatch;
        if (first > 0) {
            layer.mask(part(of.mask, past * of.paddedBatch, first * of.paddedBatch));
            layer.forward(new Slice(of.x, past * column), first);
            layer.carryState();
        }
        var late = new Slice(of.x, low * column);
        layer.mask(part(of.mask, low * of.paddedBatch, reached * of.paddedBatch));
        layer.forward(late, reached);
        var whole = new double[of.params.length];
        var dxLate = new double[of.x.length];
        var dy = new Slice(of.dy, low * of.units * of.paddedBatch);
        layer.backward(late, reached, dy, Slice.of(whole), new Slice(dxLate, low * column));
        assertArrayEquals(whole, truncated, 1e-12, of::toString);
        assertArrayEquals(dxLate, dx, 1e-12, of::toString);
    }

    private static double[] part(double[] mask, int from, int length) {
        return mask == null ? null : Arrays.copyOfRange(mask, from, from + length);
    }
}
