package rnnlab.engine.kernel;

import static rnnlab.engine.kernel.Lanes.LANES;
import static rnnlab.engine.kernel.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * C += A X as in {@link Panels}, but with the rows of A read where they are: worth it when A is used once, as the gradients are
 * in a weight gradient.
 */
final class RowTiles {
    /** The columns of C and X must be a multiple of two vectors. */
    static final int WIDTH = 2 * LANES;

    private RowTiles() {}

    /** C[rows][ldc] += A[rows][lda] X[depth][ldx] for {@code depth} columns of A and {@code columns} columns of X. */
    static void multiply(
            float[] a,
            int at,
            int lda,
            int rows,
            int depth,
            float[] x,
            int xAt,
            int ldx,
            float[] c,
            int cAt,
            int ldc,
            int columns) {
        int j = 0;
        if (Tiles.MANY_REGISTERS)
            for (; j + 8 <= rows; j += 8)
                for (int n = 0; n < columns; n += WIDTH)
                    eightByTwo(a, at + j * lda, lda, depth, x, xAt + n, ldx, c, cAt + j * ldc + n, ldc);
        for (; j + 4 <= rows; j += 4)
            for (int n = 0; n < columns; n += WIDTH)
                fourByTwo(a, at + j * lda, lda, depth, x, xAt + n, ldx, c, cAt + j * ldc + n, ldc);
        for (; j < rows; j++)
            for (int n = 0; n < columns; n += WIDTH)
                oneByTwo(a, at + j * lda, depth, x, xAt + n, ldx, c, cAt + j * ldc + n);
    }

    /** Eight rows by two vectors. */
    private static void eightByTwo(
            float[] a, int ai, int lda, int depth, float[] x, int xi, int ldx, float[] c, int ci, int ldc) {
        int row1 = ai + lda;
        int row2 = row1 + lda;
        int row3 = row2 + lda;
        int row4 = row3 + lda;
        int row5 = row4 + lda;
        int row6 = row5 + lda;
        int row7 = row6 + lda;
        var c00 = FloatVector.fromArray(SPECIES, c, ci);
        var c01 = FloatVector.fromArray(SPECIES, c, ci + LANES);
        var c10 = FloatVector.fromArray(SPECIES, c, ci + ldc);
        var c11 = FloatVector.fromArray(SPECIES, c, ci + ldc + LANES);
        var c20 = FloatVector.fromArray(SPECIES, c, ci + 2 * ldc);
        var c21 = FloatVector.fromArray(SPECIES, c, ci + 2 * ldc + LANES);
        var c30 = FloatVector.fromArray(SPECIES, c, ci + 3 * ldc);
        var c31 = FloatVector.fromArray(SPECIES, c, ci + 3 * ldc + LANES);
        var c40 = FloatVector.fromArray(SPECIES, c, ci + 4 * ldc);
        var c41 = FloatVector.fromArray(SPECIES, c, ci + 4 * ldc + LANES);
        var c50 = FloatVector.fromArray(SPECIES, c, ci + 5 * ldc);
        var c51 = FloatVector.fromArray(SPECIES, c, ci + 5 * ldc + LANES);
        var c60 = FloatVector.fromArray(SPECIES, c, ci + 6 * ldc);
        var c61 = FloatVector.fromArray(SPECIES, c, ci + 6 * ldc + LANES);
        var c70 = FloatVector.fromArray(SPECIES, c, ci + 7 * ldc);
        var c71 = FloatVector.fromArray(SPECIES, c, ci + 7 * ldc + LANES);
        for (int k = 0; k < depth; k++) {
            var x0 = FloatVector.fromArray(SPECIES, x, xi);
            var x1 = FloatVector.fromArray(SPECIES, x, xi + LANES);
            var a0 = FloatVector.broadcast(SPECIES, a[ai + k]);
            c00 = a0.fma(x0, c00);
            c01 = a0.fma(x1, c01);
            var a1 = FloatVector.broadcast(SPECIES, a[row1 + k]);
            c10 = a1.fma(x0, c10);
            c11 = a1.fma(x1, c11);
            var a2 = FloatVector.broadcast(SPECIES, a[row2 + k]);
            c20 = a2.fma(x0, c20);
            c21 = a2.fma(x1, c21);
            var a3 = FloatVector.broadcast(SPECIES, a[row3 + k]);
            c30 = a3.fma(x0, c30);
            c31 = a3.fma(x1, c31);
            var a4 = FloatVector.broadcast(SPECIES, a[row4 + k]);
            c40 = a4.fma(x0, c40);
            c41 = a4.fma(x1, c41);
            var a5 = FloatVector.broadcast(SPECIES, a[row5 + k]);
            c50 = a5.fma(x0, c50);
            c51 = a5.fma(x1, c51);
            var a6 = FloatVector.broadcast(SPECIES, a[row6 + k]);
            c60 = a6.fma(x0, c60);
            c61 = a6.fma(x1, c61);
            var a7 = FloatVector.broadcast(SPECIES, a[row7 + k]);
            c70 = a7.fma(x0, c70);
            c71 = a7.fma(x1, c71);
            xi += ldx;
        }
        c00.intoArray(c, ci);
        c01.intoArray(c, ci + LANES);
        c10.intoArray(c, ci + ldc);
        c11.intoArray(c, ci + ldc + LANES);
        c20.intoArray(c, ci + 2 * ldc);
        c21.intoArray(c, ci + 2 * ldc + LANES);
        c30.intoArray(c, ci + 3 * ldc);
        c31.intoArray(c, ci + 3 * ldc + LANES);
        c40.intoArray(c, ci + 4 * ldc);
        c41.intoArray(c, ci + 4 * ldc + LANES);
        c50.intoArray(c, ci + 5 * ldc);
        c51.intoArray(c, ci + 5 * ldc + LANES);
        c60.intoArray(c, ci + 6 * ldc);
        c61.intoArray(c, ci + 6 * ldc + LANES);
        c70.intoArray(c, ci + 7 * ldc);
        c71.intoArray(c, ci + 7 * ldc + LANES);
    }

