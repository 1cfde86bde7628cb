package rnnlab.kernel.doubles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rnnlab.Golden;
import rnnlab.kernel.Workers;

/** Connectionist temporal classification: against PyTorch, the sum over all paths, and central differences. */
class CtcTest {

    private final Workers workers = new Workers(2);

    @ParameterizedTest
    @ValueSource(strings = {"ctc", "ctc-sure", "ctc-long"})
    void lossAndGradientArePyTorchs(String name) {
        var golden = Golden.of(name);
        int steps = (int) golden.setting("steps"), batch = (int) golden.setting("batch");
        int symbols = (int) golden.setting("symbols"), places = (int) golden.setting("places");
        int[] shown = golden.ints("steps");
        var of = new CtcCase(steps, symbols, batch, places);
        double[] logits = golden.doubles("logits");
        for (int t = 0; t < steps; t++) {
            for (int n = 0; n < batch; n++) {
                of.weights[t * of.paddedBatch + n] = t < shown[n] ? 1 : 0;
                for (int k = 0; k < symbols; k++) {
                    of.y[(t * symbols + k) * of.paddedBatch + n] = logits[(t * batch + n) * symbols + k];
                }
            }
        }
        int[] labels = golden.ints("labels");
        for (int n = 0; n < batch; n++) {
            for (int u = 0; u < places; u++) {
                of.labels[u * of.paddedBatch + n] = labels[n * places + u];
            }
        }
        var dy = new double[of.y.length];
        double sum = of.sum(dy);
        assertEquals(Arrays.stream(golden.doubles("loss")).sum(), sum, 1e-9 * Math.abs(sum));
        double[] expected = golden.doubles("d_logits");
        for (int i = 0; i < expected.length; i++) {
            int k = i % symbols, n = i / symbols % batch, t = i / symbols / batch;
            assertEquals(expected[i], dy[(t * symbols + k) * of.paddedBatch + n], 1e-9, "t " + t + " n " + n);
        }
        of.agreesInFloat(sum, dy);
    }

    @Property(tries = 150)
    void theLossIsThatOfAllPathsOneByOne(@ForAll long seed) {
        var of = new CtcCase(new Random(seed));
        double sum = 0;
        for (int n = 0; n < of.batch; n++) {
            sum += of.byAllPaths(n);
        }
        assertEquals(sum, of.sum(null), 1e-9 * Math.max(1, sum));
    }

    @Property(tries = 150)
    void theGradientIsTheCentralDifference(@ForAll long seed) {
        var of = new CtcCase(new Random(seed));
        var dy = new double[of.y.length];
        double sum = of.sum(dy);
        if (Double.isInfinite(sum)) {
            return; // nothing to differentiate
        }
        double h = 1e-5;
        for (int i = 0; i < of.y.length; i++) {
            double y = of.y[i];
            of.y[i] = y + h;
            double above = of.sum(null);
            of.y[i] = y - h;
            double below = of.sum(null);
            of.y[i] = y;
            assertEquals((above - below) / (2 * h), dy[i], 1e-7);
        }
        of.agreesInFloat(sum, dy);
    }

    @Example
    void aLabelThatDoesNotFitIsInfinitelyUnlikely() {
        var of = new CtcCase(2, 3, 1, 2);
        of.weights[0] = 1;
        of.weights[of.paddedBatch] = 1;
        of.labels[0] = 1;
        of.labels[of.paddedBatch] = 1; // two equal symbols need a blank between them
        assertEquals(Double.POSITIVE_INFINITY, of.sum(null));
        of.labels[of.paddedBatch] = 2;
        assertEquals(2 * Math.log(3), of.sum(null), 1e-12);
    }

    @Example
    void probabilitiesAreTheSoftmax() {
        var of = new CtcCase(new Random(3));
        var p = new double[of.y.length];
        new Ctc(of.symbols, new Capacity(of.steps, of.paddedBatch, workers))
                .probabilities(Slice.of(of.y), of.steps, Slice.of(p));
        for (int i = 0; i < p.length; i++) {
            assertEquals(of.p(i), p[i], 1e-12);
        }
        assertTrue(of.steps > 1);
    }
}
