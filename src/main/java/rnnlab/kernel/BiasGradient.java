package rnnlab.kernel;

import static rnnlab.kernel.Vectors.SPECIES;
import static rnnlab.kernel.Vectors.WIDTH;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * The gradient of b of y = W x + b: db[J] += sum over t and columns of D_t[J][B], a vector of sums for each row on the
 * way.
 */
final class BiasGradient {
    /** [J][vector]. */
    private final float[] sums;

    BiasGradient(int rows) {
        this.sums = new float[rows * WIDTH];
    }

    /** Takes the {@code count} numbers from d[at] on, whole vectors, into the sum of one row. */
    void add(int row, float[] d, int at, int count) {
        var sum = FloatVector.fromArray(SPECIES, sums, row * WIDTH);
        for (int n = at; n < at + count; n += WIDTH) {
            sum = FloatVector.fromArray(SPECIES, d, n).add(sum);
        }
        sum.intoArray(sums, row * WIDTH);
    }

    /** Adds the sums of the rows [from, to) to the gradient of b; then they are zero. */
    void flush(int from, int to, Slice gradient) {
        float[] g = gradient.array();
        int at = gradient.at();
        for (int j = from; j < to; j++) {
            g[at + j] += Vectors.sum(sums, j * WIDTH);
        }
        Arrays.fill(sums, from * WIDTH, to * WIDTH, 0f);
    }
}
