package rnnlab.engine.kernel;

import static rnnlab.engine.kernel.Lanes.LANES;

/**
 * A matrix A[J][K] copied into panels of four rows, [J/4][K][4], so that the product C += A X reads it as one stream.
 *
 * <p>Each number of C is one chain of fused multiply-adds over k = 0, 1, ... K-1, whatever {@link Tiles tile} computes it: the
 * result does not depend on how rows and columns are shared out among threads.
 */
final class Panels {
    static final int ROWS = 4;

    private final float[] a;
    private final int rows;
    private final int depth;

    /** Room for A[rows][depth]. */
    Panels(int rows, int depth) {
        this.rows = rows;
        this.depth = depth;
        this.a = new float[(rows + ROWS - 1) / ROWS * ROWS * depth];
    }

    /** Copies A, whose element (j, k) is w[at + j*rowStride + k*depthStride]. */
    void pack(float[] w, int at, int rowStride, int depthStride) {
        for (int j = 0; j < rows; j += ROWS) {
            int target = j * depth;
            int first = at + j * rowStride;
            if (j + ROWS > rows) {
                for (int k = 0; k < depth; k++, first += depthStride, target += ROWS)
                    for (int r = 0; r < rows - j; r++) a[target + r] = w[first + r * rowStride];
                return;
            }
            int second = first + rowStride, third = second + rowStride, fourth = third + rowStride;
            for (int k = 0, shift = 0; k < depth; k++, shift += depthStride, target += ROWS) {
                a[target] = w[first + shift];
                a[target + 1] = w[second + shift];
                a[target + 2] = w[third + shift];
                a[target + 3] = w[fourth + shift];
            }
        }
    }

    /** C[J][columns] += A X for columns [from, to) of X[K][ld] and C[J][ld]; the bounds are multiples of the vector width. */
    void multiply(float[] x, int xAt, float[] c, int cAt, int ld, int from, int to) {
        int j = 0;
        if (Tiles.MANY_REGISTERS) {
            for (; j + 2 * ROWS <= rows; j += 2 * ROWS) {
                int upper = j * depth;
                int lower = upper + ROWS * depth;
                int n = from;
                for (; n + 2 * LANES <= to; n += 2 * LANES)
                    Tiles.eightByTwo(a, upper, lower, depth, x, xAt + n, c, cAt + j * ld + n, ld);
                if (n < to) Tiles.eightByOne(a, upper, lower, depth, x, xAt + n, c, cAt + j * ld + n, ld);
            }
        }
        for (; j + ROWS <= rows; j += ROWS) {
            int n = from;
            for (; n + 2 * LANES <= to; n += 2 * LANES)
                Tiles.fourByTwo(a, j * depth, depth, x, xAt + n, c, cAt + j * ld + n, ld);
            if (n < to) Tiles.fourByOne(a, j * depth, depth, x, xAt + n, c, cAt + j * ld + n, ld);
        }
        int rest = j * depth;
        for (int r = 0; j < rows; j++, r++)
            for (int n = from; n < to; n += LANES)
                Tiles.oneByOne(a, rest + r, depth, x, xAt + n, c, cAt + j * ld + n, ld);
    }
}