    /** Four rows by two vectors. */
    private static void fourByTwo(
            float[] a, int ai, int lda, int depth, float[] x, int xi, int ldx, float[] c, int ci, int ldc) {
        int row1 = ai + lda;
        int row2 = row1 + lda;
        int row3 = row2 + lda;
        var c00 = FloatVector.fromArray(SPECIES, c, ci);
        var c01 = FloatVector.fromArray(SPECIES, c, ci + LANES);
        var c10 = FloatVector.fromArray(SPECIES, c, ci + ldc);
        var c11 = FloatVector.fromArray(SPECIES, c, ci + ldc + LANES);
        var c20 = FloatVector.fromArray(SPECIES, c, ci + 2 * ldc);
        var c21 = FloatVector.fromArray(SPECIES, c, ci + 2 * ldc + LANES);
        var c30 = FloatVector.fromArray(SPECIES, c, ci + 3 * ldc);
        var c31 = FloatVector.fromArray(SPECIES, c, ci + 3 * ldc + LANES);
        for (int k = 0; k < depth; k++) {
            var x0 = FloatVector.fromArray(SPECIES, x, xi);
            var x1 = FloatVector.fromArray(SPECIES, x, xi + LANES);
            var a0 = FloatVector.broadcast(SPECIES, a[ai + k]);
            c00 = a0.fma(x0, c00);
            c01 = a0.fma(x1, c01);
            var a1 = FloatVector.broadcast(SPECIES, a[row1 + k]);
            c10 = a1.fma(x0, c10);
            c11 = a1.fma(x1, c11);
            var a2 = FloatVector.broadcast(SPECIES, a[row2 + k]);
            c20 = a2.fma(x0, c20);
            c21 = a2.fma(x1, c21);
            var a3 = FloatVector.broadcast(SPECIES, a[row3 + k]);
            c30 = a3.fma(x0, c30);
            c31 = a3.fma(x1, c31);
            xi += ldx;
        }
        c00.intoArray(c, ci);
        c01.intoArray(c, ci + LANES);
        c10.intoArray(c, ci + ldc);
        c11.intoArray(c, ci + ldc + LANES);
        c20.intoArray(c, ci + 2 * ldc);
        c21.intoArray(c, ci + 2 * ldc + LANES);
        c30.intoArray(c, ci + 3 * ldc);
        c31.intoArray(c, ci + 3 * ldc + LANES);
    }

    /** One row by two vectors. */
    private static void oneByTwo(float[] a, int ai, int depth, float[] x, int xi, int ldx, float[] c, int ci) {
        var c00 = FloatVector.fromArray(SPECIES, c, ci);
        var c01 = FloatVector.fromArray(SPECIES, c, ci + LANES);
        for (int k = 0; k < depth; k++) {
            var x0 = FloatVector.fromArray(SPECIES, x, xi);
            var x1 = FloatVector.fromArray(SPECIES, x, xi + LANES);
            var a0 = FloatVector.broadcast(SPECIES, a[ai + k]);
            c00 = a0.fma(x0, c00);
            c01 = a0.fma(x1, c01);
            xi += ldx;
        }
        c00.intoArray(c, ci);
        c01.intoArray(c, ci + LANES);
    }
}
