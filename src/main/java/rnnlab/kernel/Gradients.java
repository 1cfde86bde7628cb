package rnnlab.kernel;

import static rnnlab.kernel.Vectors.SPECIES;

import jdk.incubator.vector.FloatVector;

/** What is done to gradients before an update: clipping. All on the range [at, at + length) of an array. */
public final class Gradients {
    /** Numbers summed in float before the sum goes to a double. */
    private static final int PART = 4096;

    private Gradients() {}

    /** Cuts each number to [-limit, limit]. */
    public static void clipValues(float[] g, int at, int length, double limit) {
        float high = (float) limit;
        for (int i = at; i < at + length; i++) {
            g[i] = Math.max(-high, Math.min(high, g[i]));
        }
    }

    /** The sum of the squares, the same for any number of threads; its root is the norm. */
    public static double squaredNorm(float[] g, int at, int length) {
        double total = 0;
        for (int from = at, end = at + length; from < end; from += PART) {
            total += squares(g, from, Math.min(end, from + PART));
        }
        return total;
    }

    private static double squares(float[] g, int from, int to) {
        var sum = FloatVector.zero(SPECIES);
        int i = from;
        for (int end = from + SPECIES.loopBound(to - from); i < end; i += SPECIES.length()) {
            var gradient = FloatVector.fromArray(SPECIES, g, i);
            sum = gradient.fma(gradient, sum);
        }
        double rest = 0;
        for (; i < to; i++) {
            rest += (double) g[i] * g[i];
        }
        return rest + Vectors.sum(sum);
    }

    /** Multiplies by {@code factor}. */
    public static void scale(float[] g, int at, int length, double factor) {
        float f = (float) factor;
        for (int i = at; i < at + length; i++) {
            g[i] *= f;
        }
    }

    /** Scales the range down to the norm {@code limit} if its norm is greater; returns the norm that it had. */
    public static double clipNorm(float[] g, int at, int length, double limit) {
        double norm = Math.sqrt(squaredNorm(g, at, length));
        if (norm > limit) {
            scale(g, at, length, limit / norm);
        }
        return norm;
    }
}
