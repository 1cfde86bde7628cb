package rnnlab.scratch;

import java.util.ArrayList;
import java.util.List;

/**
 * An LSTM layer that reads one number at each step and keeps what every gate of every unit says: a network shows only
 * h.
 *
 * <pre>
 * f(t) = s(Wf x(t) + Uf h(t-1) + bf)     forget
 * i(t) = s(Wi x(t) + Ui h(t-1) + bi)     input
 * o(t) = s(Wo x(t) + Uo h(t-1) + bo)     output
 * g(t) = tanh(Wg x(t) + Ug h(t-1) + bg)  candidate
 * c(t) = f(t) c(t-1) + i(t) g(t)         cell state
 * h(t) = o(t) tanh(c(t))                 hidden state
 * </pre>
 *
 * The same equations for one unit, with their sources, are in {@link LstmUnit}. The columns of the weights stand as
 * Deeplearning4j has them: candidate, forget, output, input, each H wide.
 *
 * @param w weights of the input, [4H]
 * @param u weights of the hidden state one step back, [H][4H]
 * @param b biases, [4H]
 */
public record LstmGates(double[] w, double[][] u, double[] b) {

    public LstmGates {
        GateSums.check(4, w, u, b);
    }

    /** One step: its input, the states before it, gates and states after it, each [H]. */
    public record Step(
            double x,
            double[] hBefore,
            double[] cBefore,
            double[] f,
            double[] i,
            double[] g,
            double[] o,
            double[] c,
            double[] h) {}

    /** All steps of a sequence from a zero state, oldest first. */
    public List<Step> read(float... sequence) {
        var steps = new ArrayList<Step>();
        var h = new double[u.length];
        var c = new double[u.length];
        for (float x : sequence) {
            var step = step(x, h, c);
            steps.add(step);
            h = step.h();
            c = step.c();
        }
        return steps;
    }

    private Step step(double x, double[] hBefore, double[] cBefore) {
        int units = u.length;
        double[] sums = GateSums.of(w, u, b, x, hBefore); // [4H]
        var step = new Step(
                x,
                hBefore,
                cBefore,
                new double[units],
                new double[units],
                new double[units],
                new double[units],
                new double[units],
                new double[units]);
        for (int j = 0; j < units; j++) {
            step.g[j] = Math.tanh(sums[j]);
            step.f[j] = LstmUnit.sigmoid(sums[units + j]);
            step.o[j] = LstmUnit.sigmoid(sums[2 * units + j]);
            step.i[j] = LstmUnit.sigmoid(sums[3 * units + j]);
            step.c[j] = step.f[j] * cBefore[j] + step.i[j] * step.g[j];
            step.h[j] = step.o[j] * Math.tanh(step.c[j]);
        }
        return step;
    }
}
