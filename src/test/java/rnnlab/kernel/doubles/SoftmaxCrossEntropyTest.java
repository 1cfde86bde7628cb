package rnnlab.kernel.doubles;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import rnnlab.kernel.Workers;

/** Softmax with cross-entropy in slices against the definition, written out over whole arrays. */
class SoftmaxCrossEntropyTest {
    private final Workers workers = new Workers(2);

    @Property(tries = 60)
    void lossAndGradientsAreThoseOfTheDefinition(@ForAll long seed) {
        var random = new Random(seed);
        int inputs = 1 + random.nextInt(random.nextInt(3) == 0 ? 70 : 9);
        int classes = 2 + random.nextInt(random.nextInt(3) == 0 ? 1500 : 20);
        int steps = 1 + random.nextInt(40), batch = 1 + random.nextInt(20), paddedBatch = Vectors.pad(batch);
        double scale = 1.0 / (1 + random.nextInt(9));
        var softmax = new SoftmaxCrossEntropy(inputs, classes, new Capacity(steps, paddedBatch, workers));
        var params = RecurrentCase.gaussian(random, softmax.parameters() + 3, random.nextInt(4) == 0 ? 300 : 1);
        var x = RecurrentCase.gaussian(random, steps * inputs * paddedBatch, 1);
        var labels = random.ints(steps * paddedBatch, 0, classes).toArray();
        double[] weights = weights(random, steps, batch);

        double expectedLoss = 0;
        var expected = new double[params.length];
        var expectedDx = new double[x.length];
        var probabilities = new double[steps * classes * paddedBatch];
        for (int t = 0; t < steps; t++) {
            for (int n = 0; n < batch; n++) {
                var p = new double[classes];
                double max = Double.NEGATIVE_INFINITY, sum = 0;
                for (int v = 0; v < classes; v++) {
                    p[v] = params[3 + classes * inputs + v];
                    for (int k = 0; k < inputs; k++) {
                        p[v] += params[3 + v * inputs + k] * x[(t * inputs + k) * paddedBatch + n];
                    }
                    max = Math.max(max, p[v]);
                }
                double label = p[labels[t * paddedBatch + n]];
                for (int v = 0; v < classes; v++) {
                    sum += p[v] = Math.exp(p[v] - max);
                }
                for (int v = 0; v < classes; v++) {
                    probabilities[(t * classes + v) * paddedBatch + n] = p[v] / sum;
                }
                double weight = weights[t * paddedBatch + n];
                if (weight == 0) {
                    continue;
                }
                expectedLoss += weight * (Math.log(sum) + max - label);
                for (int v = 0; v < classes; v++) {
                    double d = weight * scale * (p[v] / sum - (v == labels[t * paddedBatch + n] ? 1 : 0));
                    expected[3 + classes * inputs + v] += d;
                    for (int k = 0; k < inputs; k++) {
                        expected[3 + v * inputs + k] += d * x[(t * inputs + k) * paddedBatch + n];
                        expectedDx[(t * inputs + k) * paddedBatch + n] += d * params[3 + v * inputs + k];
                    }
                }
            }
        }

        softmax.load(new Slice(params, 3));
        var gradients = new double[params.length];
        var dx = new double[x.length];
        var count = new LossWeights(weights, steps, paddedBatch, scale);
        double loss = softmax.train(Slice.of(x), labels, count, new Slice(gradients, 3), Slice.of(dx));
        double size = Math.max(1, Math.abs(expectedLoss));
        assertEquals(expectedLoss, loss, 1e-9 * size);
        assertArrayEquals(expected, gradients, 1e-9 * size);
        assertArrayEquals(expectedDx, dx, 1e-9 * size);
        assertEquals(loss, softmax.loss(Slice.of(x), labels, count), 1e-12 * size);
        var y = new double[probabilities.length];
        softmax.probabilities(Slice.of(x), steps, Slice.of(y));
        for (int i = 0; i < y.length; i++) {
            if (i % paddedBatch < batch) {
                assertEquals(probabilities[i], y[i], 1e-9);
            }
        }
    }

    /** 1 for every step, or 0, 1 or 2 by chance; 0 above the batch. */
    private static double[] weights(Random random, int steps, int batch) {
        int paddedBatch = Vectors.pad(batch);
        boolean masked = random.nextBoolean();
        var weights = new double[steps * paddedBatch];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = i % paddedBatch >= batch ? 0 : masked ? random.nextInt(3) : 1;
        }
        return weights;
    }

    @Example
    void aLabelThatIsNoClassIsNamed() {
        var softmax = new SoftmaxCrossEntropy(2, 3, new Capacity(1, Vectors.pad(2), workers));
        softmax.load(Slice.of(new double[softmax.parameters()]));
        var labels = new int[Vectors.pad(2)];
        labels[1] = 3;
        var x = Slice.of(new double[2 * labels.length]);
        var weights = new double[labels.length];
        weights[1] = 1;
        var count = new LossWeights(weights, 1, weights.length, 1);
        var error = assertThrows(IllegalArgumentException.class, () -> softmax.loss(x, labels, count));
        assertTrue(error.getMessage().contains("label 3 of sequence 1 at step 0"), error::getMessage);
    }
}
