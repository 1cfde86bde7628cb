package rnnlab.scratch;

import java.util.Arrays;
import java.util.Random;

/**
 * A character network by attention alone with nothing left out: one layer of a decoder-only Transformer, forward,
 * backward, Adam and sampling in plain Java, beside {@link MinCharRnn}.
 *
 * <pre>
 * x(t) = E[character(t)] + P[t]                                    what stands there, and where
 * q, k, v (t) = Wq n(x(t)), Wk n(x(t)), Wv n(x(t))                 n(x): mean 0, variance 1
 * p(t, j) = softmax over j up to t of q(t) · k(j) / √d             in each head, which has d units
 * a(t) = x(t) + Wo sum over j of p(t, j) v(j)                      what it sees of the steps before
 * h(t) = relu(W1 n(a(t))),  z(t) = a(t) + W2 h(t)                  what it makes of it
 * y(t) = softmax(Wy n(z(t))),  loss = sum over t of -ln y(t)[target(t)]
 * </pre>
 *
 * <p>Nothing is carried from step to step: a step sees all steps before it at once.
 */
public final class TinyTransformer {

    /** Parameters: E [V][U], P [T][U], Wq, Wk, Wv, Wo [U][U], W1 [4U][U], W2 [U][4U], Wy [V][U]. */
    public record Parameters(
            double[][] e,
            double[][] p,
            double[][] wq,
            double[][] wk,
            double[][] wv,
            double[][] wo,
            double[][] w1,
            double[][] w2,
            double[][] wy) {

        static Parameters zeros(int vocabulary, int steps, int units) {
            return new Parameters(
                    new double[vocabulary][units],
                    new double[steps][units],
                    new double[units][units],
                    new double[units][units],
                    new double[units][units],
                    new double[units][units],
                    new double[4 * units][units],
                    new double[units][4 * units],
                    new double[vocabulary][units]);
        }

        /** All nine, to do the same with each. */
        public double[][][] all() {
            return new double[][][] {e, p, wq, wk, wv, wo, w1, w2, wy};
        }
    }

    private static final double EPSILON = 1e-5;

    private final int vocabulary;
    private final int steps;
    private final int units;
    private final int heads;
    private final double learningRate;
    private final Parameters parameters;
    private final Parameters mean; // Adam: of the gradients
    private final Parameters square; // and of their squares
    private int trained;

    /**
     * A network with weights drawn from N(0, 1/inputs).
     *
     * @param vocabulary V, number of different characters
     * @param steps T, the most characters that it looks at
     * @param units U, a multiple of {@code heads}
     * @param learningRate Adam's
     */
    public TinyTransformer(int vocabulary, int steps, int units, int heads, double learningRate, long seed) {
        if (vocabulary < 2 || steps < 1 || heads < 1 || units < heads || units % heads != 0 || !(learningRate > 0)) {
            throw new IllegalArgumentException("vocabulary " + vocabulary + ", steps " + steps + ", units " + units
                    + ", heads " + heads + ", learningRate " + learningRate
                    + ": at least 2, at least 1, a multiple of heads, at least 1, more than 0");
        }
        this.vocabulary = vocabulary;
        this.steps = steps;
        this.units = units;
        this.heads = heads;
        this.learningRate = learningRate;
        this.parameters = Parameters.zeros(vocabulary, steps, units);
        this.mean = Parameters.zeros(vocabulary, steps, units);
        this.square = Parameters.zeros(vocabulary, steps, units);
        var random = new Random(seed);
        for (double[][] w : parameters.all()) {
            for (double[] row : w) {
                Arrays.setAll(row, j -> random.nextGaussian() / Math.sqrt(row.length));
            }
        }
    }

    /** What it has learned, to be read and changed. */
    public Parameters parameters() {
        return parameters;
    }

    /** Everything that a pass forward computes, each [T][...]; weights p [heads][T][T]. */
    private record Values(
            double[][] x,
            double[][] q,
            double[][] k,
            double[][] v,
            double[][][] p,
            double[][] o,
            double[][] a,
            double[][] h,
            double[][] z,
            double[][] y) {}

