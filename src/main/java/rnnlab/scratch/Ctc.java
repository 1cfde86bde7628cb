package rnnlab.scratch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Connectionist temporal classification: a loss for labels of which nobody knows at which step each of them is (Graves
 * and others, 2006).
 *
 * <p>The network gives probabilities p[t][k] of each symbol k at each step t; symbol 0 is the blank. A path is a symbol
 * for each step. It stands for a label: repeated symbols are merged, then blanks are dropped. The loss is -ln of the
 * sum of the probabilities of all paths that stand for the label.
 */
public final class Ctc {

    /** The symbol that means: nothing new here. */
    public static final int BLANK = 0;

    private Ctc() {}

    /**
     * What a path stands for: repeated symbols merged, then blanks dropped.
     *
     * @throws IllegalArgumentException when a symbol is negative
     */
    public static int[] collapse(int... path) {
        CtcChecks.symbols("path", path);
        int[] label = new int[path.length];
        int n = 0;
        for (int t = 0; t < path.length; t++) {
            if (path[t] != BLANK && (t == 0 || path[t] != path[t - 1])) {
                label[n++] = path[t];
            }
        }
        return Arrays.copyOf(label, n);
    }

    /**
     * All paths of so many steps that stand for the label, found by trying each step's blank and symbols of the label.
     * None stands for a label with a blank in it.
     *
     * @throws IllegalArgumentException when a symbol or the number of steps is negative
     */
    public static List<int[]> alignments(int[] label, int steps) {
        CtcChecks.symbols("label", label);
        if (steps < 0) {
            throw new IllegalArgumentException("steps: " + steps + " is not allowed; 0 or more");
        }
        var found = new ArrayList<int[]>();
        if (CtcChecks.hasBlank(label)) {
            return found;
        }
        int[] symbols = Arrays.stream(label).distinct().toArray();
        extend(new int[steps], 0, symbols, label, found);
        return found;
    }

    private static void extend(int[] path, int t, int[] symbols, int[] label, List<int[]> found) {
        if (t == path.length) {
            if (Arrays.equals(collapse(path), label)) {
                found.add(path.clone());
            }
            return;
        }
        path[t] = BLANK;
        extend(path, t + 1, symbols, label, found);
        for (int symbol : symbols) {
            path[t] = symbol;
            extend(path, t + 1, symbols, label, found);
        }
    }

    /**
     * The loss by the definition: the sum over all alignments. For short labels only.
     *
     * @param p probabilities, [T][K]
     * @return -ln p(label); infinite when no path stands for the label
     * @throws IllegalArgumentException when the label has a symbol that p has not, or steps have different K
     */
    public static double lossByBruteForce(double[][] p, int... label) {
        CtcChecks.symbols("label", CtcChecks.width("p", p), label);
        double sum = 0;
        for (int[] path : alignments(label, p.length)) {
            double product = 1;
            for (int t = 0; t < path.length; t++) {
                product *= p[t][path[t]];
            }
            sum += product;
        }
        return 0 - Math.log(sum); // not -ln 1 = -0.0
    }

    /**
     * Loss and gradient.
     *
     * @param loss -ln p(label); infinite when no path stands for the label: it does not fit into so many steps, or has
     *     a blank
     * @param gradient with respect to the logits, [T][K]; zeros where the loss is infinite
     */
    public record Result(double loss, double[][] gradient) {}

