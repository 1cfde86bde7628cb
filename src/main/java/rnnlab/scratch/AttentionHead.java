package rnnlab.scratch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One head of attention with all its numbers (Vaswani et al. 2017):
 *
 * <pre>
 * q(i) = Wq x(i),  k(j) = Wk x(j),  v(j) = Wv x(j)      what step i asks for; what step j offers; what it says
 * e(i, j) = q(i) · k(j) / √d                            score: how well the two fit
 * p(i, j) = exp(e(i, j)) / sum over j of exp(e(i, j))   weight: the scores as shares of 1
 * o(i) = sum over j of p(i, j) v(j)                     output: the values, mixed by these shares
 * </pre>
 *
 * @param wq weights of the queries, [d][F]
 * @param wk weights of the keys, [d][F]
 * @param wv weights of the values, [numbers of a value][F]
 */
public record AttentionHead(double[][] wq, double[][] wk, double[][] wv) {

    /**
     * All numbers of one step.
     *
     * @param query q(i), [d]
     * @param scores e(i, j) for the steps j that it sees
     * @param weights p(i, j) for the same steps; their sum is 1
     * @param output o(i)
     */
    public record Look(double[] query, double[] scores, double[] weights, double[] output) {

        /** A line for each number, three digits. */
        @Override
        public String toString() {
            return "query   " + row(query) + "\nscores  " + row(scores) + "\nweights " + row(weights) + "\noutput  "
                    + row(output) + "\n";
        }

        private static String row(double[] numbers) {
            var text = new StringBuilder();
            for (double number : numbers) {
                text.append(String.format(Locale.ROOT, "%8.3f", number));
            }
            return text.toString();
        }
    }

    /**
     * What each step sees.
     *
     * @param x the steps, [T][F]
     * @param causal whether a step sees itself and the steps before it alone
     */
    public List<Look> look(double[][] x, boolean causal) {
        List<Look> looks = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            looks.add(look(x, i, causal ? i + 1 : x.length));
        }
        return looks;
    }

    /** What step i sees of the first {@code seen} steps. */
    private Look look(double[][] x, int i, int seen) {
        double[] query = product(wq, x[i]);
        double[] scores = new double[seen];
        for (int j = 0; j < seen; j++) {
            double[] key = product(wk, x[j]);
            for (int u = 0; u < key.length; u++) {
                scores[j] += query[u] * key[u];
            }
            scores[j] /= Math.sqrt(query.length);
        }
        double[] weights = softmax(scores);
        double[] output = new double[wv.length];
        for (int j = 0; j < seen; j++) {
            double[] value = product(wv, x[j]);
            for (int u = 0; u < value.length; u++) {
                output[u] += weights[j] * value[u];
            }
        }
        return new Look(query, scores, weights, output);
    }

    /** W x */
    private static double[] product(double[][] w, double[] x) {
        double[] y = new double[w.length];
        for (int u = 0; u < w.length; u++) {
            for (int k = 0; k < x.length; k++) {
                y[u] += w[u][k] * x[k];
            }
        }
        return y;
    }

    /** exp(e(j)) / sum of exp(e(j)); the greatest is subtracted first, so that no exponential is too large. */
    private static double[] softmax(double[] e) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (double score : e) {
            greatest = Math.max(greatest, score);
        }
        double sum = 0;
        double[] p = new double[e.length];
        for (int j = 0; j < e.length; j++) {
            p[j] = Math.exp(e[j] - greatest);
            sum += p[j];
        }
        for (int j = 0; j < e.length; j++) {
            p[j] /= sum;
        }
        return p;
    }
}
