package rnnlab.engine.kernel;

import static rnnlab.engine.kernel.Lanes.LANES;
import static rnnlab.engine.kernel.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * dW[J][K] += sum over t of D_t[J][B] X_t[K][B]ᵀ by vectors along the batch, for matrices of few columns.
 *
 * <p>Time and batch are one loop, not two: JDK 17's compiler keeps sums in registers across one loop only.
 */
final class Dots {
    static final int ROWS = 4;

    private Dots() {}

    /** The numbers of {@link #add}'s scratch: the sums of a tile before their lanes are added up. */
    static final int SCRATCH = 16 * LANES;

    /** Adds to the rows [from, to) of the gradient g[at ...); {@code from} is a multiple of {@link #ROWS}. */
    static void add(
            float[] d,
            float[] scratch,
            int dAt,
            int rows,
            float[] x,
            int xAt,
            int depth,
            int lanes,
            int steps,
            float[] g,
            int at,
            int from,
            int to) {
        int dStep = (rows - 1) * lanes;
        int xStep = (depth - 1) * lanes;
        int j = from;
        for (; j + ROWS <= to; j += ROWS) {
            int row = dAt + j * lanes;
            int k = 0;
            if (Lanes.MANY_REGISTERS)
                for (; k + 4 <= depth; k += 4)
                    fourByFour(
                            d,
                            scratch,
                            row,
                            dStep,
                            x,
                            xAt + k * lanes,
                            xStep,
                            lanes,
                            steps,
                            g,
                            at + j * depth + k,
                            depth);
            for (; k + 2 <= depth; k += 2)
                fourByTwo(
                        d, scratch, row, dStep, x, xAt + k * lanes, xStep, lanes, steps, g, at + j * depth + k, depth);
            for (; k < depth; k++)
                fourByOne(
                        d, scratch, row, dStep, x, xAt + k * lanes, xStep, lanes, steps, g, at + j * depth + k, depth);
        }
        for (; j < to; j++)
            for (int k = 0; k < depth; k++)
                oneByOne(
                        d,
                        scratch,
                        dAt + j * lanes,
                        dStep,
                        x,
                        xAt + k * lanes,
                        xStep,
                        lanes,
                        steps,
                        g,
                        at + j * depth + k);
    }

    /** The sum of a vector's numbers from first to last; reduceLanes leaves the order open. */
    private static float sum(float[] scratch, int at) {
        float sum = scratch[at];
        for (int i = at + 1; i < at + LANES; i++) sum += scratch[i];
        return sum;
    }

    /** db[J] += sum over t and columns of D_t, for the rows [from, to). */
    static void addRows(float[] d, int dAt, int rows, int lanes, int steps, float[] g, int at, int from, int to) {
        for (int j = from; j < to; j++) addRow(d, dAt + j * lanes, (rows - 1) * lanes, lanes, steps, g, at + j);
    }

    /** g[gi] += the sum of {@code steps} rows of {@code lanes} numbers that lie {@code lanes + dStep} apart. */
    static void addRow(float[] d, int di, int dStep, int lanes, int steps, float[] g, int gi) {
        var sum = FloatVector.zero(SPECIES);
        int left = lanes;
        for (int count = steps * (lanes / LANES); count > 0; count--) {
            sum = sum.add(FloatVector.fromArray(SPECIES, d, di));
            di += LANES;
            left -= LANES;
            if (left == 0) {
                left = lanes;
                di += dStep;
            }
        }
        g[gi] += Lanes.sum(sum);
    }

