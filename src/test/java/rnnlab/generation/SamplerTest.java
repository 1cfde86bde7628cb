package rnnlab.generation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SamplerTest {

    private static final float[] P = {0.5f, 0.25f, 0.15f, 0.1f};

    @Test
    void halfTheTemperatureSquaresTheProbabilities() {
        double sum = 0.25 + 0.0625 + 0.0225 + 0.01;
        double[] expected = {0.25 / sum, 0.0625 / sum, 0.0225 / sum, 0.01 / sum};
        assertArrayEquals(expected, new Sampler(0.5, 9, 1).probabilities(P), 1e-7);
        assertArrayEquals(new double[] {0.5, 0.25, 0.15, 0.1}, Sampler.PLAIN.probabilities(P), 1e-7);
        assertArrayEquals(new double[] {1, 0, 0, 0}, new Sampler(0, 9, 1).probabilities(P), 0);
        assertArrayEquals(new double[] {1, 0, 0, 0}, new Sampler(0.001, 9, 1).probabilities(P), 1e-9);
    }

    @Test
    void topKAndTopPKeepTheLikeliest() {
        assertArrayEquals(new double[] {2 / 3.0, 1 / 3.0, 0, 0}, new Sampler(1, 2, 1).probabilities(P), 1e-7);
        assertArrayEquals(new double[] {2 / 3.0, 1 / 3.0, 0, 0}, new Sampler(1, 9, 0.7).probabilities(P), 1e-7);
        assertArrayEquals(new double[] {1, 0, 0, 0}, new Sampler(1, 9, 0.49).probabilities(P), 1e-7);
        assertArrayEquals(new double[] {1, 0, 0, 0}, new Sampler(1, 9, 1e-9).probabilities(P), 1e-7);
    }

    @Property(tries = 300)
    void probabilitiesAddUpToOneAndKeepTheirOrder(
            @ForAll @DoubleRange(min = 0.05, max = 5) double temperature,
            @ForAll @IntRange(min = 1, max = 20) int k,
            @ForAll @DoubleRange(min = 0.01, max = 1) double topP,
            @ForAll long seed) {
        var random = new SplittableRandom(seed);
        float[] p = new float[12];
        for (int i = 0; i < p.length; i++) {
            p[i] = (float) Math.pow(random.nextDouble(), 8);
        }
        double[] q = new Sampler(temperature, k, topP).probabilities(p);
        assertEquals(1, Arrays.stream(q).sum(), 1e-9);
        assertTrue(Arrays.stream(q).filter(x -> x > 0).count() <= k);
        for (int i = 1; i < p.length; i++) {
            assertTrue(q[i] == 0 || q[i - 1] == 0 || (p[i] >= p[i - 1]) == (q[i] >= q[i - 1]));
        }
    }

    @Test
    void tokensAreDrawnAsOftenAsTheirProbabilitySays() {
        var random = new SplittableRandom(5);
        int[] drawn = new int[4];
        int n = 100_000;
        for (int i = 0; i < n; i++) {
            drawn[Sampler.PLAIN.draw(P, random)]++;
        }
        double chiSquared = 0;
        for (int i = 0; i < 4; i++) {
            chiSquared += Math.pow(drawn[i] - n * P[i], 2) / (n * P[i]);
        }
        assertTrue(chiSquared < 16.27, "chi squared " + chiSquared); // 3 degrees of freedom, 0.1 %
    }

    @Test
    void wrongSettingsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Sampler(-1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Sampler(Double.NaN, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Sampler(1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Sampler(1, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> Sampler.PLAIN.probabilities(new float[] {Float.NaN, 1}));
    }
}
