package rnnlab.engine;

import java.util.Arrays;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One array of all examples, example after example: numbers [N][T][size], or the indices [N][T] that stand for one-hot vectors
 * of that size (-1 for a vector of zeros). Data without time have T = 1. Windows over one long sequence are places in it.
 */
final class Block {

    final int count;
    final int steps;
    final int size;
    final boolean sequence;
    /** Numbers [N][T][size]; null where indices stand for them. */
    private float[] values;
    /** Indices [N][T]; null where they were not asked for. */
    private int[] indices;
    /** The place of each example's first step, [N]; null where one example follows the other. */
    private final int[] starts;

    private Block(int count, int steps, int size, boolean sequence, float[] values, int[] indices, int[] starts) {
        this.count = count;
        this.steps = steps;
        this.size = size;
        this.sequence = sequence;
        this.values = values;
        this.indices = indices;
        this.starts = starts;
    }

    static Block values(float[] values, int count, int steps, int size, boolean sequence) {
        return new Block(count, steps, size, sequence, values, null, null);
    }

    static Block indices(int[] indices, int count, int steps, int size, boolean sequence) {
        return new Block(count, steps, size, sequence, null, indices, null);
    }

    /** Windows over one long sequence of indices, which is not copied. */
    static Block windows(int[] indices, int[] starts, int steps, int size, boolean sequence) {
        return new Block(starts.length, steps, size, sequence, null, indices, starts);
    }

    /** Windows over one long sequence of single numbers, which is not copied. */
    static Block windows(float[] values, int[] starts, int steps) {
        return new Block(starts.length, steps, 1, true, values, null, starts);
    }

    /** Where a step of an example is in the arrays. */
    private int place(int example, int step) {
        return (starts == null ? example * steps : starts[example]) + step;
    }

    /** A Deeplearning4j array [N][size][T] or [N][size]; one-hot vectors are kept as indices. */
    static Block of(INDArray array) {
        return of(array, Optional.empty());
    }

    /** The same; whatever stands at the steps that the mask hides, zeros are kept. */
    static Block of(INDArray array, Optional<Block> mask) {
        if (array.rank() != 2 && array.rank() != 3) {
            throw new IllegalArgumentException(
                    "an array of examples has the shape [examples][size] or [examples][size][steps], not "
                            + Arrays.toString(array.shape()));
        }
        boolean sequence = array.rank() == 3;
        INDArray ordered = sequence ? array.permute(0, 2, 1) : array;
        float[] values = ordered.dup('c').data().asFloat();
        int size = (int) array.size(1);
        int steps = sequence ? (int) array.size(2) : 1;
        mask.filter(m -> m.covers((int) array.size(0), steps)).ifPresent(m -> m.hide(values, size));
        int[] hot = size > 1 ? oneHot(values, size) : null;
        return new Block((int) array.size(0), steps, size, sequence, hot == null ? values : null, hot, null);
    }

    /** Whether this, a mask, has a number for each step of so many examples. */
    private boolean covers(int count, int steps) {
        return this.count == count && this.steps == steps;
    }

    /** Puts zeros into numbers [N][T][size] at the steps that this, a mask, hides. */
    private void hide(float[] numbers, int size) {
        for (int step = 0; step < values.length; step++) {
            if (values[step] == 0) {
                Arrays.fill(numbers, step * size, (step + 1) * size, 0f);
            }
        }
    }

    /**
     * The same with zeros (index 0 where these are indices to look up) at the steps that a mask hides; unchanged when the mask is of
     * another shape, which is for others to say.
     */
    Block hidden(Optional<Block> mask) {
        if (mask.isEmpty() || starts != null || !mask.get().covers(count, steps)) {
            return this;
        }
        if (values == null) {
            int[] shown = indices.clone();
            for (int i = 0; i < shown.length; i++) {
                shown[i] = mask.get().values[i] == 0 ? 0 : shown[i];
            }
            return indices(shown, count, steps, size, sequence);
        }
        float[] shown = values.clone();
        mask.get().hide(shown, size);
        int[] hot = size > 1 ? oneHot(shown, size) : null;
        return new Block(count, steps, size, sequence, hot == null ? shown : null, hot, null);
    }

