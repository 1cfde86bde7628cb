package rnnlab.engine.kernel;

import static rnnlab.engine.kernel.Lanes.LANES;
import static rnnlab.engine.kernel.Lanes.SPECIES;
import static rnnlab.engine.kernel.Panels.ROWS;

import jdk.incubator.vector.FloatVector;

/**
 * The innermost loops of a matrix product: a tile of C, some rows by one or two vectors of columns, stays in registers while k runs
 * over the whole depth. One number of A is spread over a vector and multiplied with one or two vectors of X.
 *
 * <p>Written out by hand: the compiler keeps the vectors in registers only if each is a local variable.
 */
final class Tiles {
    /** Whether sixteen sums, two vectors of X and one of A fit the registers: 32 with AVX-512 and on ARM, else 16. */
    static final boolean MANY_REGISTERS =
            SPECIES.vectorBitSize() == 512 || System.getProperty("os.arch").equals("aarch64");

    private Tiles() {}

    /** Eight rows (two panels) by two vectors. */
    static void eightByTwo(float[] a, int upper, int lower, int depth, float[] x, int xi, float[] c, int ci, int ld) {
        var c00 = FloatVector.fromArray(SPECIES, c, ci);
        var c01 = FloatVector.fromArray(SPECIES, c, ci + LANES);
        var c10 = FloatVector.fromArray(SPECIES, c, ci + ld);
        var c11 = FloatVector.fromArray(SPECIES, c, ci + ld + LANES);
        var c20 = FloatVector.fromArray(SPECIES, c, ci + 2 * ld);
        var c21 = FloatVector.fromArray(SPECIES, c, ci + 2 * ld + LANES);
        var c30 = FloatVector.fromArray(SPECIES, c, ci + 3 * ld);
        var c31 = FloatVector.fromArray(SPECIES, c, ci + 3 * ld + LANES);
        var c40 = FloatVector.fromArray(SPECIES, c, ci + 4 * ld);
        var c41 = FloatVector.fromArray(SPECIES, c, ci + 4 * ld + LANES);
        var c50 = FloatVector.fromArray(SPECIES, c, ci + 5 * ld);
        var c51 = FloatVector.fromArray(SPECIES, c, ci + 5 * ld + LANES);
        var c60 = FloatVector.fromArray(SPECIES, c, ci + 6 * ld);
        var c61 = FloatVector.fromArray(SPECIES, c, ci + 6 * ld + LANES);
        var c70 = FloatVector.fromArray(SPECIES, c, ci + 7 * ld);
        var c71 = FloatVector.fromArray(SPECIES, c, ci + 7 * ld + LANES);
        for (int k = 0; k < depth; k++) {
            var x0 = FloatVector.fromArray(SPECIES, x, xi);
            var x1 = FloatVector.fromArray(SPECIES, x, xi + LANES);
            var a0 = FloatVector.broadcast(SPECIES, a[upper]);
            c00 = a0.fma(x0, c00);
            c01 = a0.fma(x1, c01);
            var a1 = FloatVector.broadcast(SPECIES, a[upper + 1]);
            c10 = a1.fma(x0, c10);
            c11 = a1.fma(x1, c11);
            var a2 = FloatVector.broadcast(SPECIES, a[upper + 2]);
            c20 = a2.fma(x0, c20);
            c21 = a2.fma(x1, c21);
            var a3 = FloatVector.broadcast(SPECIES, a[upper + 3]);
            c30 = a3.fma(x0, c30);
            c31 = a3.fma(x1, c31);
            var a4 = FloatVector.broadcast(SPECIES, a[lower]);
            c40 = a4.fma(x0, c40);
            c41 = a4.fma(x1, c41);
            var a5 = FloatVector.broadcast(SPECIES, a[lower + 1]);
            c50 = a5.fma(x0, c50);
            c51 = a5.fma(x1, c51);
            var a6 = FloatVector.broadcast(SPECIES, a[lower + 2]);
            c60 = a6.fma(x0, c60);
            c61 = a6.fma(x1, c61);
            var a7 = FloatVector.broadcast(SPECIES, a[lower + 3]);
            c70 = a7.fma(x0, c70);
            c71 = a7.fma(x1, c71);
            xi += ld;
            upper += ROWS;
            lower += ROWS;
        }
        c00.intoArray(c, ci);
        c01.intoArray(c, ci + LANES);
        c10.intoArray(c, ci + ld);
        c11.intoArray(c, ci + ld + LANES);
        c20.intoArray(c, ci + 2 * ld);
        c21.intoArray(c, ci + 2 * ld + LANES);
        c30.intoArray(c, ci + 3 * ld);
        c31.intoArray(c, ci + 3 * ld + LANES);
        c40.intoArray(c, ci + 4 * ld);
        c41.intoArray(c, ci + 4 * ld + LANES);
        c50.intoArray(c, ci + 5 * ld);
        c51.intoArray(c, ci + 5 * ld + LANES);
        c60.intoArray(c, ci + 6 * ld);
        c61.intoArray(c, ci + 6 * ld + LANES);
        c70.intoArray(c, ci + 7 * ld);
        c71.intoArray(c, ci + 7 * ld + LANES);
    }

