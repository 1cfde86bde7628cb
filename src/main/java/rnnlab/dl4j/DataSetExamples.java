package rnnlab.dl4j;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import rnnlab.engine.Column;
import rnnlab.engine.Examples;

/** Deeplearning4j's data sets as examples, and back. */
public final class DataSetExamples {

    private DataSetExamples() {}

    /** The examples of a data set: features [N][F][T] or [N][F], labels [N][L][T] or [N][L], masks [N][T]. */
    public static Examples of(DataSet data) {
        return of(new MultiDataSet(
                data.getFeatures(), data.getLabels(), data.getFeaturesMaskArray(), data.getLabelsMaskArray()));
    }

    /** The examples of a data set with several inputs or outputs, for a {@code ComputationGraph}. */
    public static Examples of(MultiDataSet data) {
        List<Optional<Column>> featureMasks = masks(data.getFeaturesMaskArrays(), data.numFeatureArrays());
        List<Optional<Column>> labelMasks = masks(data.getLabelsMaskArrays(), data.numLabelsArrays());
        return Examples.of(
                columns(data.getFeatures(), featureMasks),
                columns(data.getLabels(), labelMasks),
                featureMasks,
                labelMasks);
    }

    /** Features alone, [N][F][T] or [N][F], to predict for. */
    public static Examples features(INDArray... features) {
        List<Optional<Column>> masks = masks(null, features.length);
        return Examples.of(columns(features, masks), List.of(), masks, List.of());
    }

    private static List<Column> columns(INDArray[] arrays, List<Optional<Column>> masks) {
        return IntStream.range(0, arrays.length)
                .mapToObj(i -> NdArrays.column(arrays[i], masks.get(i)))
                .toList();
    }

    private static List<Optional<Column>> masks(INDArray[] masks, int count) {
        INDArray[] all = masks == null ? new INDArray[count] : masks;
        return Arrays.stream(all)
                .map(mask -> Optional.ofNullable(mask).map(NdArrays::mask))
                .toList();
    }

    /**
     * Some of the examples as a data set of their own.
     *
     * @param batch their numbers
     * @param featureIndices for each input whether it wants indices and not one-hot vectors
     * @param labelIndices the same for each output
     */
    static MultiDataSet batch(Examples data, int[] batch, List<Boolean> featureIndices, List<Boolean> labelIndices) {
        return new MultiDataSet(
                arrays(data.features(), batch, featureIndices),
                arrays(data.labels(), batch, labelIndices),
                maskArrays(data.featureMasks(), batch),
                maskArrays(data.labelMasks(), batch));
    }

    private static INDArray[] arrays(List<Column> columns, int[] batch, List<Boolean> indices) {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> indices.get(i)
                        ? NdArrays.indices(columns.get(i), batch)
                        : NdArrays.array(columns.get(i), batch))
                .toArray(INDArray[]::new);
    }

    private static INDArray[] maskArrays(List<Optional<Column>> masks, int[] batch) {
        if (masks.stream().allMatch(Optional::isEmpty)) {
            return null; // what Deeplearning4j wants where there are none
        }
        return masks.stream()
                .map(mask -> mask.map(m -> NdArrays.mask(m, batch)).orElse(null))
                .toArray(INDArray[]::new);
    }
}
