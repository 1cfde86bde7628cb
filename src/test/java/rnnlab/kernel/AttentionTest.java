package rnnlab.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What attention may not see changes nothing, nor does the number of threads; and its memory. */
class AttentionTest {
    private static final int B = 37, T = 21, UNITS = 12, HEADS = 2;

    /** Output and gradients of one forward and backward pass. */
    private record Passed(float[] y, float[] g, float[] dq, float[] dk, float[] dv) {}

    private static final class Case {
        final Attention.Score score;
        final boolean causal;
        final int width = Vectors.pad(B);
        final float[] q = numbers(1);
        final float[] k = numbers(2);
        final float[] v = numbers(3);
        final float[] dy = numbers(4);
        float[] mask;

        Case(Attention.Score score, boolean causal) {
            this.score = score;
            this.causal = causal;
        }

        private float[] numbers(long seed) {
            var random = new Random(seed);
            float[] numbers = new float[T * UNITS * width];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = i % width < B ? (float) random.nextGaussian() : 0;
            }
            return numbers;
        }

        int at(int step, int unit, int example) {
            return (step * UNITS + unit) * width + example;
        }

        Passed run(int threads) {
            try (var workers = new Workers(threads)) {
                var layer = new Attention(score, HEADS, causal, UNITS, UNITS, new Capacity(T, width, workers));
                float[] w = Arrays.copyOf(numbers(5), layer.parameters());
                layer.load(Slice.of(w));
                layer.queries(Slice.of(q), T)
                        .keys(Slice.of(k), Slice.of(v), T, 0, mask)
                        .forward();
                var passed = new Passed(
                        layer.output().array().clone(),
                        new float[w.length],
                        new float[q.length],
                        new float[k.length],
                        new float[v.length]);
                Slice g = Slice.of(passed.g), dq = Slice.of(passed.dq);
                layer.backward(Slice.of(dy), g, dq, Slice.of(passed.dk), Slice.of(passed.dv));
                return passed;
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void hiddenKeysChangeNothingToTheBitWhateverStandsThere(Attention.Score score) {
        var of = new Case(score, false);
        of.mask = new float[T * of.width];
        var random = new Random(9);
        for (int i = 0; i < of.mask.length; i++) {
            of.mask[i] = random.nextInt(3) == 0 ? 0 : 1;
        }
        Passed before = of.run(1);
        for (int i = 0; i < of.k.length; i++) {
            if (of.mask[i / of.width / UNITS * of.width + i % of.width] == 0) {
                of.k[i] = i % 2 == 0 ? Float.NaN : 1e30f;
                of.v[i] = i % 3 == 0 ? Float.POSITIVE_INFINITY : -5;
            }
        }
        same(before, of.run(1));
        // And they are hidden: where nothing is, the output is another.
        of.mask = null;
        assertFalse(Arrays.equals(before.y, of.run(1).y));
    }

    @ParameterizedTest
    @EnumSource
    void laterKeysChangeNothingToTheBitForACausalQuery(Attention.Score score) {
        var of = new Case(score, true);
        Passed before = of.run(1);
        int from = 13;
        for (int i = of.at(from, 0, 0); i < of.k.length; i++) {
            of.k[i] += 3;
            of.v[i] = -of.v[i];
        }
        Passed after = of.run(1);
        int seen = of.at(from, 0, 0);
        assertArrayEquals(Arrays.copyOf(before.y, seen), Arrays.copyOf(after.y, seen), 0f);
        assertArrayEquals(Arrays.copyOf(before.dq, seen), Arrays.copyOf(after.dq, seen), 0f);
        assertFalse(Arrays.equals(before.y, after.y));
    }

    @ParameterizedTest
    @EnumSource
    void oneTwoAndFiveThreadsGiveTheSameBits(Attention.Score score) {
        var of = new Case(score, true);
        Passed one = of.run(1);
        same(one, of.run(2));
        same(one, of.run(5));
    }

    private static void same(Passed expected, Passed actual) {
        assertArrayEquals(expected.y, actual.y, 0f);
        assertArrayEquals(expected.g, actual.g, 0f);
        assertArrayEquals(expected.dq, actual.dq, 0f);
        assertArrayEquals(expected.dk, actual.dk, 0f);
        assertArrayEquals(expected.dv, actual.dv, 0f);
    }

    @ParameterizedTest
    @EnumSource
    void aQueryThatMaySeeNothingGivesZerosAndNoGradient(Attention.Score score) {
        var of = new Case(score, false);
        of.mask = new float[T * of.width];
        Passed passed = of.run(1);
        for (float[] each : new float[][] {passed.y, passed.g, passed.dq, passed.dk, passed.dv}) {
            assertArrayEquals(new float[each.length], each, 0f);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theWeightsThatAreReadOutAreThoseOfTheOutput(Attention.Score score) {
        var of = new Case(score, true);
        try (var workers = new Workers(1)) {
            var layer = new Attention(score, HEADS, true, UNITS, UNITS, new Capacity(T, of.width, workers));
            layer.load(Slice.of(Arrays.copyOf(of.numbers(5), layer.parameters())));
            layer.queries(Slice.of(of.q), T)
                    .keys(Slice.of(of.k), Slice.of(of.v), T, 0, null)
                    .forward();
            int query = 8, example = 20;
            float[][] p = layer.weights(query, example);
            for (int unit = 0; unit < UNITS; unit++) {
                double y = 0, all = 0;
                for (int j = 0; j < T; j++) {
                    float weight = p[unit / (UNITS / HEADS)][j];
                    y += weight * of.v[of.at(j, unit, example)];
                    all += weight;
                    assertTrue(j <= query || weight == 0);
                }
                assertEquals(1, all, 1e-5);
                assertEquals(y, layer.output().array()[of.at(query, unit, example)], 1e-4);
            }
        }
    }

    /** 1 024 x 1 024 scores of 8 heads and 16 examples would be half a gigabyte. */
    @ParameterizedTest
    @EnumSource(names = {"SCALED_DOT", "ADDITIVE"})
    void nothingGrowsWithTheSquareOfTheTokens(Attention.Score score) {
        int tokens = 1024, width = Vectors.pad(16), units = 16, heads = 8;
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        float[] numbers = new float[tokens * units * width];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (i * 7919 % 1000) / 1000f - 0.5f;
        }
        Slice x = Slice.of(numbers), d = Slice.of(new float[numbers.length]), g = Slice.of(new float[units]);
        try (var workers = new Workers(1)) {
            long end = System.nanoTime() + 60_000_000_000L, bytes;
            do { // until the vectors of compiled loops are no objects any more
                long before = threads.getCurrentThreadAllocatedBytes();
                var layer = new Attention(score, heads, false, units, units, new Capacity(tokens, width, workers));
                layer.load(Slice.of(numbers));
                layer.queries(x, tokens).keys(x, x, tokens, 0, null).forward();
                layer.backward(x, g, d, d, d);
                bytes = threads.getCurrentThreadAllocatedBytes() - before;
            } while (bytes > 30_000_000 && System.nanoTime() < end);
            assertTrue(bytes <= 30_000_000, "forward and backward took " + bytes + " bytes");
        }
    }
}
