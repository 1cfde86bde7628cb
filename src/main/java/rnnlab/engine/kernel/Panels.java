package rnnlab.engine.kernel;

import static rnnlab.engine.kernel.Lanes.LANES;

/**
 * A matrix A[groups*J][K], the J rows of each gate under one another, copied into panels of some rows, each [K][rows], so that the
 * product C += A X reads it as one stream.
 *
 * <p>Each number of C is one chain of fused multiply-adds over k = 0, 1, ... K-1, whatever {@link Tiles tile} computes it: the
 * result does not depend on how the work is shared out among threads.
 */
final class Panels {
    /** Rows and columns of X that stay in the first-level cache, 16 KB, while all of A passes by. */
    private static final int DEPTH = 64;

    private static final int COLUMNS = 64;
    /** Columns of a tile. */
    private static final int WIDTH = Tiles.PACKED_VECTORS * LANES;
    /** A copy of such a part of X, unless it is one tile's panel as it lies: a fixed distance between rows spares the tile its bounds checks. */
    private static final ThreadLocal<float[]> COPY = ThreadLocal.withInitial(() -> new float[DEPTH * COLUMNS]);

    private final float[] a;
    private final int groups;
    private final int rows;
    private final int depth;

    /** Room for A[groups*rows][depth]. */
    Panels(int groups, int rows, int depth) {
        this.groups = groups;
        this.rows = rows;
        this.depth = depth;
        this.a = new float[groups * rows * depth];
    }

    /** The number of panels of {@code rows} rows: as few as the registers allow. */
    static int count(int rows) {
        return (rows + Tiles.PACKED_ROWS - 1) / Tiles.PACKED_ROWS;
    }

    /** The first row of a panel: they are as equal as they can be. */
    static int first(int rows, int panel) {
        return (int) ((long) panel * rows / count(rows));
    }

    /** Copies A, whose element (j, k) is w[at + j*rowStride + k*depthStride]. */
    void pack(float[] w, int at, int rowStride, int depthStride) {
        for (int group = 0; group < groups; group++)
            for (int p = 0; p < count(rows); p++) {
                int first = group * rows + first(rows, p), end = group * rows + first(rows, p + 1);
                int to = first * depth;
                for (int k = 0; k < depth; k++) {
                    int from = at + first * rowStride + k * depthStride;
                    for (int j = first; j < end; j++, from += rowStride) a[to++] = w[from];
                }
            }
    }

    /** C[groups*J][ld] += A X[K][ld] for the first {@code columns} columns, whole vectors, of all rows. */
    void multiply(float[] x, int xAt, float[] c, int cAt, int ld, int columns) {
        multiply(x, xAt, c, cAt, ld, columns, 0, count(rows));
    }

    /** The same for the panels [firstPanel, endPanel) of each group. */
    void multiply(float[] x, int xAt, float[] c, int cAt, int ld, int columns, int firstPanel, int endPanel) {
        for (int n = 0; n < columns; n += COLUMNS) {
            int width = Math.min(COLUMNS, columns - n);
            for (int k = 0; k < depth; k += DEPTH) {
                int count = Math.min(DEPTH, depth - k), part = xAt + k * ld + n;
                if (ld == width && ld <= WIDTH) block(k, count, x, part, c, cAt, ld, width, firstPanel, endPanel);
                else block(k, count, copy(x, part, ld, count, width), 0, c, cAt + n, ld, width, firstPanel, endPanel);
            }
        }
    }

    /** X[count][ld] in panels of a tile's columns or less, each [count][vectors]. */
    private static float[] copy(float[] x, int at, int ld, int count, int columns) {
        float[] copy = COPY.get();
        for (int n = 0, to = 0; n < columns; n += WIDTH) {
            int width = Math.min(WIDTH, columns - n);
            for (int k = 0; k < count; k++, to += width) System.arraycopy(x, at + k * ld + n, copy, to, width);
        }
        return copy;
    }

    /** The share of {@code count} rows of X, which lie in panels from x[xAt] on, from number k on. */
    private void block(int k, int count, float[] x, int xAt, float[] c, int cAt, int ldc, int width, int from, int to) {
        for (int group = 0; group < groups; group++)
            for (int p = from; p < to; p++) {
                int first = group * rows + first(rows, p), height = first(rows, p + 1) - first(rows, p);
                int ai = first * depth + k * height, ci = cAt + first * ldc;
                for (int n = 0; n < width; n += WIDTH) {
                    int vectors = Math.min(WIDTH, width - n) / LANES;
                    Tiles.packed(height, vectors, a, ai, count, x, xAt + n * count, c, ci + n, ldc);
                }
            }
    }
}
