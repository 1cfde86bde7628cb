package rnnlab.kernel;

import static rnnlab.kernel.Vectors.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Adam: m = b1 m + (1-b1) g, v = b2 v + (1-b2) g², w -= rate sqrt(1-b2^n)/(1-b1^n) m / (sqrt(v) + epsilon), at the
 * steps n = 1, 2, ...
 *
 * <p>Source: D. Kingma, J. Ba, Adam: a method for stochastic optimization (2015), the form of the end of section 2.
 */
public record Adam(double beta1, double beta2, double epsilon) {
    /**
     * Updates w[at ... at + length) in place; the first memory is m, the second v.
     *
     * @param step the number of this step, from 1
     */
    public void update(OptimiserState state, int at, int length, double rate, long step) {
        float[] w = state.w(), g = state.g(), m = state.first(), v = state.second();
        float b1 = (float) beta1, b2 = (float) beta2, eps = (float) epsilon;
        float rest1 = (float) (1 - beta1), rest2 = (float) (1 - beta2);
        float alpha = (float) (rate * Math.sqrt(1 - Math.pow(beta2, step)) / (1 - Math.pow(beta1, step)));
        int i = at;
        for (int end = at + SPECIES.loopBound(length); i < end; i += SPECIES.length()) {
            var gradient = FloatVector.fromArray(SPECIES, g, i);
            var first = FloatVector.fromArray(SPECIES, m, i).mul(b1).add(gradient.mul(rest1));
            var second = FloatVector.fromArray(SPECIES, v, i)
                    .mul(b2)
                    .add(gradient.mul(gradient).mul(rest2));
            first.intoArray(m, i);
            second.intoArray(v, i);
            FloatVector.fromArray(SPECIES, w, i)
                    .sub(first.mul(alpha).div(second.sqrt().add(eps)))
                    .intoArray(w, i);
        }
        for (; i < at + length; i++) {
            m[i] = m[i] * b1 + g[i] * rest1;
            v[i] = v[i] * b2 + g[i] * g[i] * rest2;
            w[i] -= m[i] * alpha / ((float) Math.sqrt(v[i]) + eps);
        }
    }
}
