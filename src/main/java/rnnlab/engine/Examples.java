package rnnlab.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;

/**
 * Examples to train on, copied once into plain arrays: for each input and each output of a network one array, and a mask where
 * sequences were padded. The numbers that a mask hides are not copied: zeros stand for them, so that they decide nothing.
 */
public final class Examples {

    final List<Block> features;
    final List<Block> labels;
    final List<Optional<Block>> featureMasks;
    final List<Optional<Block>> labelMasks;

    private Examples(
            List<Block> features,
            List<Block> labels,
            List<Optional<Block>> featureMasks,
            List<Optional<Block>> labelMasks) {
        this.features = features;
        this.labels = labels;
        this.featureMasks = featureMasks;
        this.labelMasks = labelMasks;
        for (List<Block> blocks : List.of(features, labels)) {
            for (Block block : blocks) {
                if (block.count != size()) {
                    throw new IllegalArgumentException("features have " + size() + " examples, another array has "
                            + block.count + " (shape " + block.shape() + ")");
                }
            }
        }
    }

    /** The examples of a Deeplearning4j data set: features [N][F][T] or [N][F], labels [N][L][T] or [N][L], masks [N][T]. */
    public static Examples of(DataSet data) {
        return of(new MultiDataSet(
                data.getFeatures(), data.getLabels(), data.getFeaturesMaskArray(), data.getLabelsMaskArray()));
    }

    /** The examples of a data set with several inputs or outputs, for a {@code ComputationGraph}. */
    public static Examples of(MultiDataSet data) {
        List<Optional<Block>> featureMasks = masks(data.getFeaturesMaskArrays(), data.numFeatureArrays());
        List<Optional<Block>> labelMasks = masks(data.getLabelsMaskArrays(), data.numLabelsArrays());
        return new Examples(
                blocks(data.getFeatures(), featureMasks),
                blocks(data.getLabels(), labelMasks),
                featureMasks,
                labelMasks);
    }

    /** Features alone, [N][F][T] or [N][F], to predict for. */
    static Examples features(INDArray... features) {
        List<Optional<Block>> masks = masks(null, features.length);
        return new Examples(blocks(features, masks), List.of(), masks, List.of());
    }

    /**
     * Sequences of numbers.
     *
     * @param features [N][T][F], one after the other
     * @param steps T of the features
     * @param labels [N][L]: one vector of L numbers for each sequence
     */
    public static Examples sequences(float[] features, int steps, int featureSize, float[] labels, int labelSize) {
        int count = count("features", features.length, steps * featureSize);
        return single(
                Block.values(features.clone(), count, steps, featureSize, true),
                Block.values(labels.clone(), count("labels", labels.length, labelSize), 1, labelSize, false));
    }

    /**
     * Sequences of indices with an index to predict at each step: words or characters, and the next ones.
     *
     * @param inputs [N][T]
     * @param targets [N][T]
     * @param vocabulary number of different indices
     */
    public static Examples tokens(int[][] inputs, int[][] targets, int vocabulary) {
        return single(indices("inputs", inputs, vocabulary), indices("targets", targets, vocabulary));
    }

    /**
     * Sequences of indices with one index to predict after the last step.
     *
     * @param inputs [N][T]
     * @param targets [N]
     * @param vocabulary number of different indices
     */
    public static Examples tokens(int[][] inputs, int[] targets, int vocabulary) {
        return single(
                indices("inputs", inputs, vocabulary),
                Block.indices(targets.clone(), targets.length, 1, vocabulary, false));
    }

    /**
     * Windows over one long text of indices, with the next index to predict at each step. The text is kept once.
     *
     * @param text [N]
     * @param starts where each window begins
     * @param steps T: inputs are text[start] to text[start + T - 1], targets the indices one further
     * @param vocabulary number of different indices
     */
    public static Examples windows(int[] text, int[] starts, int steps, int vocabulary) {
        inside(text, starts, steps, vocabulary);
        int[] next = Arrays.stream(starts).map(start -> start + 1).toArray();
        return single(
                Block.windows(text, starts.clone(), steps, vocabulary, true),
                Block.windows(text, next, steps, vocabulary, true));
    }

    /** Windows over one long text of indices, with the one index after the last step to predict. */
    public static Examples windowsToNext(int[] text, int[] starts, int steps, int vocabulary) {
        inside(text, starts, steps, vocabulary);
        int[] next = Arrays.stream(starts).map(start -> start + steps).toArray();
        return single(
                Block.windows(text, starts.clone(), steps, vocabulary, true),
                Block.windows(text, next, 1, vocabulary, false));
    }

