package rnnlab.kernel;

/**
 * Some time steps side by side: [T][rows][B] as blocks [rows][{@link #BLOCK}] of columns, a column being one step of
 * one sequence. So a task has the same number of columns whatever the batch is.
 */
final class ColumnBlocks {
    /** Columns of a block. */
    static final int BLOCK = 64;

    private final int rows;
    private final int paddedBatch;
    private final float[] blocks;

    /** @param columns the most columns */
    ColumnBlocks(int rows, int columns, int paddedBatch) {
        this.rows = rows;
        this.paddedBatch = paddedBatch;
        this.blocks = new float[rows * count(columns) * BLOCK];
    }

    /** The blocks that so many columns fill, the last one perhaps in part. */
    static int count(int columns) {
        return (columns + BLOCK - 1) / BLOCK;
    }

    /** All blocks, one after the other. */
    float[] array() {
        return blocks;
    }

    /** Where a block begins in {@link #array}. */
    int at(int block) {
        return block * rows * BLOCK;
    }

    /** Takes the {@code columns} columns from steps[at] on, [T][rows][B], into the blocks. */
    void gather(float[] steps, int at, int columns) {
        copy(steps, at, columns, true);
    }

    /** Writes the blocks' first {@code columns} columns to steps[at ...), [T][rows][B]. */
    void scatter(float[] steps, int at, int columns) {
        copy(steps, at, columns, false);
    }

    private void copy(float[] steps, int at, int columns, boolean toBlocks) {
        for (int column = 0, length; column < columns; column += length) {
            int n = column % paddedBatch, inBlock = column % BLOCK;
            length = Math.min(paddedBatch - n, BLOCK - inBlock);
            for (int k = 0; k < rows; k++) {
                int step = at + (column / paddedBatch * rows + k) * paddedBatch + n;
                int block = (column / BLOCK * rows + k) * BLOCK + inBlock;
                if (toBlocks) {
                    System.arraycopy(steps, step, blocks, block, length);
                } else {
                    System.arraycopy(blocks, block, steps, step, length);
                }
            }
        }
    }
}
