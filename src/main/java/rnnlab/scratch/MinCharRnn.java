package rnnlab.scratch;

import java.util.Random;

/**
 * A character network with nothing left out: forward, backward, optimiser and sampling in plain Java (after Andrej
 * Karpathy's min-char-rnn, 2015).
 *
 * <pre>
 * h(t) = tanh(Wxh x(t) + Whh h(t-1) + bh)      x(t) one-hot
 * y(t) = Why h(t) + by,   p(t) = softmax(y(t)),   loss = sum over t of -ln p(t)[target(t)]
 * </pre>
 *
 * <p>The text is read in chunks. The state h goes on from chunk to chunk, but the gradient stops at a chunk's
 * beginning: truncated back-propagation through time.
 */
public final class MinCharRnn {

    /** Parameters: Wxh [H][V], Whh [H][H], bh [1][H], Why [V][H], by [1][V]. */
    public record Parameters(double[][] wxh, double[][] whh, double[][] bh, double[][] why, double[][] by) {

        static Parameters zeros(int hidden, int vocabulary) {
            return new Parameters(
                    new double[hidden][vocabulary],
                    new double[hidden][hidden],
                    new double[1][hidden],
                    new double[vocabulary][hidden],
                    new double[1][vocabulary]);
        }

        /** All five, to do the same with each. */
        public double[][][] all() {
            return new double[][][] {wxh, whh, bh, why, by};
        }
    }

    private static final double CLIP = 5;
    private static final double TINY = 1e-8;

    private final int hidden;
    private final int vocabulary;
    private final double learningRate;
    private final Parameters parameters;
    private final Parameters memory; // Adagrad: sums of squared gradients
    private double[] state;

    /**
     * A network with weights drawn from 0.01 N(0, 1) and biases zero.
     *
     * @param vocabulary V, number of different characters
     * @param hidden H, number of hidden units
     * @param learningRate Adagrad's; 0.1 is usual
     */
    public MinCharRnn(int vocabulary, int hidden, double learningRate, long seed) {
        if (vocabulary < 2 || hidden < 1 || !(learningRate > 0)) {
            throw new IllegalArgumentException("vocabulary " + vocabulary + ", hidden " + hidden + ", learningRate "
                    + learningRate + ": at least 2, at least 1, more than 0");
        }
        this.hidden = hidden;
        this.vocabulary = vocabulary;
        this.learningRate = learningRate;
        this.parameters = Parameters.zeros(hidden, vocabulary);
        this.memory = Parameters.zeros(hidden, vocabulary);
        this.state = new double[hidden];
        var random = new Random(seed);
        for (double[][] w : new double[][][] {parameters.wxh, parameters.whh, parameters.why}) {
            for (double[] row : w) {
                for (int j = 0; j < row.length; j++) {
                    row[j] = 0.01 * random.nextGaussian();
                }
            }
        }
    }

    /** What it has learned, to be read and changed. */
    public Parameters parameters() {
        return parameters;
    }

    /** The state that the next chunk begins with, [H]. */
    public double[] state() {
        return state;
    }

    /** Begins the text anew. */
    public void reset() {
        state = new double[hidden];
    }

    /**
     * What a chunk gives.
     *
     * @param loss the sum over its characters
     * @param gradient of the loss, before clipping
     * @param last the state after its last character, [H]
     */
    public record Pass(double loss, Parameters gradient, double[] last) {}

