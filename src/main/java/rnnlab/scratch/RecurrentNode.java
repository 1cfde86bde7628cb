package rnnlab.scratch;

import java.util.ArrayList;
import java.util.List;

/**
 * The smallest recurrent network: one hidden neuron, one number in at each step, five parameters in all.
 *
 * <pre>
 * h(t) = relu(x(t) w1 + b1 + h(t-1) w2),   h(0) = 0
 * y    = h(T) w3 + b2
 * </pre>
 *
 * @param w1 weight of the input
 * @param b1 bias of the hidden neuron
 * @param w2 weight of the neuron's own value one step back: the loop
 * @param w3 weight of the output
 * @param b2 bias of the output
 */
public record RecurrentNode(double w1, double b1, double w2, double w3, double b2) {
    /**
     * What happens at one time step.
     *
     * @param x the input
     * @param previous the hidden value one step back, h(t-1)
     * @param sum what goes into relu
     * @param hidden what comes out of it
     */
    public record Step(double x, double previous, double sum, double hidden) {}

    /** max(a, 0) */
    public static double relu(double a) {
        return Math.max(0, a);
    }

    /** The hidden value after the input {@code x}. */
    public Step step(double x, double previous) {
        double sum = x * w1 + b1 + previous * w2;
        return new Step(x, previous, sum, relu(sum));
    }

    /** All steps, oldest first: the node unrolled over time, with the same five parameters at each step. */
    public List<Step> unroll(double... x) {
        var steps = new ArrayList<Step>();
        double h = 0;
        for (double value : x) {
            var step = step(value, h);
            steps.add(step);
            h = step.hidden();
        }
        return steps;
    }

    /** The answer that a hidden value gives. */
    public double output(double hidden) {
        return hidden * w3 + b2;
    }

    /** The same answer, written as the recursion that it is: h(t) calls h(t-1), down to h(0) = 0. */
    public double hidden(int t, double... x) {
        return t == 0 ? 0 : relu(x[t - 1] * w1 + b1 + hidden(t - 1, x) * w2);
    }

    /**
     * The prediction of the next value from all values so far, oldest first.
     *
     * @throws IllegalArgumentException when there is no value
     */
    public double predict(double... x) {
        if (x.length == 0) {
            throw new IllegalArgumentException("x is empty; a prediction needs at least one value");
        }
        return output(unroll(x).get(x.length - 1).hidden());
    }
}