    private static void fourByFour(
            float[] d,
            float[] scratch,
            int di,
            int dStep,
            float[] x,
            int xi,
            int xStep,
            int lanes,
            int steps,
            float[] g,
            int gi,
            int ld) {
        var c00 = FloatVector.zero(SPECIES);
        var c01 = FloatVector.zero(SPECIES);
        var c02 = FloatVector.zero(SPECIES);
        var c03 = FloatVector.zero(SPECIES);
        var c10 = FloatVector.zero(SPECIES);
        var c11 = FloatVector.zero(SPECIES);
        var c12 = FloatVector.zero(SPECIES);
        var c13 = FloatVector.zero(SPECIES);
        var c20 = FloatVector.zero(SPECIES);
        var c21 = FloatVector.zero(SPECIES);
        var c22 = FloatVector.zero(SPECIES);
        var c23 = FloatVector.zero(SPECIES);
        var c30 = FloatVector.zero(SPECIES);
        var c31 = FloatVector.zero(SPECIES);
        var c32 = FloatVector.zero(SPECIES);
        var c33 = FloatVector.zero(SPECIES);
        int left = lanes;
        for (int count = steps * (lanes / LANES); count > 0; count--) {
            var x0 = FloatVector.fromArray(SPECIES, x, xi);
            var x1 = FloatVector.fromArray(SPECIES, x, xi + lanes);
            var x2 = FloatVector.fromArray(SPECIES, x, xi + 2 * lanes);
            var x3 = FloatVector.fromArray(SPECIES, x, xi + 3 * lanes);
            var d0 = FloatVector.fromArray(SPECIES, d, di);
            c00 = d0.fma(x0, c00);
            c01 = d0.fma(x1, c01);
            c02 = d0.fma(x2, c02);
            c03 = d0.fma(x3, c03);
            var d1 = FloatVector.fromArray(SPECIES, d, di + lanes);
            c10 = d1.fma(x0, c10);
            c11 = d1.fma(x1, c11);
            c12 = d1.fma(x2, c12);
            c13 = d1.fma(x3, c13);
            var d2 = FloatVector.fromArray(SPECIES, d, di + 2 * lanes);
            c20 = d2.fma(x0, c20);
            c21 = d2.fma(x1, c21);
            c22 = d2.fma(x2, c22);
            c23 = d2.fma(x3, c23);
            var d3 = FloatVector.fromArray(SPECIES, d, di + 3 * lanes);
            c30 = d3.fma(x0, c30);
            c31 = d3.fma(x1, c31);
            c32 = d3.fma(x2, c32);
            c33 = d3.fma(x3, c33);
            di += LANES;
            xi += LANES;
            left -= LANES;
            if (left == 0) {
                left = lanes;
                di += dStep;
                xi += xStep;
            }
        }
        c00.intoArray(scratch, 0);
        c01.intoArray(scratch, LANES);
        c02.intoArray(scratch, 2 * LANES);
        c03.intoArray(scratch, 3 * LANES);
        c10.intoArray(scratch, 4 * LANES);
        c11.intoArray(scratch, 5 * LANES);
        c12.intoArray(scratch, 6 * LANES);
        c13.intoArray(scratch, 7 * LANES);
        c20.intoArray(scratch, 8 * LANES);
        c21.intoArray(scratch, 9 * LANES);
        c22.intoArray(scratch, 10 * LANES);
        c23.intoArray(scratch, 11 * LANES);
        c30.intoArray(scratch, 12 * LANES);
        c31.intoArray(scratch, 13 * LANES);
        c32.intoArray(scratch, 14 * LANES);
        c33.intoArray(scratch, 15 * LANES);
        g[gi] += sum(scratch, 0);
        g[gi + 1] += sum(scratch, LANES);
        g[gi + 2] += sum(scratch, 2 * LANES);
        g[gi + 3] += sum(scratch, 3 * LANES);
        g[gi + ld] += sum(scratch, 4 * LANES);
        g[gi + ld + 1] += sum(scratch, 5 * LANES);
        g[gi + ld + 2] += sum(scratch, 6 * LANES);
        g[gi + ld + 3] += sum(scratch, 7 * LANES);
        g[gi + 2 * ld] += sum(scratch, 8 * LANES);
        g[gi + 2 * ld + 1] += sum(scratch, 9 * LANES);
        g[gi + 2 * ld + 2] += sum(scratch, 10 * LANES);
        g[gi + 2 * ld + 3] += sum(scratch, 11 * LANES);
        g[gi + 3 * ld] += sum(scratch, 12 * LANES);
        g[gi + 3 * ld + 1] += sum(scratch, 13 * LANES);
        g[gi + 3 * ld + 2] += sum(scratch, 14 * LANES);
        g[gi + 3 * ld + 3] += sum(scratch, 15 * LANES);
    }