    /** A Deeplearning4j mask [N][T] (1 valid, 0 padding). */
    static Block mask(INDArray mask) {
        if (mask.rank() != 2) {
            throw new IllegalArgumentException(
                    "a mask has the shape [examples][steps], not " + Arrays.toString(mask.shape()));
        }
        Block block = values(mask.dup('c').data().asFloat(), (int) mask.size(0), (int) mask.size(1), 1, true);
        for (int i = 0; i < block.values.length; i++) {
            if (!(block.values[i] >= 0 && block.values[i] < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("mask: " + block.values[i] + " in example " + i / block.steps
                        + ", step " + i % block.steps + "; a mask has 1 where a step counts and 0 where it is hidden");
            }
        }
        return block;
    }

    /** The index of the single 1 in each vector, -1 for a vector of zeros; null when a vector is neither. */
    private static int[] oneHot(float[] values, int size) {
        int[] hot = new int[values.length / size];
        Arrays.fill(hot, -1);
        for (int i = 0; i < values.length; i++) {
            if (values[i] == 1 && hot[i / size] < 0) {
                hot[i / size] = i % size;
            } else if (values[i] != 0) {
                return null;
            }
        }
        return hot;
    }

    /** Whether each vector is one-hot, or each is one whole number. */
    boolean isIndices() {
        if (indices == null && size == 1) {
            int[] whole = new int[values.length];
            for (int i = 0; i < values.length; i++) {
                whole[i] = (int) values[i];
                if (whole[i] != values[i]) {
                    return false;
                }
            }
            indices = whole;
        }
        return indices != null;
    }

    /** Whether its vectors can stand for classes of so many: one-hot of this size, or one whole number each. */
    boolean sizeIs(int classes) {
        return size == classes || values != null && size == 1;
    }

    /** Data without time [N][T] as sequences of one number [N][T][1]: how Deeplearning4j gives indices to an embedding. */
    Block asSteps() {
        float[] numbers = new float[count * size];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = value(i / size, 0, i % size);
        }
        return values(numbers, count, size, 1, true);
    }

    /** The index of one step; only where {@link #isIndices}. */
    int index(int example, int step) {
        return indices[place(example, step)];
    }

    /** One number. */
    float value(int example, int step, int unit) {
        int at = place(example, step);
        if (values == null) {
            return indices[at] == unit ? 1 : 0;
        }
        return values[at * size + unit];
    }

    /** The position of the first number that is not finite, or -1. */
    int notFinite() {
        if (values != null) {
            for (int i = 0; i < values.length; i++) {
                if (!Float.isFinite(values[i])) {
                    return i;
                }
            }
        }
        return -1;
    }

    /** Copies time steps [from, to) of these examples to [T][size][lanes]; columns without an example get zeros. */
    void gather(int[] batch, int from, int to, int lanes, float[] out) {
        if (values == null) {
            Arrays.fill(out, 0, (to - from) * size * lanes, 0f);
            for (int b = 0; b < batch.length; b++) {
                for (int t = from; t < to; t++) {
                    int hot = index(batch[b], t);
                    if (hot >= 0) {
                        out[((t - from) * size + hot) * lanes + b] = 1;
                    }
                }
            }
            return;
        }
        int length = (to - from) * size;
        for (int b = 0; b < lanes; b++) {
            if (b < batch.length) {
                int at = place(batch[b], from) * size;
                for (int i = 0; i < length; i++) {
                    out[i * lanes + b] = values[at + i];
                }
            } else {
                for (int i = 0; i < length; i++) {
                    out[i * lanes + b] = 0;
                }
            }
        }
    }

    /** Copies the indices of time steps [from, to) of these examples to [T][lanes]; columns without an example get zeros. */
    void gatherIndices(int[] batch, int from, int to, int lanes, int[] out) {
        for (int t = from; t < to; t++) {
            int row = (t - from) * lanes;
            for (int b = 0; b < batch.length; b++) {
                out[row + b] = index(batch[b], t);
            }
            Arrays.fill(out, row + batch.length, row + lanes, 0);
        }
    }

    /** These examples as Deeplearning4j wants them, [B][size][T] or [B][size]. */
    INDArray array(int[] batch) {
        float[] all = new float[batch.length * size * steps];
        int at = 0;
        for (int example : batch) {
            for (int unit = 0; unit < size; unit++) {
                for (int t = 0; t < steps; t++) {
                    all[at++] = value(example, t, unit);
                }
            }
        }
        return sequence
                ? Nd4j.create(all, new long[] {batch.length, size, steps}, 'c')
                : Nd4j.create(all, new long[] {batch.length, size}, 'c');
    }

    /** The indices of these examples as Deeplearning4j wants them, [B][1][T] or [B][1]; as they are where there are none. */
    INDArray indexArray(int[] batch) {
        if (!isIndices()) {
            return array(batch);
        }
        float[] all = new float[batch.length * steps];
        for (int i = 0; i < all.length; i++) {
            all[i] = index(batch[i / steps], i % steps);
        }
        return sequence
                ? Nd4j.create(all, new long[] {batch.length, 1, steps}, 'c')
                : Nd4j.create(all, new long[] {batch.length, 1}, 'c');
    }

    /** A mask's rows of these examples, [B][T]. */
    INDArray maskArray(int[] batch) {
        return array(batch).reshape(batch.length, steps);
    }

    /** Its shape as messages show it. */
    String shape() {
        return sequence ? "[" + count + "][" + size + "][" + steps + "]" : "[" + count + "][" + size + "]";
    }
}