    private Values forward(int[] inputs) {
        int length = inputs.length;
        if (length < 1 || length > steps) {
            throw new IllegalArgumentException(length + " characters; from 1 to " + steps + " are allowed");
        }
        double[][] x = new double[length][units], q = new double[length][], k = new double[length][];
        double[][] v = new double[length][], o = new double[length][units], a = new double[length][];
        double[][] h = new double[length][], z = new double[length][], y = new double[length][];
        double[][][] p = new double[heads][length][];
        for (int t = 0; t < length; t++) {
            for (int u = 0; u < units; u++) {
                x[t][u] = parameters.e[inputs[t]][u] + parameters.p[t][u];
            }
            double[] n = normal(x[t]);
            q[t] = product(parameters.wq, n);
            k[t] = product(parameters.wk, n);
            v[t] = product(parameters.wv, n);
            for (int head = 0; head < heads; head++) {
                p[head][t] = softmax(scores(q[t], k, head, t + 1));
                for (int j = 0; j <= t; j++) {
                    for (int u = first(head); u < first(head + 1); u++) {
                        o[t][u] += p[head][t][j] * v[j][u];
                    }
                }
            }
            a[t] = sum(x[t], product(parameters.wo, o[t]));
            h[t] = product(parameters.w1, normal(a[t]));
            for (int u = 0; u < h[t].length; u++) {
                h[t][u] = Math.max(0, h[t][u]);
            }
            z[t] = sum(a[t], product(parameters.w2, h[t]));
            y[t] = softmax(product(parameters.wy, normal(z[t])));
        }
        return new Values(x, q, k, v, p, o, a, h, z, y);
    }

    /** The first unit of a head. */
    private int first(int head) {
        return head * units / heads;
    }

    private double[] scores(double[] q, double[][] k, int head, int seen) {
        double[] e = new double[seen];
        for (int j = 0; j < seen; j++) {
            for (int u = first(head); u < first(head + 1); u++) {
                e[j] += q[u] * k[j][u] / Math.sqrt((double) units / heads);
            }
        }
        return e;
    }

    /** What a pass gives: the loss, the sum over its characters, and its gradient. */
    public record Pass(double loss, Parameters gradient) {}

    /** Forward and backward. */
    public Pass pass(int[] inputs, int[] targets) {
        Values f = forward(inputs);
        Parameters d = Parameters.zeros(vocabulary, steps, units);
        int length = inputs.length;
        double[][] dx = new double[length][], dq = new double[length][units];
        double[][] dk = new double[length][units], dv = new double[length][units];
        double scale = Math.sqrt((double) units / heads), loss = 0;
        for (int t = length - 1; t >= 0; t--) {
            loss -= Math.log(f.y[t][targets[t]]);
            double[] dy = f.y[t]; // y minus the one-hot target
            dy[targets[t]] -= 1;
            double[] dz = normalBack(f.z[t], back(parameters.wy, d.wy, dy, normal(f.z[t])));
            double[] dh = back(parameters.w2, d.w2, dz, f.h[t]);
            for (int u = 0; u < dh.length; u++) {
                dh[u] = f.h[t][u] > 0 ? dh[u] : 0;
            }
            double[] da = sum(dz, normalBack(f.a[t], back(parameters.w1, d.w1, dh, normal(f.a[t]))));
            double[] dO = back(parameters.wo, d.wo, da, f.o[t]);
            dx[t] = da;
            for (int head = 0; head < heads; head++) {
                double[] p = f.p[head][t], dp = new double[t + 1];
                double meanSlope = 0;
                for (int j = 0; j <= t; j++) {
                    for (int u = first(head); u < first(head + 1); u++) {
                        dp[j] += dO[u] * f.v[j][u];
                        dv[j][u] += p[j] * dO[u];
                    }
                    meanSlope += p[j] * dp[j];
                }
                for (int j = 0; j <= t; j++) {
                    double de = p[j] * (dp[j] - meanSlope) / scale; // of the score before its division
                    for (int u = first(head); u < first(head + 1); u++) {
                        dq[t][u] += de * f.k[j][u];
                        dk[j][u] += de * f.q[t][u];
                    }
                }
            }
        }
        for (int t = 0; t < length; t++) { // all that looked at step t has said so
            double[] n = normal(f.x[t]);
            double[] dn = back(parameters.wq, d.wq, dq[t], n);
            dn = sum(dn, sum(back(parameters.wk, d.wk, dk[t], n), back(parameters.wv, d.wv, dv[t], n)));
            dx[t] = sum(dx[t], normalBack(f.x[t], dn));
            for (int u = 0; u < units; u++) {
                d.e[inputs[t]][u] += dx[t][u];
                d.p[t][u] += dx[t][u];
            }
        }
        return new Pass(loss, d);
    }

