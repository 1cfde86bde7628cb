package rnnlab.kernel;

import static rnnlab.kernel.Vectors.ALIGNED;
import static rnnlab.kernel.Vectors.WIDTH;

/**
 * Some matrices X = Mᵀ, [depth][columns] each, copied into panels of a few vectors of columns, each [depth][vectors],
 * so that the product Y += A X reads X as one stream. A is read where it is: worth it when A is used once, as the
 * gradients are in a weight gradient.
 */
final class PackedTranspose {
    /** Rows of X that stay in the nearer caches while all rows of A pass by. */
    private static final int DEPTH = 128;

    private static final int PANEL = Tiles.IN_PLACE_VECTORS * WIDTH;

    private final int columns;
    private final int stride;
    /** The columns, rounded up to whole vectors: so many has Y. */
    private final int width;

    private final int[] depths;
    /** All panels, from {@link Vectors#ALIGNED} on. */
    private final float[] panels;

    /**
     * @param columns the columns of X, the rows of M
     * @param stride from a row of M to the next, as from a row of A to the next; the most that depth can be
     * @param panels an array of {@link #length} numbers for each matrix, and {@link Vectors#ALIGNED} before them
     */
    PackedTranspose(int columns, int stride, int matrices, float[] panels) {
        this.columns = columns;
        this.stride = stride;
        this.width = width(columns);
        this.depths = new int[matrices];
        this.panels = panels;
    }

    /** {@code columns}, rounded up to whole vectors. */
    static int width(int columns) {
        return (columns + WIDTH - 1) / WIDTH * WIDTH;
    }

    /** The numbers that one matrix takes. */
    static int length(int columns, int stride) {
        return width(columns) * stride;
    }

    /** Makes matrix number i from M[columns][stride] at m[at ...), of which {@code depth} columns count. */
    void pack(int i, float[] m, int at, int depth) {
        begin(i, depth);
        pack(i, 0, m, at, stride, depth);
    }

    /** Matrix number i will be made of parts, {@code depth} rows together. */
    void begin(int i, int depth) {
        depths[i] = depth;
    }

    /** Rows [first, first + count) of matrix number i, from the columns of M[columns][rowStride] at m[at ...). */
    void pack(int i, int first, float[] m, int at, int rowStride, int count) {
        float[] to = panels;
        int columns = this.columns, depth = depths[i], start = start(i);
        for (int left = 0; left < columns; left += PANEL) {
            int vectors = Math.min(PANEL, width - left), panel = start + left * depth + first * vectors;
            for (int n = left; n < columns && n < left + PANEL; n += WIDTH) {
                int end = Math.min(columns, n + WIDTH);
                for (int k = 0; k < count; k++) {
                    int target = panel + k * vectors + n - left;
                    int source = at + n * rowStride + k;
                    for (int j = n; j < end; j++, source += rowStride) {
                        to[target++] = m[source];
                    }
                }
            }
        }
    }

    /** Y[rows][width] += A[rows][stride] X with matrix number i, for as many columns of A as X has rows. */
    void multiply(int i, int rows, float[] a, int at, float[] y, int yAt) {
        float[] x = panels;
        int stride = this.stride, width = this.width, depth = depths[i], start = start(i);
        for (int n = 0; n < width; n += PANEL) {
            int columns = Math.min(PANEL, width - n), vectors = columns / WIDTH;
            for (int k = 0; k < depth; k += DEPTH) {
                int count = Math.min(DEPTH, depth - k), panel = start + n * depth + k * columns;
                for (int j = 0; j < rows; j += Tiles.IN_PLACE_ROWS) {
                    int height = Math.min(Tiles.IN_PLACE_ROWS, rows - j);
                    int row = at + j * stride + k;
                    Tiles.inPlace(height, vectors, a, row, stride, count, x, panel, y, yAt + j * width + n, width);
                }
            }
        }
    }

    private int start(int i) {
        return ALIGNED + i * stride * width;
    }
}
