package rnnlab.scratch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MinCharRnnTest {

    private final int[] inputs = {0, 3, 1, 2, 4, 4, 0};
    private final int[] targets = {3, 1, 2, 4, 4, 0, 2};

    @Test
    void gradientsAreThoseOfCentralDifferences() {
        var network = new MinCharRnn(5, 4, 0.1, 7);
        var random = new Random(8);
        for (double[][] w : network.parameters().all()) {
            for (double[] row : w) {
                Arrays.setAll(row, j -> 0.7 * random.nextGaussian());
            }
        }
        double[] before = {0.3, -0.2, 0.9, -0.5};
        var gradient = network.pass(inputs, targets, before).gradient();
        double h = 1e-5;
        for (int which = 0; which < 5; which++) {
            double[][] w = network.parameters().all()[which];
            for (int i = 0; i < w.length; i++) {
                for (int j = 0; j < w[i].length; j++) {
                    double old = w[i][j];
                    w[i][j] = old + h;
                    double up = network.pass(inputs, targets, before).loss();
                    w[i][j] = old - h;
                    double down = network.pass(inputs, targets, before).loss();
                    w[i][j] = old;
                    double numeric = (up - down) / (2 * h);
                    assertEquals(numeric, gradient.all()[which][i][j], 1e-7 * Math.max(1, Math.abs(numeric)));
                }
            }
        }
    }

    @Test
    void anIndifferentNetworkLosesLnVForEachCharacter() {
        var network = new MinCharRnn(80, 100, 0.1, 1);
        int[] text = new Random(2).ints(26, 0, 80).toArray();
        double loss = network.pass(Arrays.copyOf(text, 25), Arrays.copyOfRange(text, 1, 26), new double[100])
                .loss();
        assertEquals(25 * Math.log(80), loss, 0.1);
    }

    @Test
    void theStateIsCarriedFromChunkToChunk() {
        var network = new MinCharRnn(5, 4, 0.1, 7);
        double[] whole = network.pass(inputs, targets, new double[4]).last();
        var first = network.pass(Arrays.copyOf(inputs, 3), Arrays.copyOf(targets, 3), new double[4]);
        var second = network.pass(Arrays.copyOfRange(inputs, 3, 7), Arrays.copyOfRange(targets, 3, 7), first.last());
        assertArrayEquals(whole, second.last(), 0);
    }

    @Test
    void itLearnsATextByHeartAndWritesIt() {
        int[] text = {0, 1, 2, 3, 1, 4, 2, 2, 0, 3};
        var network = new MinCharRnn(5, 24, 0.1, 3);
        double loss = 0;
        for (int n = 0; n < 1500; n++) {
            loss = network.train(text, rotated(text));
        }
        assertTrue(loss < 0.5, "loss " + loss);
        assertArrayEquals(rotated(text), network.sample(text[0], 10, new Random(1)));
    }

    private static int[] rotated(int[] text) {
        int[] next = Arrays.copyOfRange(text, 1, text.length + 1);
        next[text.length - 1] = text[0];
        return next;
    }

    @Test
    void wrongSizesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new MinCharRnn(1, 4, 0.1, 1));
        assertThrows(IllegalArgumentException.class, () -> new MinCharRnn(4, 4, 0, 1));
    }
}