    /** One step of Adam; returns the loss, the mean over the characters. */
    public double train(int[] inputs, int[] targets) {
        Pass pass = pass(inputs, targets);
        trained++;
        double rate = learningRate * Math.sqrt(1 - Math.pow(0.999, trained)) / (1 - Math.pow(0.9, trained));
        for (int which = 0; which < parameters.all().length; which++) {
            double[][] w = parameters.all()[which], g = pass.gradient.all()[which];
            double[][] m = mean.all()[which], s = square.all()[which];
            for (int i = 0; i < w.length; i++) {
                for (int j = 0; j < w[i].length; j++) {
                    double slope = g[i][j] / inputs.length;
                    m[i][j] = 0.9 * m[i][j] + 0.1 * slope;
                    s[i][j] = 0.999 * s[i][j] + 0.001 * slope * slope;
                    w[i][j] -= rate * m[i][j] / (Math.sqrt(s[i][j]) + 1e-8);
                }
            }
        }
        return pass.loss / inputs.length;
    }

    /** How each step weighs the steps before it, p [heads][t][j]. */
    public double[][][] weights(int[] inputs) {
        return forward(inputs).p;
    }

    /** Writes characters after a beginning, each drawn and read in turn; it looks at the last T. */
    public int[] sample(int[] beginning, int length, Random random) {
        int[] text = Arrays.copyOf(beginning, beginning.length + length);
        for (int t = beginning.length; t < text.length; t++) {
            double[][] y = forward(Arrays.copyOfRange(text, Math.max(0, t - steps), t)).y;
            text[t] = draw(y[y.length - 1], random);
        }
        return Arrays.copyOfRange(text, beginning.length, text.length);
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

    /** n(x) = (x - mean) / √(variance + ε) */
    private static double[] normal(double[] x) {
        double mean = Arrays.stream(x).average().orElse(0), deviation = deviation(x);
        double[] n = new double[x.length];
        Arrays.setAll(n, u -> (x[u] - mean) / deviation);
        return n;
    }

    private static double deviation(double[] x) {
        double mean = Arrays.stream(x).average().orElse(0);
        return Math.sqrt(
                Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElse(0) + EPSILON);
    }

    /** dx from dn: what all units have in common goes to the mean, what grows with n to the variance. */
    private static double[] normalBack(double[] x, double[] dn) {
        double[] n = normal(x), dx = new double[x.length];
        double common = Arrays.stream(dn).average().orElse(0), along = 0, deviation = deviation(x);
        for (int u = 0; u < x.length; u++) {
            along += dn[u] * n[u] / x.length;
        }
        for (int u = 0; u < x.length; u++) {
            dx[u] = (dn[u] - common - n[u] * along) / deviation;
        }
        return dx;
    }

    /** W x */
    private static double[] product(double[][] w, double[] x) {
        double[] y = new double[w.length];
        for (int i = 0; i < w.length; i++) {
            for (int j = 0; j < x.length; j++) {
                y[i] += w[i][j] * x[j];
            }
        }
        return y;
    }

    /** The gradient of x in y = W x; that of W is added to dw. */
    private static double[] back(double[][] w, double[][] dw, double[] dy, double[] x) {
        double[] dx = new double[x.length];
        for (int i = 0; i < w.length; i++) {
            for (int j = 0; j < x.length; j++) {
                dw[i][j] += dy[i] * x[j];
                dx[j] += w[i][j] * dy[i];
            }
        }
        return dx;
    }

    private static double[] sum(double[] a, double[] b) {
        double[] sum = new double[a.length];
        Arrays.setAll(sum, u -> a[u] + b[u]);
        return sum;
    }

    private static double[] softmax(double[] e) {
        double greatest = Arrays.stream(e).max().orElse(0);
        double[] p = Arrays.stream(e).map(v -> Math.exp(v - greatest)).toArray();
        double sum = Arrays.stream(p).sum();
        Arrays.setAll(p, j -> p[j] / sum);
        return p;
    }
}
