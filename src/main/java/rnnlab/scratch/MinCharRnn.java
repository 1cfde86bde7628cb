package rnnlab.scratch;

import java.util.Arrays;
import java.util.Random;

/**
 * A character network with nothing left out: forward, backward, clipping, optimiser and sampling in plain Java (after
 * Andrej Karpathy's min-char-rnn, 2015).
 *
 * <pre>
 * h(t) = tanh(Wxh x(t) + Whh h(t-1) + bh)      x(t) one-hot
 * y(t) = Why h(t) + by,   p(t) = softmax(y(t)),   loss = sum over t of -ln p(t)[target(t)]
 * </pre>
 *
 * <p>The text is read in chunks of T characters. The state h goes on from chunk to chunk, but the gradient stops at a
 * chunk's beginning: truncated back-propagation through time.
 *
 * <p>The cells of the lab min-char-rnn define the same methods one by one; a test holds both to the same text.
 */
public final class MinCharRnn {

    private MinCharRnn() {}

    /** What is learned: Wxh [H][V], Whh [H][H], bh [1][H], Why [V][H], by [1][V]. Gradients have the same shapes. */
    public record Parameters(double[][] Wxh, double[][] Whh, double[][] bh, double[][] Why, double[][] by) {

        /** All five arrays, to do the same with each. */
        public double[][][] all() {
            return new double[][][] {Wxh, Whh, bh, Why, by};
        }
    }

    /** What a pass forwards computes: the states h [T+1][H], of which h[0] came before the chunk, and p [T][V]. */
    public record Forward(double[][] h, double[][] p) {}

    /** Parameters that are all 0, for H hidden units and V different characters. */
    public static Parameters zeros(int H, int V) {
        return new Parameters(new double[H][V], new double[H][H], new double[1][H], new double[V][H], new double[1][V]);
    }

    /** Parameters to begin with: weights drawn from 0.01 N(0, 1), biases 0. */
    public static Parameters random(int H, int V, long seed) {
        Parameters w = zeros(H, V);
        Random random = new Random(seed);
        for (double[][] weights : new double[][][] {w.Wxh(), w.Whh(), w.Why()}) {
            for (double[] row : weights) {
                Arrays.setAll(row, j -> 0.01 * random.nextGaussian());
            }
        }
        return w;
    }

    /** The state after one more character: tanh(Wxh x + Whh h(t-1) + bh), [H]. */
    public static double[] state(Parameters w, int x, double[] before) {
        double[] h = new double[before.length];
        for (int i = 0; i < h.length; i++) {
            double a = w.Wxh()[i][x] + w.bh()[0][i]; // x is one-hot: Wxh x is the column x of Wxh
            for (int j = 0; j < h.length; j++) {
                a += w.Whh()[i][j] * before[j];
            }
            h[i] = Math.tanh(a);
        }
        return h;
    }

    /** A score for each character: Why h + by, [V]. */
    public static double[] scores(Parameters w, double[] h) {
        double[] y = w.by()[0].clone();
        for (int k = 0; k < y.length; k++) {
            for (int i = 0; i < h.length; i++) {
                y[k] += w.Why()[k][i] * h[i];
            }
        }
        return y;
    }

    /** Probabilities out of scores: exp(y_k) / sum of all exp(y_j), [V]. The largest score is taken away first. */
    public static double[] softmax(double[] y) {
        double max = Arrays.stream(y).max().getAsDouble(); // exp(1000) is too large for a double
        double[] p = Arrays.stream(y).map(v -> Math.exp(v - max)).toArray();
        double sum = Arrays.stream(p).sum();
        return Arrays.stream(p).map(v -> v / sum).toArray();
    }

    /** Reads a chunk, from the state before it on. */
    public static Forward forward(Parameters w, int[] inputs, double[] before) {
        int T = inputs.length;
        double[][] h = new double[T + 1][], p = new double[T][];
        h[0] = before;
        for (int t = 0; t < T; t++) {
            h[t + 1] = state(w, inputs[t], h[t]);
            p[t] = softmax(scores(w, h[t + 1]));
        }
        return new Forward(h, p);
    }

