package rnnlab.engine.kernel;

import static rnnlab.engine.kernel.Lanes.LANES;
import static rnnlab.engine.kernel.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * A matrix A[J][K] copied into panels of four rows, [J/4][K][4], so that the product C += A X reads it as one stream.
 *
 * <p>Each number of C is one chain of fused multiply-adds over k = 0, 1, ... K-1, whatever the tile that computes it: the
 * result does not depend on how rows and columns are shared out among threads.
 */
final class Panels {
    private static final int ROWS = 4;

    final int rows;
    final int depth;
    private final float[] a;

    Panels(int rows, int depth) {
        this.rows = rows;
        this.depth = depth;
        this.a = new float[(rows + ROWS - 1) / ROWS * ROWS * depth];
    }

    /** Copies A, whose element (j, k) is w[at + j*rowStride + k*depthStride]. */
    void pack(float[] w, int at, int rowStride, int depthStride) {
        for (int j = 0; j < rows; j++) {
            int from = at + j * rowStride;
            int to = j / ROWS * ROWS * depth + j % ROWS;
            for (int k = 0; k < depth; k++, from += depthStride, to += ROWS) a[to] = w[from];
        }
    }

    /** C[J][columns] += A X for columns [from, to) of X[K][ld] and C[J][ld]; the bounds are multiples of the vector width. */
    void multiply(float[] x, int xAt, float[] c, int cAt, int ld, int from, int to) {
        int j = 0;
        for (; j + ROWS <= rows; j += ROWS) {
            int n = from;
            for (; n + 2 * LANES <= to; n += 2 * LANES) tile4x2(j * depth, x, xAt + n, c, cAt + j * ld + n, ld);
            for (; n < to; n += LANES) tile4x1(j * depth, x, xAt + n, c, cAt + j * ld + n, ld);
        }
        for (int tail = 0; j < rows; j++, tail++)
            for (int n = from; n < to; n += LANES)
                tile1x1(rows / ROWS * ROWS * depth + tail, x, xAt + n, c, cAt + j * ld + n, ld);
    }

    private void tile4x2(int ai, float[] x, int xi, float[] c, int ci, int ld) {
        var c00 = FloatVector.fromArray(SPECIES, c, ci);
        var c01 = FloatVector.fromArray(SPECIES, c, ci + LANES);
        var c10 = FloatVector.fromArray(SPECIES, c, ci + ld);
        var c11 = FloatVector.fromArray(SPECIES, c, ci + ld + LANES);
        var c20 = FloatVector.fromArray(SPECIES, c, ci + 2 * ld);
        var c21 = FloatVector.fromArray(SPECIES, c, ci + 2 * ld + LANES);
        var c30 = FloatVector.fromArray(SPECIES, c, ci + 3 * ld);
        var c31 = FloatVector.fromArray(SPECIES, c, ci + 3 * ld + LANES);
        for (int k = 0; k < depth; k++) {
            var x0 = FloatVector.fromArray(SPECIES, x, xi);
            var x1 = FloatVector.fromArray(SPECIES, x, xi + LANES);
            var a0 = FloatVector.broadcast(SPECIES, a[ai]);
            c00 = a0.fma(x0, c00);
            c01 = a0.fma(x1, c01);
            var a1 = FloatVector.broadcast(SPECIES, a[ai + 1]);
            c10 = a1.fma(x0, c10);
            c11 = a1.fma(x1, c11);
            var a2 = FloatVector.broadcast(SPECIES, a[ai + 2]);
            c20 = a2.fma(x0, c20);
            c21 = a2.fma(x1, c21);
            var a3 = FloatVector.broadcast(SPECIES, a[ai + 3]);
            c30 = a3.fma(x0, c30);
            c31 = a3.fma(x1, c31);
            ai += ROWS;
            xi += ld;
        }
        c00.intoArray(c, ci);
        c01.intoArray(c, ci + LANES);
        c10.intoArray(c, ci + ld);
        c11.intoArray(c, ci + ld + LANES);
        c20.intoArray(c, ci + 2 * ld);
        c21.intoArray(c, ci + 2 * ld + LANES);
        c30.intoArray(c, ci + 3 * ld);
        c31.intoArray(c, ci + 3 * ld + LANES);
    }

    private void tile4x1(int ai, float[] x, int xi, float[] c, int ci, int ld) {
        var c0 = FloatVector.fromArray(SPECIES, c, ci);
        var c1 = FloatVector.fromArray(SPECIES, c, ci + ld);
        var c2 = FloatVector.fromArray(SPECIES, c, ci + 2 * ld);
        var c3 = FloatVector.fromArray(SPECIES, c, ci + 3 * ld);
        for (int k = 0; k < depth; k++) {
            var x0 = FloatVector.fromArray(SPECIES, x, xi);
            c0 = FloatVector.broadcast(SPECIES, a[ai]).fma(x0, c0);
            c1 = FloatVector.broadcast(SPECIES, a[ai + 1]).fma(x0, c1);
            c2 = FloatVector.broadcast(SPECIES, a[ai + 2]).fma(x0, c2);
            c3 = FloatVector.broadcast(SPECIES, a[ai + 3]).fma(x0, c3);
            ai += ROWS;
            xi += ld;
        }
        c0.intoArray(c, ci);
        c1.intoArray(c, ci + ld);
        c2.intoArray(c, ci + 2 * ld);
        c3.intoArray(c, ci + 3 * ld);
    }

    private void tile1x1(int ai, float[] x, int xi, float[] c, int ci, int ld) {
        var sum = FloatVector.fromArray(SPECIES, c, ci);
        for (int k = 0; k < depth; k++) {
            sum = FloatVector.broadcast(SPECIES, a[ai]).fma(FloatVector.fromArray(SPECIES, x, xi), sum);
            ai += ROWS;
            xi += ld;
        }
        sum.intoArray(c, ci);
    }
}
