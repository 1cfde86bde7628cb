package rnnlab.engine.kernel;

import static rnnlab.engine.kernel.Lanes.LANES;
import static rnnlab.engine.kernel.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** The gradient of a weight matrix: dW[J][K] += sum over t of D_t[J][B] X_t[K][B]ᵀ, and of its bias: db[J] += sum of D. */
final class Outer {
    private Outer() {}

    static void add(
            float[] d,
            int dAt,
            int rows,
            float[] x,
            int xAt,
            int depth,
            int lanes,
            int steps,
            float[] g,
            int gAt,
            int from,
            int to) {
        for (int j = from; j < to; j++)
            for (int k = 0; k < depth; k++) {
                var sum = FloatVector.zero(SPECIES);
                for (int t = 0; t < steps; t++)
                    for (int n = 0; n < lanes; n += LANES)
                        sum = FloatVector.fromArray(SPECIES, d, dAt + (t * rows + j) * lanes + n)
                                .fma(FloatVector.fromArray(SPECIES, x, xAt + (t * depth + k) * lanes + n), sum);
                g[gAt + j * depth + k] += sum.reduceLanes(VectorOperators.ADD);
            }
    }

    static void addBias(float[] d, int dAt, int rows, int lanes, int steps, float[] g, int gAt, int from, int to) {
        for (int j = from; j < to; j++) {
            var sum = FloatVector.zero(SPECIES);
            for (int t = 0; t < steps; t++)
                for (int n = 0; n < lanes; n += LANES)
                    sum = sum.add(FloatVector.fromArray(SPECIES, d, dAt + (t * rows + j) * lanes + n));
            g[gAt + j] += sum.reduceLanes(VectorOperators.ADD);
        }
    }
}
