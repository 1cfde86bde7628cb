package rnnlab.dl4j;

import java.util.Arrays;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rnnlab.engine.Column;
import rnnlab.engine.Prediction;

/** Deeplearning4j's arrays, [N][size][T] or [N][size], and the columns of examples that they are here. */
final class NdArrays {

    private NdArrays() {}

    /**
     * An array as a column, one-hot vectors as indices; whatever stands at the steps that the mask hides, zeros are
     * kept.
     */
    static Column column(INDArray array, Optional<Column> mask) {
        if (array.rank() != 2 && array.rank() != 3) {
            throw new IllegalArgumentException(
                    "an array of examples has the shape [examples][size] or [examples][size][steps], not "
                            + Arrays.toString(array.shape()));
        }
        boolean sequence = array.rank() == 3;
        INDArray ordered = sequence ? array.permute(0, 2, 1) : array;
        float[] values = ordered.dup('c').data().asFloat();
        int steps = sequence ? (int) array.size(2) : 1;
        return Column.values(values, (int) array.size(0), steps, (int) array.size(1), sequence)
                .compact(mask);
    }

    /** A mask [N][T]. */
    static Column mask(INDArray mask) {
        if (mask.rank() != 2) {
            throw new IllegalArgumentException(
                    "a mask has the shape [examples][steps], not " + Arrays.toString(mask.shape()));
        }
        return Column.mask(mask.dup('c').data().asFloat(), (int) mask.size(0), (int) mask.size(1));
    }

    /** Examples of a column, [B][size][T] or [B][size]. */
    static INDArray array(Column column, int[] batch) {
        float[] all = new float[batch.length * column.size() * column.steps()];
        int at = 0;
        for (int example : batch) {
            for (int unit = 0; unit < column.size(); unit++) {
                for (int t = 0; t < column.steps(); t++) {
                    all[at++] = column.value(example, t, unit);
                }
            }
        }
        return array(all, batch.length, column.size(), column.steps(), column.sequence());
    }

    /** The indices of these examples, [B][1][T] or [B][1]; numbers where there are none. */
    static INDArray indices(Column column, int[] batch) {
        if (!column.isIndices()) {
            return array(column, batch);
        }
        float[] all = new float[batch.length * column.steps()];
        for (int i = 0; i < all.length; i++) {
            all[i] = column.index(batch[i / column.steps()], i % column.steps());
        }
        return array(all, batch.length, 1, column.steps(), column.sequence());
    }

    /** The rows of a mask of these examples, [B][T]. */
    static INDArray mask(Column mask, int[] batch) {
        return array(mask, batch).reshape(batch.length, mask.steps());
    }

    /** A prediction, [N][size][T] or [N][size]. */
    static INDArray array(Prediction p) {
        return array(p.values(), p.examples(), p.size(), p.steps(), p.sequence());
    }

    private static INDArray array(float[] values, int examples, int size, int steps, boolean sequence) {
        long[] shape = sequence ? new long[] {examples, size, steps} : new long[] {examples, size};
        return Nd4j.create(values, shape, 'c');
    }
}
