package rnnlab.kernel;

import static rnnlab.kernel.Vectors.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Adagrad: a += g², w -= rate g / sqrt(a + epsilon), or with epsilon outside, w -= rate g / (sqrt(a) + epsilon). Where
 * a begins is the caller's choice (Keras 0.1, min-char-rnn 0).
 *
 * <p>Source: J. Duchi, E. Hazan, Y. Singer, Adaptive subgradient methods, JMLR 12 (2011).
 */
public record Adagrad(double epsilon, boolean epsilonInside) {
    /** Updates w[at ... at + length) in place; the first memory is a. */
    public void update(OptimiserState state, int at, int length, double rate) {
        float[] w = state.w(), g = state.g(), a = state.first();
        float step = (float) rate;
        float inside = epsilonInside ? (float) epsilon : 0, outside = epsilonInside ? 0 : (float) epsilon;
        int i = at;
        for (int end = at + SPECIES.loopBound(length); i < end; i += SPECIES.length()) {
            var gradient = FloatVector.fromArray(SPECIES, g, i);
            var sum = FloatVector.fromArray(SPECIES, a, i).add(gradient.mul(gradient));
            sum.intoArray(a, i);
            FloatVector.fromArray(SPECIES, w, i)
                    .sub(gradient.mul(step).div(sum.add(inside).sqrt().add(outside)))
                    .intoArray(w, i);
        }
        for (; i < at + length; i++) {
            a[i] += g[i] * g[i];
            w[i] -= g[i] * step / ((float) Math.sqrt(a[i] + inside) + outside);
        }
    }
}
