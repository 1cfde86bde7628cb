package rnnlab.kernel;

import static rnnlab.kernel.Vectors.WIDTH;

/**
 * dW[J][K] += sum over t of D_t[J][B] X_t[K][B]ᵀ for matrices of few columns: each number is a dot product, taken by
 * vectors along the batch.
 */
final class DotProducts {
    private final int rows;
    private final int depth;
    private final int paddedBatch;
    /** For each task the sums of a tile before the numbers of its vectors are added up. */
    private final float[][] scratch;

    DotProducts(int rows, int depth, int paddedBatch) {
        this.rows = rows;
        this.depth = depth;
        this.paddedBatch = paddedBatch;
        int tasks = (rows + Tiles.DOTS_ROWS - 1) / Tiles.DOTS_ROWS;
        this.scratch = new float[tasks][Tiles.DOTS_ROWS * Tiles.DOTS_COLUMNS * WIDTH];
    }

    /** Into how many tasks the rows are shared out. */
    int tasks() {
        return scratch.length;
    }

    /** The first row of a task; that of the next one, where the rows end, is {@link #end}. */
    int first(int task) {
        return task * Tiles.DOTS_ROWS;
    }

    /** The row after the last one of a task. */
    int end(int task) {
        return Math.min(rows, first(task) + Tiles.DOTS_ROWS);
    }

    /** The rows of one task. */
    void add(int task, Slice d, Slice x, int steps, Slice gradients) {
        int from = first(task), count = end(task) - from;
        float[] dArray = d.array(), xArray = x.array(), g = gradients.array(), sums = scratch[task];
        int row = d.at() + from * paddedBatch, gAt = gradients.at() + from * depth;
        int dStep = (rows - 1) * paddedBatch, xStep = (depth - 1) * paddedBatch;
        for (int k = 0; k < depth; k += Tiles.DOTS_COLUMNS) {
            int columns = Math.min(Tiles.DOTS_COLUMNS, depth - k), column = x.at() + k * paddedBatch;
            Tiles.dots(
                    count,
                    columns,
                    dArray,
                    row,
                    dStep,
                    xArray,
                    column,
                    xStep,
                    paddedBatch,
                    steps,
                    sums,
                    g,
                    gAt + k,
                    depth);
        }
    }
}
