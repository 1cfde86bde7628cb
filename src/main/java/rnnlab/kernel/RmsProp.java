package rnnlab.kernel;

import static rnnlab.kernel.Vectors.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * RMSProp: v = rho v + (1 - rho) g², w -= rate g / sqrt(v + epsilon), or with epsilon outside, w -= rate g / (sqrt(v) +
 * epsilon).
 *
 * <p>Source: T. Tieleman, G. Hinton, Neural networks for machine learning, lecture 6.5 (2012).
 */
public record RmsProp(double rho, double epsilon, boolean epsilonInside) {
    /** Updates w[at ... at + length) in place; the first memory is v. */
    public void update(OptimiserState state, int at, int length, double rate) {
        float[] w = state.w(), g = state.g(), v = state.first();
        float r = (float) rho, rest = (float) (1 - rho), step = (float) rate;
        float inside = epsilonInside ? (float) epsilon : 0, outside = epsilonInside ? 0 : (float) epsilon;
        int i = at;
        for (int end = at + SPECIES.loopBound(length); i < end; i += SPECIES.length()) {
            var gradient = FloatVector.fromArray(SPECIES, g, i);
            var square = FloatVector.fromArray(SPECIES, v, i)
                    .mul(r)
                    .add(gradient.mul(gradient).mul(rest));
            square.intoArray(v, i);
            FloatVector.fromArray(SPECIES, w, i)
                    .sub(gradient.mul(step).div(square.add(inside).sqrt().add(outside)))
                    .intoArray(w, i);
        }
        for (; i < at + length; i++) {
            v[i] = v[i] * r + g[i] * g[i] * rest;
            w[i] -= g[i] * step / ((float) Math.sqrt(v[i] + inside) + outside);
        }
    }
}