    /**
     * Windows over one long text of indices as single numbers in [0, 1), index / vocabulary, with the one index after the last step
     * to predict.
     */
    public static Examples scaledWindowsToNext(int[] text, int[] starts, int steps, int vocabulary) {
        inside(text, starts, steps, vocabulary);
        float[] scaled = new float[text.length];
        for (int t = 0; t < text.length; t++) {
            scaled[t] = (float) text[t] / vocabulary;
        }
        int[] next = Arrays.stream(starts).map(start -> start + steps).toArray();
        return single(Block.windows(scaled, starts.clone(), steps), Block.windows(text, next, 1, vocabulary, false));
    }

    private static void inside(int[] text, int[] starts, int steps, int vocabulary) {
        if (starts.length == 0 || steps < 1) {
            throw new IllegalArgumentException(
                    "windows: " + starts.length + " of " + steps + " steps; at least one of one step");
        }
        for (int start : starts) {
            if (start < 0 || start + steps >= text.length) {
                throw new IllegalArgumentException("starts: a window of " + steps + " steps at " + start
                        + " and its target are not inside a text of " + text.length);
            }
        }
        for (int index : text) {
            if (index < 0 || index >= vocabulary) {
                throw new IllegalArgumentException("text: index " + index + "; allowed are 0 to " + (vocabulary - 1));
            }
        }
    }

    private static Examples single(Block features, Block labels) {
        return new Examples(List.of(features), List.of(labels), List.of(Optional.empty()), List.of(Optional.empty()));
    }

    private static Block indices(String name, int[][] rows, int vocabulary) {
        if (rows.length == 0 || rows[0].length == 0) {
            throw new IllegalArgumentException(name + ": empty; at least one sequence of one step");
        }
        int steps = rows[0].length;
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != steps) {
                throw new IllegalArgumentException(name + ": sequence " + i + " has " + rows[i].length
                        + " steps, the first has " + steps + "; all must be equally long");
            }
        }
        int[] all = Arrays.stream(rows).flatMapToInt(Arrays::stream).toArray();
        return Block.indices(all, rows.length, steps, vocabulary, true);
    }

    private static int count(String name, int length, int each) {
        if (length == 0 || length % each != 0) {
            throw new IllegalArgumentException(
                    name + ": " + length + " numbers are not a whole number of examples of " + each);
        }
        return length / each;
    }

    private static List<Block> blocks(INDArray[] arrays, List<Optional<Block>> masks) {
        return IntStream.range(0, arrays.length)
                .mapToObj(i -> Block.of(arrays[i], masks.get(i)))
                .toList();
    }

    private static List<Optional<Block>> masks(INDArray[] masks, int count) {
        INDArray[] all = masks == null ? new INDArray[count] : masks;
        return Arrays.stream(all)
                .map(m -> Optional.ofNullable(m).map(Block::mask))
                .toList();
    }

    /** The same with other features. */
    Examples with(List<Block> others) {
        return new Examples(others, labels, featureMasks, labelMasks);
    }

    /** The number of examples. */
    public int size() {
        return features.get(0).count;
    }

    /**
     * How much a batch counts in a mean over batches: its examples; where the (first) labels are sequences with hidden steps, the part of the
     * examples' steps that is shown.
     */
    public double weight(int[] batch) {
        Block block = labels.get(0);
        Optional<Block> mask =
                labelMasks.get(0).or(() -> featureMasks.get(0).filter(m -> block.sequence && m.steps == block.steps));
        if (mask.isEmpty()) {
            return batch.length;
        }
        double shown = 0;
        for (int example : batch) {
            for (int t = 0; t < mask.get().steps; t++) {
                shown += mask.get().value(example, t, 0);
            }
        }
        return shown / mask.get().steps;
    }

    /** The length of the longest input sequence; 1 when there is none. */
    public int steps() {
        return features.stream().mapToInt(block -> block.steps).max().orElse(1);
    }

    /**
     * The examples with these indices as a Deeplearning4j data set of their own.
     *
     * @param featureIndices for each input whether it wants indices and not one-hot vectors
     * @param labelIndices the same for each output
     */
    MultiDataSet batch(int[] examples, List<Boolean> featureIndices, List<Boolean> labelIndices) {
        return new MultiDataSet(
                arrays(features, examples, featureIndices),
                arrays(labels, examples, labelIndices),
                maskArrays(featureMasks, examples),
                maskArrays(labelMasks, examples));
    }

    private static INDArray[] arrays(List<Block> blocks, int[] examples, List<Boolean> indices) {
        return IntStream.range(0, blocks.size())
                .mapToObj(i -> indices.get(i)
                        ? blocks.get(i).indexArray(examples)
                        : blocks.get(i).array(examples))
                .toArray(INDArray[]::new);
    }

    private static INDArray[] maskArrays(List<Optional<Block>> masks, int[] examples) {
        if (masks.stream().allMatch(Optional::isEmpty)) {
            return null;
        }
        return masks.stream()
                .map(mask -> mask.map(m -> m.maskArray(examples)).orElse(null))
                .toArray(INDArray[]::new);
    }
}