    /** The sum of -ln p(t)[target(t)] over the chunk, in nats. */
    public static double loss(Forward forward, int[] targets) {
        double loss = 0;
        for (int t = 0; t < targets.length; t++) {
            loss -= Math.log(forward.p()[t][targets[t]]);
        }
        return loss;
    }

    /** sum += a */
    public static void add(double[] sum, double[] a) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += a[i];
        }
    }

    /** sum += a b^T: each number of a with each of b. */
    public static void addOuter(double[][] sum, double[] a, double[] b) {
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b.length; j++) {
                sum[i][j] += a[i] * b[j];
            }
        }
    }

    /** W^T a: what went forwards through W comes back through it. */
    public static double[] back(double[][] W, double[] a) {
        double[] sum = new double[W[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < sum.length; j++) {
                sum[j] += W[i][j] * a[i];
            }
        }
        return sum;
    }

    /** The gradient of the loss of a chunk, before clipping: back-propagation through time. */
    public static Parameters backward(Parameters w, int[] inputs, int[] targets, Forward forward) {
        int H = w.Whh().length, V = w.Why().length;
        Parameters d = zeros(H, V);
        double[] later = new double[H]; // Whh^T da(t+1); from beyond the chunk comes nothing
        for (int t = inputs.length - 1; t >= 0; t--) {
            double[] h = forward.h()[t + 1], before = forward.h()[t];
            double[] dy = forward.p()[t].clone();
            dy[targets[t]] -= 1; // dy = p - one-hot target
            addOuter(d.Why(), dy, h); // dWhy += dy h^T
            add(d.by()[0], dy); // dby += dy
            double[] dh = back(w.Why(), dy); // dh = Why^T dy + Whh^T da(t+1)
            add(dh, later);
            double[] da = new double[H];
            Arrays.setAll(da, i -> (1 - h[i] * h[i]) * dh[i]); // da = (1 - h^2) dh
            for (int i = 0; i < H; i++) {
                d.Wxh()[i][inputs[t]] += da[i]; // dWxh += da x^T: x is one-hot, one column
            }
            addOuter(d.Whh(), da, before); // dWhh += da h(t-1)^T
            add(d.bh()[0], da); // dbh += da
            later = back(w.Whh(), da);
        }
        return d;
    }

    /** Brings each number of the gradient into [-limit, limit]. */
    public static void clip(Parameters d, double limit) {
        for (double[][] gradient : d.all()) {
            for (double[] g : gradient) {
                Arrays.setAll(g, j -> Math.max(-limit, Math.min(limit, g[j])));
            }
        }
    }

    /** A step of Adagrad: m += g^2, w -= rate g / sqrt(m + 1e-8). */
    public static void adagrad(Parameters weights, Parameters gradient, Parameters memory, double rate) {
        for (int which = 0; which < 5; which++) {
            double[][] w = weights.all()[which], g = gradient.all()[which], m = memory.all()[which];
            for (int i = 0; i < w.length; i++) {
                for (int j = 0; j < w[i].length; j++) {
                    m[i][j] += g[i][j] * g[i][j];
                    w[i][j] -= rate * g[i][j] / Math.sqrt(m[i][j] + 1e-8);
                }
            }
        }
    }

    /** A number from 0 to V - 1, k with the probability p[k]. */
    public static int draw(double[] p, Random random) {
        double u = random.nextDouble();
        for (int k = 0; k < p.length - 1; k++) {
            u -= p[k];
            if (u < 0) {
                return k;
            }
        }
        return p.length - 1;
    }

    /** Writes n characters: each is drawn, put at the end, and read as the next input. */
    public static int[] sample(Parameters w, double[] before, int x, int n, Random random) {
        int[] written = new int[n];
        double[] h = before;
        for (int t = 0; t < n; t++) {
            h = state(w, x, h);
            x = draw(softmax(scores(w, h)), random);
            written[t] = x;
        }
        return written;
    }
}
