package rnnlab.kernel;

import static rnnlab.kernel.Vectors.SPECIES;
import static rnnlab.kernel.Vectors.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * Y[rows][columns] += A[rows][depth] X[depth][columns], where each number is a vector along the batch: as many matrix
 * products at once as a vector has lanes, each example with its own three matrices.
 *
 * <p>Every factor is loaded as it lies, none is spread over a vector, so a tile of {@value #ROWS} by {@value #COLUMNS}
 * vectors multiplies more often than it loads. Each number of Y is one chain of fused multiply-adds in the order of the
 * depth.
 */
final class LaneProducts {
    /** The rows are a multiple of this. */
    static final int ROWS = 4;
    /** The columns are a multiple of this. */
    static final int COLUMNS = 2;

    private LaneProducts() {}

    /** {@code count}, rounded up to what {@link #ROWS} and {@link #COLUMNS} divide. */
    static int pad(int count) {
        return (count + ROWS - 1) / ROWS * ROWS;
    }

    /** Where a matrix of vectors begins in an array, and the distances from row to row and from column to column. */
    record Matrix(float[] array, int at, int row, int column) {
        /** Rows of {@code columns} vectors. */
        static Matrix of(float[] array, int columns) {
            return new Matrix(array, 0, columns * WIDTH, WIDTH);
        }

        Matrix transposed() {
            return new Matrix(array, at, column, row);
        }
    }

    /** Y += A X for so many rows and columns of Y, whole tiles. */
    static void add(int rows, int columns, int depth, Matrix a, Matrix x, Matrix y) {
        for (int c = 0; c < columns; c += COLUMNS) {
            for (int r = 0; r < rows; r += ROWS) {
                tile(
                        depth,
                        a.array,
                        a.at + r * a.row,
                        a.row,
                        a.column,
                        x.array,
                        x.at + c * x.column,
                        x.row,
                        x.column,
                        y.array,
                        y.at + r * y.row + c * y.column,
                        y.row,
                        y.column);
            }
        }
    }

    /** One tile; k runs along A's columns and X's rows. As in {@code Tiles}, sums are only ever arguments of calls. */
    private static void tile(
            int depth,
            float[] a,
            int ai,
            int aRow,
            int aStep,
            float[] x,
            int xi,
            int xStep,
            int xColumn,
            float[] y,
            int yi,
            int yRow,
            int yColumn) {
        var y00 = FloatVector.fromArray(SPECIES, y, yi);
        var y01 = FloatVector.fromArray(SPECIES, y, yi + yColumn);
        var y10 = FloatVector.fromArray(SPECIES, y, yi + yRow);
        var y11 = FloatVector.fromArray(SPECIES, y, yi + yRow + yColumn);
        var y20 = FloatVector.fromArray(SPECIES, y, yi + 2 * yRow);
        var y21 = FloatVector.fromArray(SPECIES, y, yi + 2 * yRow + yColumn);
        var y30 = FloatVector.fromArray(SPECIES, y, yi + 3 * yRow);
        var y31 = FloatVector.fromArray(SPECIES, y, yi + 3 * yRow + yColumn);
        for (int k = 0; k < depth; k++) {
            var x0 = FloatVector.fromArray(SPECIES, x, xi);
            var x1 = FloatVector.fromArray(SPECIES, x, xi + xColumn);
            var a0 = FloatVector.fromArray(SPECIES, a, ai);
            y00 = a0.fma(x0, y00);
            y01 = a0.fma(x1, y01);
            var a1 = FloatVector.fromArray(SPECIES, a, ai + aRow);
            y10 = a1.fma(x0, y10);
            y11 = a1.fma(x1, y11);
            var a2 = FloatVector.fromArray(SPECIES, a, ai + 2 * aRow);
            y20 = a2.fma(x0, y20);
            y21 = a2.fma(x1, y21);
            var a3 = FloatVector.fromArray(SPECIES, a, ai + 3 * aRow);
            y30 = a3.fma(x0, y30);
            y31 = a3.fma(x1, y31);
            xi += xStep;
            ai += aStep;
        }
        var zero = FloatVector.zero(SPECIES);
        zero.add(y00).intoArray(y, yi);
        zero.add(y01).intoArray(y, yi + yColumn);
        zero.add(y10).intoArray(y, yi + yRow);
        zero.add(y11).intoArray(y, yi + yRow + yColumn);
        zero.add(y20).intoArray(y, yi + 2 * yRow);
        zero.add(y21).intoArray(y, yi + 2 * yRow + yColumn);
        zero.add(y30).intoArray(y, yi + 3 * yRow);
        zero.add(y31).intoArray(y, yi + 3 * yRow + yColumn);
    }
}
