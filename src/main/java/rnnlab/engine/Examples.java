package rnnlab.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Examples to train on, copied once into plain arrays: for each input and each output of a network one array, and a
 * mask where sequences were padded. The numbers that a mask hides are not copied: zeros stand for them, so that they
 * decide nothing.
 */
public final class Examples {

    private final List<Column> features;
    private final List<Column> labels;
    private final List<Optional<Column>> featureMasks;
    private final List<Optional<Column>> labelMasks;

    private Examples(
            List<Column> features,
            List<Column> labels,
            List<Optional<Column>> featureMasks,
            List<Optional<Column>> labelMasks) {
        this.features = List.copyOf(features);
        this.labels = List.copyOf(labels);
        this.featureMasks = List.copyOf(featureMasks);
        this.labelMasks = List.copyOf(labelMasks);
        for (List<Column> columns : List.of(features, labels)) {
            for (Column column : columns) {
                if (column.count() != size()) {
                    throw new IllegalArgumentException("features have " + size() + " examples, another array has "
                            + column.count() + " (shape " + column.shape() + ")");
                }
            }
        }
    }

    /**
     * Examples of any number of columns.
     *
     * @param featureMasks for each column of features its mask [N][T], where it has one
     * @param labelMasks the same for the labels
     * @throws IllegalArgumentException when they are not equally many examples
     */
    public static Examples of(
            List<Column> features,
            List<Column> labels,
            List<Optional<Column>> featureMasks,
            List<Optional<Column>> labelMasks) {
        return new Examples(features, labels, featureMasks, labelMasks);
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
                Column.values(features.clone(), count, steps, featureSize, true),
                Column.values(labels.clone(), count("labels", labels.length, labelSize), 1, labelSize, false));
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
                Column.indices(targets.clone(), targets.length, 1, vocabulary, false));
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
                Column.windows(text, starts.clone(), steps, vocabulary, true),
                Column.windows(text, next, steps, vocabulary, true));
    }

    /** Windows over one long text of indices, with the one index after the last step to predict. */
    public static Examples windowsToNext(int[] text, int[] starts, int steps, int vocabulary) {
        inside(text, starts, steps, vocabulary);
        int[] next = Arrays.stream(starts).map(start -> start + steps).toArray();
        return single(
                Column.windows(text, starts.clone(), steps, vocabulary, true),
                Column.windows(text, next, 1, vocabulary, false));
    }

    /**
     * Windows over one long text of indices as single numbers in [0, 1), index / vocabulary, with the one index after
     * the last step to predict.
     */
    public static Examples scaledWindowsToNext(int[] text, int[] starts, int steps, int vocabulary) {
        inside(text, starts, steps, vocabulary);
        float[] scaled = new float[text.length];
        for (int t = 0; t < text.length; t++) {
            scaled[t] = (float) text[t] / vocabulary;
        }
        int[] next = Arrays.stream(starts).map(start -> start + steps).toArray();
        return single(Column.windows(scaled, starts.clone(), steps), Column.windows(text, next, 1, vocabulary, false));
    }

    /**
     * Sequences of different lengths, each with a label of symbols that nobody has laid along its steps: what a {@code
     * CtcOutput} learns from. Shorter ones are padded at the end and masked.
     *
     * @param frames for each example its steps, [N][T of its own][F]
     * @param labels for each example its symbols, from 1 on
     * @throws IllegalArgumentException when there are not as many labels as examples, or the frames' sizes differ
     */
    public static Examples unaligned(double[][][] frames, int[][] labels) {
        if (frames.length == 0 || frames.length != labels.length) {
            throw new IllegalArgumentException(
                    frames.length + " examples and " + labels.length + " labels; one label for each of at least one");
        }
        Padded padded = Padded.of(frames);
        int places =
                Math.max(1, Arrays.stream(labels).mapToInt(l -> l.length).max().orElse(1));
        float[] symbols = new float[labels.length * places];
        for (int n = 0; n < labels.length; n++) {
            for (int u = 0; u < labels[n].length; u++) {
                if (labels[n][u] < 1) {
                    throw new IllegalArgumentException("labels: symbol " + labels[n][u] + " at place " + u
                            + " of example " + n + " is not allowed; symbols begin at 1, 0 is the blank");
                }
                symbols[n * places + u] = labels[n][u];
            }
        }
        return new Examples(
                List.of(padded.values()),
                List.of(Column.values(symbols, labels.length, places, 1, true)),
                List.of(Optional.of(padded.mask())),
                List.of(Optional.empty()));
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

    private static Examples single(Column features, Column labels) {
        return new Examples(List.of(features), List.of(labels), List.of(Optional.empty()), List.of(Optional.empty()));
    }

    private static Column indices(String name, int[][] rows, int vocabulary) {
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
        return Column.indices(all, rows.length, steps, vocabulary, true);
    }

    private static int count(String name, int length, int each) {
        if (length == 0 || length % each != 0) {
            throw new IllegalArgumentException(
                    name + ": " + length + " numbers are not a whole number of examples of " + each);
        }
        return length / each;
    }

    /** A column for each input of the network. */
    public List<Column> features() {
        return features;
    }

    /** A column for each output; none where nothing is known but features. */
    public List<Column> labels() {
        return labels;
    }

    /** For each column of features its mask [N][T], where it has one. */
    public List<Optional<Column>> featureMasks() {
        return featureMasks;
    }

    /** For each column of labels its mask [N][T], where it has one. */
    public List<Optional<Column>> labelMasks() {
        return labelMasks;
    }

    /** The same with other features. */
    public Examples with(List<Column> others) {
        return new Examples(others, labels, featureMasks, labelMasks);
    }

    /** The number of examples. */
    public int size() {
        return features.get(0).count();
    }

    /**
     * How much a batch counts in a mean over batches: its examples; where the (first) labels are sequences with hidden
     * steps, the part of the examples' steps that is shown.
     */
    public double weight(int[] batch) {
        Column column = labels.get(0);
        Optional<Column> mask = labelMasks
                .get(0)
                .or(() -> featureMasks.get(0).filter(m -> column.sequence() && m.steps() == column.steps()));
        if (mask.isEmpty()) {
            return batch.length;
        }
        double shown = 0;
        for (int example : batch) {
            for (int t = 0; t < mask.get().steps(); t++) {
                shown += mask.get().value(example, t, 0);
            }
        }
        return shown / mask.get().steps();
    }

    /** The length of the longest input sequence; 1 when there is none. */
    public int steps() {
        return features.stream().mapToInt(column -> column.steps()).max().orElse(1);
    }
}
