package rnnlab.kernel;

import static rnnlab.kernel.Vectors.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Gradient descent with momentum mu: v = mu v - rate g, then w += v, or with Nesterov's look ahead w += mu v - rate g.
 * Without momentum (0) it is w -= rate g.
 *
 * <p>Source: I. Sutskever et al., On the importance of initialization and momentum in deep learning (2013).
 */
public record Sgd(double momentum, boolean nesterov) {
    /** Updates w[at ... at + length) in place; the first memory is v, not looked at without momentum. */
    public void update(OptimiserState state, int at, int length, double rate) {
        float[] w = state.w(), g = state.g(), v = state.first();
        float mu = (float) momentum, step = (float) rate;
        int i = at;
        for (int end = at + SPECIES.loopBound(length); i < end; i += SPECIES.length()) {
            var change = FloatVector.fromArray(SPECIES, g, i).mul(-step);
            if (mu != 0) {
                var gradient = change;
                change = FloatVector.fromArray(SPECIES, v, i).mul(mu).add(gradient);
                change.intoArray(v, i);
                if (nesterov) {
                    change = change.mul(mu).add(gradient);
                }
            }
            FloatVector.fromArray(SPECIES, w, i).add(change).intoArray(w, i);
        }
        for (; i < at + length; i++) {
            float change = g[i] * -step;
            if (mu != 0) {
                float gradient = change;
                change = v[i] * mu + gradient;
                v[i] = change;
                if (nesterov) {
                    change = change * mu + gradient;
                }
            }
            w[i] += change;
        }
    }
}
