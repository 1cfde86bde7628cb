package rnnlab.scratch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A GRU layer that reads one number at each step and keeps what every gate of every unit says (Cho and others 2014, <a
 * href="https://arxiv.org/abs/1406.1078">arXiv:1406.1078</a>):
 *
 * <pre>
 * z(t) = s(Wz x(t) + Uz h(t-1) + bz)             update: the share of the old value that stays
 * r(t) = s(Wr x(t) + Ur h(t-1) + br)             reset: how much of the old values the candidate sees
 * g(t) = tanh(Wg x(t) + Ug (r(t) h(t-1)) + bg)   candidate
 * h(t) = z(t) h(t-1) + (1 - z(t)) g(t)
 * </pre>
 *
 * The columns of the weights stand as {@code rnnlab.layers.Gru} has them: update, reset, candidate, each H wide.
 *
 * @param w weights of the input, [3H]
 * @param u weights of the hidden state one step back, [H][3H]
 * @param b biases, [3H]
 */
public record GruGates(double[] w, double[][] u, double[] b) {

    public GruGates {
        GateSums.check(3, w, u, b);
    }

    /** One step: its input, the hidden state before it, gates and the hidden state after it, each [H]. */
    public record Step(double x, double[] hBefore, double[] z, double[] r, double[] g, double[] h) {}

    /** All steps of a sequence from a zero state, oldest first. */
    public List<Step> read(float... sequence) {
        var steps = new ArrayList<Step>();
        var h = new double[u.length];
        for (float x : sequence) {
            var step = step(x, h);
            steps.add(step);
            h = step.h();
        }
        return steps;
    }

    private Step step(double x, double[] hBefore) {
        int units = u.length;
        double[] sums = GateSums.of(w, u, b, x, hBefore); // [3H]
        double[] gates = Arrays.stream(sums).map(LstmUnit::sigmoid).toArray();
        double[] z = Arrays.copyOf(gates, units);
        double[] r = Arrays.copyOfRange(gates, units, 2 * units);
        var seen = new double[units];
        for (int j = 0; j < units; j++) {
            seen[j] = r[j] * hBefore[j];
        }
        double[] candidates = GateSums.of(w, u, b, x, seen); // [3H], of which the last H count
        var g = new double[units];
        var h = new double[units];
        for (int j = 0; j < units; j++) {
            g[j] = Math.tanh(candidates[2 * units + j]);
            h[j] = z[j] * hBefore[j] + (1 - z[j]) * g[j];
        }
        return new Step(x, hBefore, z, r, g, h);
    }
}