    /**
     * The loss by the forward-backward recursion, in time T times the label's length.
     *
     * <p>The label with a blank before, between and after its symbols is z, of length S = 2 n + 1 for n symbols.
     * alpha(t, s) is the probability of all beginnings of paths that are at z(s) at step t; beta(t, s) that of all
     * their ends. From s a path stays, goes on to s + 1, or jumps to s + 2 where z(s + 2) is no blank and not the same
     * symbol as z(s).
     *
     * @param logits before the softmax, [T][K]
     * @throws IllegalArgumentException when the label has a symbol that the logits have not, or steps have different K
     */
    public static Result loss(double[][] logits, int... label) {
        int steps = logits.length;
        CtcChecks.symbols("label", CtcChecks.width("logits", logits), label);
        if (steps == 0 || CtcChecks.hasBlank(label)) {
            double[][] zeros = new double[steps][steps == 0 ? 0 : logits[0].length];
            return new Result(steps == 0 && label.length == 0 ? 0 : Double.POSITIVE_INFINITY, zeros);
        }
        int[] z = withBlanks(label);
        double[][] lnP = lnSoftmax(logits);
        double[][] alpha = forward(lnP, z);
        double[][] beta = backward(lnP, z);
        double ln = add(alpha[steps - 1][z.length - 1], z.length > 1 ? alpha[steps - 1][z.length - 2] : NONE);
        double[][] gradient = new double[steps][];
        for (int t = 0; t < steps; t++) {
            double[] share = new double[lnP[t].length]; // how likely a path is at symbol k now, given the label
            for (int s = 0; s < z.length; s++) {
                share[z[s]] += ln == NONE ? 0 : Math.exp(alpha[t][s] + beta[t][s] - ln);
            }
            gradient[t] = new double[share.length];
            for (int k = 0; k < share.length; k++) {
                gradient[t][k] = ln == NONE ? 0 : Math.exp(lnP[t][k]) - share[k];
            }
        }
        return new Result(0 - ln, gradient);
    }

    private static final double NONE = Double.NEGATIVE_INFINITY; // ln 0

    static int[] withBlanks(int... label) {
        int[] z = new int[2 * label.length + 1];
        for (int u = 0; u < label.length; u++) {
            z[2 * u + 1] = label[u];
        }
        return z;
    }

    /** ln alpha, [T][S]. */
    private static double[][] forward(double[][] lnP, int[] z) {
        double[][] alpha = new double[lnP.length][z.length];
        for (int t = 0; t < lnP.length; t++) {
            for (int s = 0; s < z.length; s++) {
                double before = t == 0 ? (s < 2 ? 0 : NONE) : alpha[t - 1][s];
                if (t > 0 && s > 0) {
                    before = add(before, alpha[t - 1][s - 1]);
                }
                if (t > 0 && jumps(z, s - 2)) {
                    before = add(before, alpha[t - 1][s - 2]);
                }
                alpha[t][s] = before + lnP[t][z[s]];
            }
        }
        return alpha;
    }

    /** ln beta, [T][S], without the probability of step t itself. */
    private static double[][] backward(double[][] lnP, int[] z) {
        int steps = lnP.length;
        double[][] beta = new double[steps][z.length];
        for (int t = steps - 1; t >= 0; t--) {
            for (int s = 0; s < z.length; s++) {
                if (t == steps - 1) {
                    beta[t][s] = s >= z.length - 2 ? 0 : NONE;
                    continue;
                }
                double after = beta[t + 1][s] + lnP[t + 1][z[s]];
                if (s + 1 < z.length) {
                    after = add(after, beta[t + 1][s + 1] + lnP[t + 1][z[s + 1]]);
                }
                if (jumps(z, s)) {
                    after = add(after, beta[t + 1][s + 2] + lnP[t + 1][z[s + 2]]);
                }
                beta[t][s] = after;
            }
        }
        return beta;
    }

    /** Whether a path may go from z(s) to z(s + 2), leaving out the blank between. */
    private static boolean jumps(int[] z, int s) {
        return s >= 0 && s + 2 < z.length && z[s + 2] != BLANK && z[s + 2] != z[s];
    }

    /** ln(e^a + e^b). */
    static double add(double a, double b) {
        double max = Math.max(a, b);
        return max == NONE ? NONE : max + Math.log1p(Math.exp(Math.min(a, b) - max));
    }

    static double[][] lnSoftmax(double[][] logits) {
        double[][] ln = new double[logits.length][];
        for (int t = 0; t < logits.length; t++) {
            double sum = NONE;
            for (double y : logits[t]) {
                sum = add(sum, y);
            }
            double total = sum;
            ln[t] = Arrays.stream(logits[t]).map(y -> y - total).toArray();
        }
        return ln;
    }
}
