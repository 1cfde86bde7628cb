package rnnlab.engine;

import java.util.Arrays;
import java.util.Optional;

/**
 * A column of the examples, one array of all of them, example after example: numbers [N][T][size], or the indices
 * [N][T] that stand for one-hot vectors of that size (-1 for a vector of zeros). Data without time have T = 1. Windows
 * over one long sequence are places in it.
 */
public final class Column {

    private final int count;
    private final int steps;
    private final int size;
    private final boolean sequence;
    /** Numbers [N][T][size]; null where indices stand for them. */
    private float[] values;
    /** Indices [N][T]; null where they were not asked for. */
    private int[] indices;
    /** The place of each example's first step, [N]; null where one example follows the other. */
    private final int[] starts;

    private Column(int count, int steps, int size, boolean sequence, float[] values, int[] indices, int[] starts) {
        this.count = count;
        this.steps = steps;
        this.size = size;
        this.sequence = sequence;
        this.values = values;
        this.indices = indices;
        this.starts = starts;
    }

    /** Numbers [N][T][size]; they become the column's own. */
    public static Column values(float[] values, int count, int steps, int size, boolean sequence) {
        return new Column(count, steps, size, sequence, values, null, null);
    }

    /** Indices [N][T] below {@code size}, -1 for a vector of zeros; they become the column's own. */
    public static Column indices(int[] indices, int count, int steps, int size, boolean sequence) {
        return new Column(count, steps, size, sequence, null, indices, null);
    }

    /** Windows over one long sequence of indices, which is not copied. */
    public static Column windows(int[] indices, int[] starts, int steps, int size, boolean sequence) {
        return new Column(starts.length, steps, size, sequence, null, indices, starts);
    }

    /** Windows over one long sequence of single numbers, which is not copied. */
    public static Column windows(float[] values, int[] starts, int steps) {
        return new Column(starts.length, steps, 1, true, values, null, starts);
    }

    /** N, how many examples. */
    public int count() {
        return count;
    }

    /** T, how many time steps; 1 without a time axis. */
    public int steps() {
        return steps;
    }

    /** Numbers a time step. */
    public int size() {
        return size;
    }

    /** Whether there is a time axis. */
    public boolean sequence() {
        return sequence;
    }

    /** Where a step of an example is in the arrays. */
    private int place(int example, int step) {
        return (starts == null ? example * steps : starts[example]) + step;
    }

    /**
     * For numbers alone: puts zeros at the steps that the mask hides, in place, whatever stands there. Returns indices
     * where each vector is then one-hot.
     */
    public Column compact(Optional<Column> mask) {
        mask.filter(m -> m.covers(count, steps)).ifPresent(m -> m.hide(values, size));
        int[] hot = size > 1 ? oneHot(values, size) : null;
        return new Column(count, steps, size, sequence, hot == null ? values : null, hot, null);
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
     * The same with zeros (index 0 where these are indices to look up) at the steps that a mask hides; unchanged when
     * the mask is of another shape, which is for others to say.
     */
    public Column hidden(Optional<Column> mask) {
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
        return values(values.clone(), count, steps, size, sequence).compact(mask);
    }

    /**
     * A mask [N][T]: 1 for a valid step, 0 for padding.
     *
     * @throws IllegalArgumentException naming the first number that is none for a mask
     */
    public static Column mask(float[] values, int count, int steps) {
        for (int i = 0; i < values.length; i++) {
            if (!(values[i] >= 0 && values[i] < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("mask: " + values[i] + " in example " + i / steps + ", step "
                        + i % steps + "; a mask has 1 where a step counts and 0 where it is hidden");
            }
        }
        return values(values, count, steps, 1, true);
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
    public boolean isIndices() {
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
    public boolean sizeIs(int classes) {
        return size == classes || values != null && size == 1;
    }

    /**
     * Data without time [N][T] as sequences of one number [N][T][1]: how Deeplearning4j gives indices to an embedding.
     */
    public Column asSteps() {
        float[] numbers = new float[count * size];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = value(i / size, 0, i % size);
        }
        return values(numbers, count, size, 1, true);
    }

    /** The index of one step; only where {@link #isIndices}. */
    public int index(int example, int step) {
        return indices[place(example, step)];
    }

    /** One number. */
    public float value(int example, int step, int unit) {
        int at = place(example, step);
        if (values == null) {
            return indices[at] == unit ? 1 : 0;
        }
        return values[at * size + unit];
    }

    /** The position of the first number that is not finite, or -1. */
    public int notFinite() {
        if (values != null) {
            for (int i = 0; i < values.length; i++) {
                if (!Float.isFinite(values[i])) {
                    return i;
                }
            }
        }
        return -1;
    }

    /**
     * Copies time steps [from, to) of these examples to [T][size][paddedBatch]; columns without an example get zeros.
     */
    public void gather(int[] batch, int from, int to, int paddedBatch, float[] out) {
        if (values == null) {
            Arrays.fill(out, 0, (to - from) * size * paddedBatch, 0f);
            for (int b = 0; b < batch.length; b++) {
                for (int t = from; t < to; t++) {
                    int hot = index(batch[b], t);
                    if (hot >= 0) {
                        out[((t - from) * size + hot) * paddedBatch + b] = 1;
                    }
                }
            }
            return;
        }
        int length = (to - from) * size;
        for (int b = 0; b < paddedBatch; b++) {
            if (b < batch.length) {
                int at = place(batch[b], from) * size;
                for (int i = 0; i < length; i++) {
                    out[i * paddedBatch + b] = values[at + i];
                }
            } else {
                for (int i = 0; i < length; i++) {
                    out[i * paddedBatch + b] = 0;
                }
            }
        }
    }

    /**
     * Copies the indices of time steps [from, to) of these examples to [T][paddedBatch]; columns without an example get
     * zeros.
     */
    public void gatherIndices(int[] batch, int from, int to, int paddedBatch, int[] out) {
        for (int t = from; t < to; t++) {
            int row = (t - from) * paddedBatch;
            for (int b = 0; b < batch.length; b++) {
                out[row + b] = index(batch[b], t);
            }
            Arrays.fill(out, row + batch.length, row + paddedBatch, 0);
        }
    }

    /** Its shape as messages show it. */
    public String shape() {
        return sequence ? "[" + count + "][" + size + "][" + steps + "]" : "[" + count + "][" + size + "]";
    }
}
