package rnnlab.kernel;

import static rnnlab.kernel.Tiles.UNROLLED;
import static rnnlab.kernel.Vectors.ALIGNED;
import static rnnlab.kernel.Vectors.WIDTH;

import java.util.Arrays;

/**
 * A matrix A[groups*J][K], the J rows of each gate under one another, copied into panels of some rows, each [K][rows], so that the
 * product C += A X reads it as one stream.
 *
 * <p>Each number of C takes up one chain of fused multiply-adds for every {@link #DEPTH} numbers of K, whatever {@link Tiles tile}
 * computes it: the result does not depend on how the work is shared out among threads.
 */
final class Panels {
    /** Rows and columns of X that stay in the nearer caches while all of A passes by. */
    private static final int DEPTH = 256;

    private static final int COLUMNS = 64;
    /** Columns of a tile. */
    private static final int TILE = Tiles.PACKED_VECTORS * WIDTH;
    /**
     * A copy of such a part of X, unless it is one tile's panel as it lies: a fixed distance between rows spares the tile its bounds
     * checks. It begins at a cache line, see {@link Vectors#aligned}.
     */
    private static final ThreadLocal<float[]> COPY = ThreadLocal.withInitial(() -> Vectors.aligned(DEPTH * COLUMNS));

    private final float[] a;
    private final int groups;
    private final int rows;
    private final int depth;
    /** The depth, rounded up to what a tile takes: the rest of A is zero. */
    private final int room;

    /** Room for A[groups*rows][depth]. */
    Panels(int groups, int rows, int depth) {
        this.groups = groups;
        this.rows = rows;
        this.depth = depth;
        this.room = room(depth);
        this.a = new float[groups * rows * room];
    }

    /** {@code depth}, rounded up to a multiple of what a tile takes at a time. */
    private static int room(int depth) {
        return (depth + UNROLLED - 1) / UNROLLED * UNROLLED;
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
        for (int group = 0; group < groups; group++) {
            for (int p = 0; p < count(rows); p++) {
                int first = group * rows + first(rows, p), end = group * rows + first(rows, p + 1);
                int to = first * room;
                for (int k = 0; k < depth; k++) {
                    int from = at + first * rowStride + k * depthStride;
                    for (int j = first; j < end; j++, from += rowStride) {
                        a[to++] = w[from];
                    }
                }
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
                boolean panel = ld == width && ld <= TILE && count == room(count);
                float[] panels = panel ? x : copy(x, part, ld, count, width);
                block(k, count, panels, panel ? part : ALIGNED, c, cAt + n, ld, width, firstPanel, endPanel);
            }
        }
    }

    /** X[count][ld] in panels of a tile's columns or less, each [count][vectors], the count rounded up by rows of zeros. */
    private static float[] copy(float[] x, int at, int ld, int count, int columns) {
        float[] copy = COPY.get();
        for (int n = 0, to = ALIGNED; n < columns; n += TILE) {
            int width = Math.min(TILE, columns - n);
            for (int k = 0; k < count; k++, to += width) {
                System.arraycopy(x, at + k * ld + n, copy, to, width);
            }
            int end = to + (room(count) - count) * width;
            Arrays.fill(copy, to, end, 0f);
            to = end;
        }
        return copy;
    }

    /** The share of {@code count} rows of X, which lie in panels from x[xAt] on, from number k on. */
    private void block(int k, int count, float[] x, int xAt, float[] c, int cAt, int ldc, int width, int from, int to) {
        for (int group = 0; group < groups; group++) {
            for (int p = from; p < to; p++) {
                int first = group * rows + first(rows, p), height = first(rows, p + 1) - first(rows, p);
                int ai = first * room + k * height, ci = cAt + first * ldc;
                for (int n = 0; n < width; n += TILE) {
                    int vectors = Math.min(TILE, width - n) / WIDTH;
                    Tiles.packed(height, vectors, a, ai, room(count), x, xAt + n * room(count), c, ci + n, ldc);
                }
            }
        }
    }
}
