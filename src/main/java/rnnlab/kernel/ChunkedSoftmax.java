package rnnlab.kernel;

import static rnnlab.kernel.ColumnBlocks.BLOCK;
import static rnnlab.kernel.Vectors.SPECIES;
import static rnnlab.kernel.Vectors.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * Softmax over many classes in chunks that stay in the cache: each chunk takes its exponentials relative to its own
 * greatest logit, and a factor for each chunk makes them probabilities.
 *
 * <p>Columns lie in blocks of {@link ColumnBlocks#BLOCK}; a task does what is to be done for one block.
 */
final class ChunkedSoftmax {
    /** Classes of one chunk: with a block's columns 64 KB of logits. */
    static final int CHUNK = 256;

    private final int classes;
    private final int columnRoom;
    private final int chunks;
    /** Logits, then exponentials, then gradients of the logits, block by block [V][BLOCK]. */
    private final float[] logits;
    /** The greatest logit of each chunk, [chunks][columns]. */
    private final float[] greatest;
    /** The sum of the exponentials of each chunk, then the factor from them to probabilities, likewise. */
    private final float[] factor;

    /** @param columns the most columns */
    ChunkedSoftmax(int classes, int columns) {
        this.classes = classes;
        this.columnRoom = ColumnBlocks.count(columns) * BLOCK;
        this.chunks = (classes + CHUNK - 1) / CHUNK;
        this.logits = new float[classes * columnRoom];
        this.greatest = new float[chunks * columnRoom];
        this.factor = new float[chunks * columnRoom];
    }

    /** Into how many chunks the classes are cut. */
    int chunks() {
        return chunks;
    }

    /** The classes of a chunk. */
    int size(int chunk) {
        return Math.min(CHUNK, classes - chunk * CHUNK);
    }

    /** Where logits are to be put and gradients of them are found, see {@link #at}. */
    float[] array() {
        return logits;
    }

    /** Where the row of a class begins in a block's part of {@link #array}. */
    int at(int block, int label) {
        return (block * classes + label) * BLOCK;
    }

    /** The logits of one chunk become exponentials, in the first {@code count} columns of a block. */
    void exponentials(int block, int chunk, int count) {
        int at = at(block, chunk * CHUNK), size = size(chunk), column = chunk * columnRoom + block * BLOCK;
        for (int n = 0; n < count; n += WIDTH) {
            greatest(at + n, size, column + n);
            exponentialsOf(at + n, size, column + n);
        }
    }

    /** The greatest of the {@code size} logits of a chunk, in the columns of one vector. */
    private void greatest(int at, int size, int to) {
        var max = FloatVector.fromArray(SPECIES, logits, at);
        for (int j = 1; j < size; j++) {
            max = FloatVector.fromArray(SPECIES, logits, at + j * BLOCK).max(max);
        }
        max.intoArray(greatest, to);
    }

    /** Logits become exp(logit - greatest of the chunk); their sum goes to {@code factor}. */
    private void exponentialsOf(int at, int size, int to) {
        var max = FloatVector.fromArray(SPECIES, greatest, to);
        var sum = FloatVector.zero(SPECIES);
        for (int j = 0; j < size; j++) {
            var e = Elementary.exp(
                    FloatVector.fromArray(SPECIES, logits, at + j * BLOCK).sub(max));
            e.intoArray(logits, at + j * BLOCK);
            sum = e.add(sum);
        }
        sum.intoArray(factor, to);
    }

    /**
     * When all chunks of a column are exponentials: computes the factors that make them probabilities.
     *
     * @return ln of the sum of exp(logit) over all classes
     */
    double combine(int column) {
        int end = chunks * columnRoom;
        float max = greatest[column];
        for (int i = column; i < end; i += columnRoom) {
            max = Math.max(max, greatest[i]);
        }
        double sum = 0;
        for (int i = column; i < end; i += columnRoom) {
            greatest[i] = (float) Math.exp(greatest[i] - max);
            sum += greatest[i] * factor[i];
        }
        for (int i = column; i < end; i += columnRoom) {
            factor[i] = (float) (greatest[i] / sum);
        }
        return Math.log(sum) + max;
    }

    /** After {@link #combine}. */
    float probability(int column, int label) {
        return logits[at(column / BLOCK, label) + column % BLOCK] * factor[label / CHUNK * columnRoom + column];
    }

    /**
     * Exponentials become probabilities times weight times scale, in the first {@code count} columns of a block.
     *
     * @param weights of all columns
     */
    void weigh(int block, int chunk, int count, float[] weights, float scale) {
        int at = at(block, chunk * CHUNK), size = size(chunk), first = block * BLOCK;
        for (int n = 0; n < count; n += WIDTH) {
            var by = FloatVector.fromArray(SPECIES, factor, chunk * columnRoom + first + n)
                    .mul(FloatVector.fromArray(SPECIES, weights, first + n))
                    .mul(scale);
            for (int row = at + n, end = row + size * BLOCK; row < end; row += BLOCK) {
                FloatVector.fromArray(SPECIES, logits, row).mul(by).intoArray(logits, row);
            }
        }
    }
}
