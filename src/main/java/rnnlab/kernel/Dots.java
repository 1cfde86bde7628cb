package rnnlab.kernel;

import static rnnlab.kernel.Vectors.SPECIES;
import static rnnlab.kernel.Vectors.WIDTH;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/** dW[J][K] += sum over t of D_t[J][B] X_t[K][B]ᵀ by vectors along the batch, for matrices of few columns. */
final class Dots {
    /** The rows of one task. */
    static final int ROWS = Tiles.DOTS_ROWS;
    /** The numbers of {@link #add}'s scratch: the sums of a tile before the numbers of its vectors are added up. */
    static final int SCRATCH = Tiles.DOTS_ROWS * Tiles.DOTS_COLUMNS * WIDTH;

    private Dots() {}

    /** Adds to the rows [from, to) of the gradient g[at ...), at most {@link #ROWS} of the {@code rows} of D. */
    static void add(
            float[] d,
            float[] scratch,
            int dAt,
            int rows,
            float[] x,
            int xAt,
            int depth,
            int paddedBatch,
            int steps,
            float[] g,
            int at,
            int from,
            int to) {
        int dStep = (rows - 1) * paddedBatch, xStep = (depth - 1) * paddedBatch;
        for (int k = 0; k < depth; k += Tiles.DOTS_COLUMNS) {
            int columns = Math.min(Tiles.DOTS_COLUMNS, depth - k);
            int row = dAt + from * paddedBatch, column = xAt + k * paddedBatch, gAt = at + from * depth + k;
            Tiles.dots(to - from, columns, d, row, dStep, x, column, xStep, paddedBatch, steps, scratch, g, gAt, depth);
        }
    }

    /** One vector of sums at sums[at ...) += the vectors of a row of {@code paddedBatch} numbers. */
    static void addVectors(float[] d, int di, int paddedBatch, float[] sums, int at) {
        var sum = FloatVector.fromArray(SPECIES, sums, at);
        for (int n = di; n < di + paddedBatch; n += WIDTH) {
            sum = FloatVector.fromArray(SPECIES, d, n).add(sum);
        }
        sum.intoArray(sums, at);
    }

    /** g[at + j] += the numbers of vector j of the sums, for {@code count} vectors from number {@code first} on; then they are zero. */
    static void addSums(float[] sums, int first, int count, float[] g, int at) {
        for (int j = 0; j < count; j++) {
            g[at + j] += Vectors.sum(sums, (first + j) * WIDTH);
        }
        Arrays.fill(sums, first * WIDTH, (first + count) * WIDTH, 0f);
    }
}
