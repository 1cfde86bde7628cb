package rnnlab.scratch;

import java.util.ArrayList;
import java.util.List;

/**
 * One LSTM unit with one number in: everything that an LSTM layer does, small enough to follow by hand.
 *
 * <pre>
 * f(t) = s(wf x(t) + uf h(t-1) + bf)     forget: how much of the long-term memory stays
 * i(t) = s(wi x(t) + ui h(t-1) + bi)     input: how much of the candidate comes in
 * g(t) = tanh(wg x(t) + ug h(t-1) + bg)  candidate: what could be remembered
 * c(t) = f(t) c(t-1) + i(t) g(t)         cell state, the long-term memory
 * o(t) = s(wo x(t) + uo h(t-1) + bo)     output: how much of it is shown
 * h(t) = o(t) tanh(c(t))                 hidden state, the short-term memory
 * </pre>
 *
 * with s(a) = 1 / (1 + e^-a), and c(t-1), h(t-1) the states one step back (Hochreiter and Schmidhuber 1997; the forget
 * gate: Gers, Schmidhuber and Cummins 2000).
 *
 * @param forget weights of the forget gate
 * @param input weights of the input gate
 * @param candidate weights of the candidate
 * @param output weights of the output gate
 */
public record LstmUnit(Weights forget, Weights input, Weights candidate, Weights output) {
    /**
     * What one gate has learned.
     *
     * @param w weight of the input x
     * @param u weight of the hidden state one step back
     * @param b bias
     */
    public record Weights(double w, double u, double b) {
        double sum(double x, double h) {
            return w * x + u * h + b;
        }
    }

    /** The two states that go from step to step. */
    public record State(double h, double c) {
        public static final State ZERO = new State(0, 0);
    }

    /** All numbers of one step; {@code before} and {@code after} are the states around it. */
    public record Step(double x, State before, double f, double i, double g, double o, State after) {}

    /** 1 / (1 + exp(-a)) */
    public static double sigmoid(double a) {
        return 1 / (1 + Math.exp(-a));
    }

    /** One step. */
    public Step step(double x, State before) {
        double f = sigmoid(forget.sum(x, before.h()));
        double i = sigmoid(input.sum(x, before.h()));
        double g = Math.tanh(candidate.sum(x, before.h()));
        double o = sigmoid(output.sum(x, before.h()));
        double c = f * before.c() + i * g;
        return new Step(x, before, f, i, g, o, new State(o * Math.tanh(c), c));
    }

    /** All steps from a zero state, oldest first. */
    public List<Step> unroll(double... x) {
        var steps = new ArrayList<Step>();
        var state = State.ZERO;
        for (double value : x) {
            var step = step(value, state);
            steps.add(step);
            state = step.after();
        }
        return steps;
    }
}
