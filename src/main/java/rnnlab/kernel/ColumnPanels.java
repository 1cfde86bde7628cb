package rnnlab.kernel;

import static rnnlab.kernel.Vectors.WIDTH;

/**
 * A matrix X[depth][columns] copied into panels of a few vectors of columns, each [depth][vectors], so that the product C += A X reads
 * it as one stream. A is read where it is: worth it when A is used once, as the gradients are in a weight gradient.
 */
final class ColumnPanels {
    /** Rows of X that stay in the nearer caches while all rows of A pass by. */
    private static final int DEPTH = 128;

    private static final int PANEL = Tiles.IN_PLACE_VECTORS * WIDTH;

    private ColumnPanels() {}

    /** {@code columns}, rounded up to whole vectors. */
    static int width(int columns) {
        return (columns + WIDTH - 1) / WIDTH * WIDTH;
    }

    /**
     * Makes the panels of X = Mᵀ.
     *
     * @param m M[columns][ld], of which {@code depth} columns count
     * @param to room for depth * width(columns) numbers
     */
    static void transpose(float[] m, int at, int ld, int columns, int depth, float[] to, int toAt) {
        for (int first = 0; first < columns; first += PANEL) {
            int panel = toAt + first * depth, vectors = Math.min(PANEL, width(columns) - first);
            for (int n = first; n < columns && n < first + PANEL; n += WIDTH) {
                int end = Math.min(columns, n + WIDTH);
                for (int k = 0; k < depth; k++) {
                    int target = panel + k * vectors + n - first;
                    int source = at + n * ld + k;
                    for (int i = n; i < end; i++, source += ld) {
                        to[target++] = m[source];
                    }
                }
            }
        }
    }

    /** C[rows][ldc] += A[rows][lda] X, for {@code depth} columns of A and the {@code width} columns of X that are in the panels. */
    static void multiply(
            float[] a,
            int at,
            int lda,
            int rows,
            int depth,
            float[] x,
            int xAt,
            int width,
            float[] c,
            int cAt,
            int ldc) {
        for (int n = 0; n < width; n += PANEL) {
            int columns = Math.min(PANEL, width - n), vectors = columns / WIDTH;
            for (int k = 0; k < depth; k += DEPTH) {
                int count = Math.min(DEPTH, depth - k), panel = xAt + n * depth + k * columns;
                for (int j = 0; j < rows; j += Tiles.IN_PLACE_ROWS) {
                    int height = Math.min(Tiles.IN_PLACE_ROWS, rows - j);
                    int row = at + j * lda + k;
                    Tiles.inPlace(height, vectors, a, row, lda, count, x, panel, c, cAt + j * ldc + n, ldc);
                }
            }
        }
    }
}
