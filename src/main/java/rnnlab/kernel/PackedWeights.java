package rnnlab.kernel;

import static rnnlab.kernel.Vectors.ALIGNED;
import static rnnlab.kernel.Vectors.WIDTH;

/**
 * A matrix A[groups*J][K], the J rows of each gate under one another, copied into panels of some rows, each [K][rows],
 * so that the product Y += A X reads it as one stream.
 *
 * <p>Each number of Y takes up one chain of fused multiply-adds for every {@link #DEPTH} numbers of K, whatever
 * {@link Tiles tile} computes it: the result does not depend on how the work is shared out among threads.
 */
final class PackedWeights {
    /** Rows and columns of X that stay in the nearer caches while all of A passes by. */
    private static final int DEPTH = 256;

    private static final int COLUMNS = 64;
    /** Columns of a tile. */
    private static final int TILE = Tiles.PACKED_VECTORS * WIDTH;
    /**
     * A copy of such a part of X, unless it is one tile's panel as it lies: a fixed distance between rows spares the
     * tile its bounds checks. It begins at a cache line, see {@link Vectors#aligned}.
     */
    private static final ThreadLocal<float[]> COPY = ThreadLocal.withInitial(() -> Vectors.aligned(DEPTH * COLUMNS));

    private final float[] a;
    private final int groups;
    private final int rows;
    private final int depth;
    private final int stride;
    private final UnitRange all;

    /**
     * Room for A[groups*rows][depth].
     *
     * @param stride the numbers from one row of X to the next, and of Y
     */
    PackedWeights(int groups, int rows, int depth, int stride) {
        this.groups = groups;
        this.rows = rows;
        this.depth = depth;
        this.stride = stride;
        this.a = new float[groups * rows * depth];
        this.all = UnitRange.all(rows);
    }

    /** The number of panels of {@code rows} rows: as few as the registers allow. */
    static int panels(int rows) {
        return (rows + Tiles.PACKED_ROWS - 1) / Tiles.PACKED_ROWS;
    }

    /** The first row of a panel: they are as equal as they can be. */
    static int firstRow(int rows, int panel) {
        return (int) ((long) panel * rows / panels(rows));
    }

    /** Copies A, whose element (j, k) is w[at + j*rowStride + k*depthStride]. */
    void pack(float[] w, int at, int rowStride, int depthStride) {
        for (int group = 0; group < groups; group++) {
            for (int p = 0; p < panels(rows); p++) {
                int first = group * rows + firstRow(rows, p), end = group * rows + firstRow(rows, p + 1);
                int to = first * depth;
                for (int k = 0; k < depth; k++) {
                    int from = at + first * rowStride + k * depthStride;
                    for (int j = first; j < end; j++, from += rowStride) {
                        a[to++] = w[from];
                    }
                }
            }
        }
    }

    /** Y[groups*J][stride] += A X[K][stride], for some rows of each group. */
    void multiply(float[] x, int xAt, float[] y, int yAt, UnitRange part) {
        multiply(x, xAt, y, yAt, stride, part);
    }

    /** The same for all rows, but only the first {@code columns} columns, whole vectors. */
    void multiply(float[] x, int xAt, float[] y, int yAt, int columns) {
        multiply(x, xAt, y, yAt, columns, all);
    }

    private void multiply(float[] x, int xAt, float[] y, int yAt, int columns, UnitRange part) {
        for (int n = 0; n < columns; n += COLUMNS) {
            int width = Math.min(COLUMNS, columns - n);
            for (int k = 0; k < depth; k += DEPTH) {
                int count = Math.min(DEPTH, depth - k), from = xAt + k * stride + n;
                boolean panel = stride == width && stride <= TILE;
                float[] panels = panel ? x : copy(x, from, count, width);
                block(k, panels, panel ? from : ALIGNED, y, yAt + n, width, part);
            }
        }
    }

    /**
     * X[count][stride] in panels of a tile's columns or less, each [count][vectors].
     */
    private float[] copy(float[] x, int at, int count, int columns) {
        float[] copy = COPY.get();
        for (int n = 0, to = ALIGNED; n < columns; n += TILE) {
            int width = Math.min(TILE, columns - n);
            for (int k = 0; k < count; k++, to += width) {
                System.arraycopy(x, at + k * stride + n, copy, to, width);
            }
        }
        return copy;
    }

    /** The share of the rows of X from number k on, which lie in panels from x[xAt] on. */
    private void block(int k, float[] x, int xAt, float[] y, int yAt, int width, UnitRange part) {
        int count = Math.min(DEPTH, depth - k);
        for (int group = 0; group < groups; group++) {
            for (int p = part.firstPanel(); p < part.endPanel(); p++) {
                int first = group * rows + firstRow(rows, p), height = firstRow(rows, p + 1) - firstRow(rows, p);
                int ai = first * depth + k * height, yi = yAt + first * stride;
                for (int n = 0; n < width; n += TILE) {
                    int vectors = Math.min(TILE, width - n) / WIDTH;
                    Tiles.packed(height, vectors, a, ai, count, x, xAt + n * count, y, yi + n, stride);
                }
            }
        }
    }
}