    /** Eight rows (two panels) by one vector. */
    static void eightByOne(float[] a, int upper, int lower, int depth, float[] x, int xi, float[] c, int ci, int ld) {
        var c00 = FloatVector.fromArray(SPECIES, c, ci);
        var c10 = FloatVector.fromArray(SPECIES, c, ci + ld);
        var c20 = FloatVector.fromArray(SPECIES, c, ci + 2 * ld);
        var c30 = FloatVector.fromArray(SPECIES, c, ci + 3 * ld);
        var c40 = FloatVector.fromArray(SPECIES, c, ci + 4 * ld);
        var c50 = FloatVector.fromArray(SPECIES, c, ci + 5 * ld);
        var c60 = FloatVector.fromArray(SPECIES, c, ci + 6 * ld);
        var c70 = FloatVector.fromArray(SPECIES, c, ci + 7 * ld);
        for (int k = 0; k < depth; k++) {
            var x0 = FloatVector.fromArray(SPECIES, x, xi);
            var a0 = FloatVector.broadcast(SPECIES, a[upper]);
            c00 = a0.fma(x0, c00);
            var a1 = FloatVector.broadcast(SPECIES, a[upper + 1]);
            c10 = a1.fma(x0, c10);
            var a2 = FloatVector.broadcast(SPECIES, a[upper + 2]);
            c20 = a2.fma(x0, c20);
            var a3 = FloatVector.broadcast(SPECIES, a[upper + 3]);
            c30 = a3.fma(x0, c30);
            var a4 = FloatVector.broadcast(SPECIES, a[lower]);
            c40 = a4.fma(x0, c40);
            var a5 = FloatVector.broadcast(SPECIES, a[lower + 1]);
            c50 = a5.fma(x0, c50);
            var a6 = FloatVector.broadcast(SPECIES, a[lower + 2]);
            c60 = a6.fma(x0, c60);
            var a7 = FloatVector.broadcast(SPECIES, a[lower + 3]);
            c70 = a7.fma(x0, c70);
            xi += ld;
            upper += ROWS;
            lower += ROWS;
        }
        c00.intoArray(c, ci);
        c10.intoArray(c, ci + ld);
        c20.intoArray(c, ci + 2 * ld);
        c30.intoArray(c, ci + 3 * ld);
        c40.intoArray(c, ci + 4 * ld);
        c50.intoArray(c, ci + 5 * ld);
        c60.intoArray(c, ci + 6 * ld);
        c70.intoArray(c, ci + 7 * ld);
    }

    /** Four rows (one panel) by two vectors. */
    static void fourByTwo(float[] a, int ai, int depth, float[] x, int xi, float[] c, int ci, int ld) {
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
            xi += ld;
            ai += ROWS;
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

    /** Four rows (one panel) by one vector. */
    static void fourByOne(float[] a, int ai, int depth, float[] x, int xi, float[] c, int ci, int ld) {
        var c00 = FloatVector.fromArray(SPECIES, c, ci);
        var c10 = FloatVector.fromArray(SPECIES, c, ci + ld);
        var c20 = FloatVector.fromArray(SPECIES, c, ci + 2 * ld);
        var c30 = FloatVector.fromArray(SPECIES, c, ci + 3 * ld);
        for (int k = 0; k < depth; k++) {
            var x0 = FloatVector.fromArray(SPECIES, x, xi);
            var a0 = FloatVector.broadcast(SPECIES, a[ai]);
            c00 = a0.fma(x0, c00);
            var a1 = FloatVector.broadcast(SPECIES, a[ai + 1]);
            c10 = a1.fma(x0, c10);
            var a2 = FloatVector.broadcast(SPECIES, a[ai + 2]);
            c20 = a2.fma(x0, c20);
            var a3 = FloatVector.broadcast(SPECIES, a[ai + 3]);
            c30 = a3.fma(x0, c30);
            xi += ld;
            ai += ROWS;
        }
        c00.intoArray(c, ci);
        c10.intoArray(c, ci + ld);
        c20.intoArray(c, ci + 2 * ld);
        c30.intoArray(c, ci + 3 * ld);
    }

    /** One row (of a panel that is not full) by one vector. */
    static void oneByOne(float[] a, int ai, int depth, float[] x, int xi, float[] c, int ci, int ld) {
        var c00 = FloatVector.fromArray(SPECIES, c, ci);
        for (int k = 0; k < depth; k++) {
            var x0 = FloatVector.fromArray(SPECIES, x, xi);
            var a0 = FloatVector.broadcast(SPECIES, a[ai]);
            c00 = a0.fma(x0, c00);
            xi += ld;
            ai += ROWS;
        }
        c00.intoArray(c, ci);
    }
}
