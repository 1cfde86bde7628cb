package rnnlab.scratch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TinyTransformerTest {

    private final int[] inputs = {0, 3, 1, 2, 4, 4, 0};
    private final int[] targets = {3, 1, 2, 4, 4, 0, 2};

    @Test
    void gradientsAreThoseOfCentralDifferences() {
        var network = new TinyTransformer(5, 8, 6, 2, 0.01, 7);
        var gradient = network.pass(inputs, targets).gradient();
        double h = 1e-5;
        for (int which = 0; which < network.parameters().all().length; which++) {
            double[][] w = network.parameters().all()[which];
            for (int i = 0; i < w.length; i++) {
                for (int j = 0; j < w[i].length; j++) {
                    double old = w[i][j];
                    w[i][j] = old + h;
                    double up = network.pass(inputs, targets).loss();
                    w[i][j] = old - h;
                    double down = network.pass(inputs, targets).loss();
                    w[i][j] = old;
                    double numeric = (up - down) / (2 * h);
                    assertEquals(
                            numeric,
                            gradient.all()[which][i][j],
                            1e-6 * Math.max(1, Math.abs(numeric)),
                            "matrix " + which + ", " + i + ", " + j);
                }
            }
        }
    }

    @Test
    void laterCharactersChangeNothingOfEarlierPredictions() {
        var network = new TinyTransformer(5, 8, 6, 2, 0.01, 7);
        double[][][] before = network.weights(inputs);
        int[] others = inputs.clone();
        others[5] = 1;
        others[6] = 2;
        double[][][] after = network.weights(others);
        for (int head = 0; head < 2; head++) {
            for (int t = 0; t < 5; t++) {
                assertArrayEquals(before[head][t], after[head][t], 0);
                assertEquals(1, Arrays.stream(before[head][t]).sum(), 1e-12);
            }
        }
    }

    @Test
    void itLearnsATextByHeartAndWritesIt() {
        int[] text = {0, 1, 2, 3, 1, 4, 2, 2, 0, 3};
        int[] next = {1, 2, 3, 1, 4, 2, 2, 0, 3, 4};
        var network = new TinyTransformer(5, 10, 16, 4, 0.01, 3);
        double loss = 0;
        for (int n = 0; n < 400; n++) {
            loss = network.train(text, next);
        }
        assertTrue(loss < 0.01, "loss " + loss);
        assertArrayEquals(next, network.sample(new int[] {0}, 9 + 1, new Random(1)));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new TinyTransformer(5, 8, 6, 4, 0.01, 1));
        var network = new TinyTransformer(5, 3, 4, 2, 0.01, 1);
        var e = assertThrows(IllegalArgumentException.class, () -> network.pass(inputs, targets));
        assertTrue(e.getMessage().contains("7 characters; from 1 to 3"), e.getMessage());
    }
}