    /** Forward and backward through a chunk that begins in state {@code before}. */
    public Pass pass(int[] inputs, int[] targets, double[] before) {
        int steps = inputs.length;
        double[][] h = new double[steps + 1][]; // h[t + 1] is the state after character t
        double[][] p = new double[steps][];
        h[0] = before;
        double loss = 0;
        for (int t = 0; t < steps; t++) {
            h[t + 1] = step(inputs[t], h[t]);
            p[t] = softmax(output(h[t + 1]));
            loss -= Math.log(p[t][targets[t]]);
        }
        Parameters d = Parameters.zeros(hidden, vocabulary);
        double[] dhNext = new double[hidden];
        for (int t = steps - 1; t >= 0; t--) {
            double[] dy = p[t]; // p minus the one-hot target
            dy[targets[t]] -= 1;
            double[] dh = dhNext;
            for (int k = 0; k < vocabulary; k++) {
                d.by[0][k] += dy[k];
                for (int i = 0; i < hidden; i++) {
                    d.why[k][i] += dy[k] * h[t + 1][i];
                    dh[i] += parameters.why[k][i] * dy[k];
                }
            }
            dhNext = new double[hidden];
            for (int i = 0; i < hidden; i++) {
                double da = (1 - h[t + 1][i] * h[t + 1][i]) * dh[i]; // the slope of tanh is 1 - tanh^2
                d.bh[0][i] += da;
                d.wxh[i][inputs[t]] += da;
                for (int j = 0; j < hidden; j++) {
                    d.whh[i][j] += da * h[t][j];
                    dhNext[j] += parameters.whh[i][j] * da;
                }
            }
        }
        return new Pass(loss, d, h[steps]);
    }

    /**
     * One step of Adagrad on a chunk; the state is carried to the next one. Returns the loss, the sum over the chunk.
     */
    public double train(int[] inputs, int[] targets) {
        Pass pass = pass(inputs, targets, state);
        state = pass.last;
        for (int which = 0; which < 5; which++) {
            double[][] w = parameters.all()[which];
            double[][] g = pass.gradient.all()[which];
            double[][] m = memory.all()[which];
            for (int i = 0; i < w.length; i++) {
                for (int j = 0; j < w[i].length; j++) {
                    double clipped = Math.max(-CLIP, Math.min(CLIP, g[i][j]));
                    m[i][j] += clipped * clipped;
                    w[i][j] -= learningRate * clipped / Math.sqrt(m[i][j] + TINY);
                }
            }
        }
        return pass.loss;
    }

    /** Writes characters, each drawn and read in turn, beginning with {@code first} in the state of now. */
    public int[] sample(int first, int length, Random random) {
        int[] written = new int[length];
        double[] h = state;
        int x = first;
        for (int t = 0; t < length; t++) {
            h = step(x, h);
            x = draw(softmax(output(h)), random);
            written[t] = x;
        }
        return written;
    }

    private static int draw(double[] p, Random random) {
        double u = random.nextDouble();
        for (int k = 0; k < p.length - 1; k++) {
            u -= p[k];
            if (u < 0) {
                return k;
            }
        }
        return p.length - 1;
    }

    /** tanh(Wxh x + Whh h + bh); x one-hot, so that Wxh x is a column of Wxh. */
    private double[] step(int x, double[] h) {
        double[] next = new double[hidden];
        for (int i = 0; i < hidden; i++) {
            double a = parameters.wxh[i][x] + parameters.bh[0][i];
            for (int j = 0; j < hidden; j++) {
                a += parameters.whh[i][j] * h[j];
            }
            next[i] = Math.tanh(a);
        }
        return next;
    }

    private double[] output(double[] h) {
        double[] y = new double[vocabulary];
        for (int k = 0; k < vocabulary; k++) {
            y[k] = parameters.by[0][k];
            for (int i = 0; i < hidden; i++) {
                y[k] += parameters.why[k][i] * h[i];
            }
        }
        return y;
    }

    private static double[] softmax(double[] y) {
        double max = Double.NEGATIVE_INFINITY;
        for (double v : y) {
            max = Math.max(max, v);
        }
        double sum = 0;
        double[] p = new double[y.length];
        for (int k = 0; k < y.length; k++) {
            p[k] = Math.exp(y[k] - max);
            sum += p[k];
        }
        for (int k = 0; k < y.length; k++) {
            p[k] /= sum;
        }
        return p;
    }
}
