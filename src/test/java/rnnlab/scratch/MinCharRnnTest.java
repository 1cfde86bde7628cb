package rnnlab.scratch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rnnlab.scratch.MinCharRnn.adagrad;
import static rnnlab.scratch.MinCharRnn.backward;
import static rnnlab.scratch.MinCharRnn.clip;
import static rnnlab.scratch.MinCharRnn.forward;
import static rnnlab.scratch.MinCharRnn.loss;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import rnnlab.scratch.MinCharRnn.Parameters;

class MinCharRnnTest {

    private final int[] inputs = {0, 3, 1, 2, 4, 4, 0};
    private final int[] targets = {3, 1, 2, 4, 4, 0, 2};

    private static Parameters large(int hidden, int vocabulary) {
        var w = MinCharRnn.zeros(hidden, vocabulary);
        var random = new Random(8);
        for (double[][] weights : w.all()) {
            for (double[] row : weights) {
                Arrays.setAll(row, j -> 0.7 * random.nextGaussian());
            }
        }
        return w;
    }

    @Test
    void gradientsAreThoseOfCentralDifferences() {
        var parameters = large(4, 5);
        double[] before = {0.3, -0.2, 0.9, -0.5};
        var gradient = backward(parameters, inputs, targets, forward(parameters, inputs, before));
        double e = 1e-5;
        for (int which = 0; which < 5; which++) {
            double[][] w = parameters.all()[which];
            for (int i = 0; i < w.length; i++) {
                for (int j = 0; j < w[i].length; j++) {
                    double old = w[i][j];
                    w[i][j] = old + e;
                    double up = loss(forward(parameters, inputs, before), targets);
                    w[i][j] = old - e;
                    double down = loss(forward(parameters, inputs, before), targets);
                    w[i][j] = old;
                    double numeric = (up - down) / (2 * e);
                    assertEquals(numeric, gradient.all()[which][i][j], 1e-7 * Math.max(1, Math.abs(numeric)));
                }
            }
        }
    }

    @Test
    void anIndifferentNetworkLosesLnVForEachCharacter() {
        var w = MinCharRnn.random(100, 80, 1);
        int[] text = new Random(2).ints(26, 0, 80).toArray();
        double loss = loss(forward(w, Arrays.copyOf(text, 25), new double[100]), Arrays.copyOfRange(text, 1, 26));
        assertEquals(25 * Math.log(80), loss, 0.1);
    }

    @Test
    void theStateIsCarriedFromChunkToChunk() {
        var w = large(4, 5);
        double[] whole = forward(w, inputs, new double[4]).h()[7];
        double[] between = forward(w, Arrays.copyOf(inputs, 3), new double[4]).h()[3];
        assertArrayEquals(
                whole, forward(w, Arrays.copyOfRange(inputs, 3, 7), between).h()[4], 0);
    }

    @Test
    void largeScoresDoNotOverflow() {
        assertArrayEquals(new double[] {0.5, 0.5, 0}, MinCharRnn.softmax(new double[] {1000, 1000, -1000}), 0);
    }

    @Test
    void eachNumberOfAGradientIsClipped() {
        var d = MinCharRnn.zeros(2, 2);
        d.Whh()[0][1] = -7;
        d.by()[0][0] = 5.5;
        d.bh()[0][1] = 4.5;
        clip(d, 5);
        assertEquals(-5, d.Whh()[0][1]);
        assertEquals(5, d.by()[0][0]);
        assertEquals(4.5, d.bh()[0][1]);
    }

    /** By hand: gradients 3, then 4, at the rate 0.1: steps of 0.1 and 0.1 * 4 / 5. */
    @Test
    void adagradDividesByTheRootOfAllSquares() {
        var w = MinCharRnn.zeros(1, 2);
        var g = MinCharRnn.zeros(1, 2);
        var m = MinCharRnn.zeros(1, 2);
        g.Whh()[0][0] = 3;
        adagrad(w, g, m, 0.1);
        assertEquals(-0.1, w.Whh()[0][0], 1e-9);
        g.Whh()[0][0] = 4;
        adagrad(w, g, m, 0.1);
        assertEquals(-0.18, w.Whh()[0][0], 1e-9);
        assertEquals(0, w.Wxh()[0][0]);
    }

    @Test
    void itLearnsATextByHeartAndWritesIt() {
        int[] text = {0, 1, 2, 3, 1, 4, 2, 2, 0, 3};
        int[] next = Arrays.copyOfRange(text, 1, text.length + 1);
        next[text.length - 1] = text[0];
        var w = MinCharRnn.random(24, 5, 3);
        var memory = MinCharRnn.zeros(24, 5);
        double[] h = new double[24];
        double loss = 0;
        for (int n = 0; n < 1500; n++) {
            var forward = forward(w, text, h);
            loss = loss(forward, next);
            var gradient = backward(w, text, next, forward);
            clip(gradient, 5);
            adagrad(w, gradient, memory, 0.1);
            h = forward.h()[text.length];
        }
        assertTrue(loss < 0.5, "loss " + loss);
        assertArrayEquals(next, MinCharRnn.sample(w, h, text[0], 10, new Random(1)));
    }
}
