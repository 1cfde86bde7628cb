package rnnlab.kernel.doubles;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.stream.IntStream;
import rnnlab.kernel.Workers;

/** Logits, labels and which frames there are; the definition of CTC's loss beside the kernel. */
final class CtcCase {

    private static final Workers WORKERS = new Workers(2);

    final int steps;
    final int symbols;
    final int batch;
    final int paddedBatch;
    /** [T][K][B]. */
    final double[] y;
    /** [U][B]. */
    final int[] labels;
    /** [T][B]. */
    final double[] weights;

    private final int places;
    private final Ctc kernel;

    /** All zero. */
    CtcCase(int steps, int symbols, int batch, int places) {
        this.steps = steps;
        this.symbols = symbols;
        this.batch = batch;
        this.places = places;
        this.paddedBatch = Vectors.pad(batch);
        this.y = new double[steps * symbols * paddedBatch];
        this.labels = new int[places * paddedBatch];
        this.weights = new double[steps * paddedBatch];
        this.kernel = new Ctc(symbols, new Capacity(steps, paddedBatch, WORKERS));
    }

    /** By chance: few symbols, so that they repeat; frames that are not there anywhere; labels that do not fit. */
    CtcCase(Random random) {
        this(2 + random.nextInt(5), 2 + random.nextInt(3), 1 + random.nextInt(9), random.nextInt(4));
        for (int i = 0; i < y.length; i++) {
            y[i] = 2 * random.nextGaussian();
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] = i % paddedBatch < batch && random.nextInt(5) > 0 ? 1 : 0;
        }
        for (int n = 0; n < batch; n++) {
            int length = random.nextInt(places + 1);
            for (int u = 0; u < places; u++) { // a vector of zeros has the index -1
                labels[u * paddedBatch + n] = u < length ? 1 + random.nextInt(symbols - 1) : -random.nextInt(2);
            }
        }
    }

    /** The kernel's loss; its gradient goes to dy where that is wanted. */
    double sum(double[] dy) {
        var frames = new LossWeights(weights, steps, paddedBatch, 1);
        return kernel.sum(Slice.of(y), labels, places, frames, dy == null ? Slice.NONE : Slice.of(dy));
    }

    /** The softmax at the place i of y. */
    double p(int i) {
        int first = i / (symbols * paddedBatch) * symbols * paddedBatch + i % paddedBatch;
        double sum = 0;
        for (int k = 0; k < symbols; k++) {
            sum += Math.exp(y[first + k * paddedBatch]);
        }
        return Math.exp(y[i]) / sum;
    }

    /** -ln of the sum over every sequence of symbols on the frames of column n that collapses to its label. */
    double byAllPaths(int n) {
        int[] frames = IntStream.range(0, steps)
                .filter(t -> weights[t * paddedBatch + n] != 0)
                .toArray();
        double sum = 0;
        for (int path = 0; path < Math.pow(symbols, frames.length); path++) {
            double product = 1;
            var collapsed = new StringBuilder();
            for (int i = 0, rest = path, before = 0; i < frames.length; i++, rest /= symbols) {
                int k = rest % symbols;
                product *= p((frames[i] * symbols + k) * paddedBatch + n);
                collapsed.append(k == 0 || k == before ? "" : k);
                before = k;
            }
            sum += collapsed.toString().equals(label(n)) ? product : 0;
        }
        return 0 - Math.log(sum);
    }

    private String label(int n) {
        var label = new StringBuilder();
        for (int u = 0; u < places && labels[u * paddedBatch + n] > 0; u++) {
            label.append(labels[u * paddedBatch + n]);
        }
        return label.toString();
    }

    /** The kernel in float gives the same, to float's precision. */
    void agreesInFloat(double sum, double[] dy) {
        int padded = rnnlab.kernel.Vectors.pad(batch);
        var twin = new rnnlab.kernel.Ctc(symbols, new rnnlab.kernel.Capacity(steps, padded, WORKERS));
        var floats = new float[steps * symbols * padded];
        var gradient = new float[floats.length];
        var there = new float[steps * padded];
        var symbol = new int[places * padded];
        for (int n = 0; n < batch; n++) {
            for (int i = 0; i < steps * symbols; i++) {
                floats[i * padded + n] = (float) y[i * paddedBatch + n];
            }
            for (int t = 0; t < steps; t++) {
                there[t * padded + n] = (float) weights[t * paddedBatch + n];
            }
            for (int u = 0; u < places; u++) {
                symbol[u * padded + n] = labels[u * paddedBatch + n];
            }
        }
        var frames = new rnnlab.kernel.LossWeights(there, steps, padded, 1);
        double loss =
                twin.sum(rnnlab.kernel.Slice.of(floats), symbol, places, frames, rnnlab.kernel.Slice.of(gradient));
        assertEquals(sum, loss, 1e-5 * Math.max(1, sum));
        for (int n = 0; n < batch; n++) {
            for (int i = 0; i < steps * symbols; i++) {
                assertEquals(dy[i * paddedBatch + n], gradient[i * padded + n], 2e-4);
            }
        }
    }
}