    private static void fourByTwo(
            float[] d,
            float[] scratch,
            int di,
            int dStep,
            float[] x,
            int xi,
            int xStep,
            int lanes,
            int steps,
            float[] g,
            int gi,
            int ld) {
        var c00 = FloatVector.zero(SPECIES);
        var c01 = FloatVector.zero(SPECIES);
        var c10 = FloatVector.zero(SPECIES);
        var c11 = FloatVector.zero(SPECIES);
        var c20 = FloatVector.zero(SPECIES);
        var c21 = FloatVector.zero(SPECIES);
        var c30 = FloatVector.zero(SPECIES);
        var c31 = FloatVector.zero(SPECIES);
        int left = lanes;
        for (int count = steps * (lanes / LANES); count > 0; count--) {
            var x0 = FloatVector.fromArray(SPECIES, x, xi);
            var x1 = FloatVector.fromArray(SPECIES, x, xi + lanes);
            var d0 = FloatVector.fromArray(SPECIES, d, di);
            c00 = d0.fma(x0, c00);
            c01 = d0.fma(x1, c01);
            var d1 = FloatVector.fromArray(SPECIES, d, di + lanes);
            c10 = d1.fma(x0, c10);
            c11 = d1.fma(x1, c11);
            var d2 = FloatVector.fromArray(SPECIES, d, di + 2 * lanes);
            c20 = d2.fma(x0, c20);
            c21 = d2.fma(x1, c21);
            var d3 = FloatVector.fromArray(SPECIES, d, di + 3 * lanes);
            c30 = d3.fma(x0, c30);
            c31 = d3.fma(x1, c31);
            di += LANES;
            xi += LANES;
            left -= LANES;
            if (left == 0) {
                left = lanes;
                di += dStep;
                xi += xStep;
            }
        }
        c00.intoArray(scratch, 0);
        c01.intoArray(scratch, LANES);
        c10.intoArray(scratch, 2 * LANES);
        c11.intoArray(scratch, 3 * LANES);
        c20.intoArray(scratch, 4 * LANES);
        c21.intoArray(scratch, 5 * LANES);
        c30.intoArray(scratch, 6 * LANES);
        c31.intoArray(scratch, 7 * LANES);
        g[gi] += sum(scratch, 0);
        g[gi + 1] += sum(scratch, LANES);
        g[gi + ld] += sum(scratch, 2 * LANES);
        g[gi + ld + 1] += sum(scratch, 3 * LANES);
        g[gi + 2 * ld] += sum(scratch, 4 * LANES);
        g[gi + 2 * ld + 1] += sum(scratch, 5 * LANES);
        g[gi + 3 * ld] += sum(scratch, 6 * LANES);
        g[gi + 3 * ld + 1] += sum(scratch, 7 * LANES);
    }

    private static void fourByOne(
            float[] d,
            float[] scratch,
            int di,
            int dStep,
            float[] x,
            int xi,
            int xStep,
            int lanes,
            int steps,
            float[] g,
            int gi,
            int ld) {
        var c00 = FloatVector.zero(SPECIES);
        var c10 = FloatVector.zero(SPECIES);
        var c20 = FloatVector.zero(SPECIES);
        var c30 = FloatVector.zero(SPECIES);
        int left = lanes;
        for (int count = steps * (lanes / LANES); count > 0; count--) {
            var x0 = FloatVector.fromArray(SPECIES, x, xi);
            var d0 = FloatVector.fromArray(SPECIES, d, di);
            c00 = d0.fma(x0, c00);
            var d1 = FloatVector.fromArray(SPECIES, d, di + lanes);
            c10 = d1.fma(x0, c10);
            var d2 = FloatVector.fromArray(SPECIES, d, di + 2 * lanes);
            c20 = d2.fma(x0, c20);
            var d3 = FloatVector.fromArray(SPECIES, d, di + 3 * lanes);
            c30 = d3.fma(x0, c30);
            di += LANES;
            xi += LANES;
            left -= LANES;
            if (left == 0) {
                left = lanes;
                di += dStep;
                xi += xStep;
            }
        }
        c00.intoArray(scratch, 0);
        c10.intoArray(scratch, LANES);
        c20.intoArray(scratch, 2 * LANES);
        c30.intoArray(scratch, 3 * LANES);
        g[gi] += sum(scratch, 0);
        g[gi + ld] += sum(scratch, LANES);
        g[gi + 2 * ld] += sum(scratch, 2 * LANES);
        g[gi + 3 * ld] += sum(scratch, 3 * LANES);
    }

    private static void oneByOne(
            float[] d,
            float[] scratch,
            int di,
            int dStep,
            float[] x,
            int xi,
            int xStep,
            int lanes,
            int steps,
            float[] g,
            int gi) {
        var c00 = FloatVector.zero(SPECIES);
        int left = lanes;
        for (int count = steps * (lanes / LANES); count > 0; count--) {
            var x0 = FloatVector.fromArray(SPECIES, x, xi);
            var d0 = FloatVector.fromArray(SPECIES, d, di);
            c00 = d0.fma(x0, c00);
            di += LANES;
            xi += LANES;
            left -= LANES;
            if (left == 0) {
                left = lanes;
                di += dStep;
                xi += xStep;
            }
        }
        c00.intoArray(scratch, 0);
        g[gi] += sum(scratch, 0);
    }
}
