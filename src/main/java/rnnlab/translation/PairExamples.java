package rnnlab.translation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import rnnlab.engine.Column;
import rnnlab.engine.Examples;

/**
 * Pairs as examples for a network with two inputs, the source and the target up to now, and one output, the target's
 * next token: teacher forcing. The target's input is one step behind the labels, [START] y_1 ... y_T beside y_1 ...
 * y_T [END]. Shorter sentences are filled with padding at their end, which masks hide.
 *
 * @param sources [N][S]
 * @param inputs of the decoder, [N][T]
 * @param labels [N][T]
 */
public record PairExamples(int[][] sources, int[][] inputs, int[][] labels, PairVocabulary vocabulary) {

    /** The pairs as examples, in their order. */
    public static PairExamples of(List<Pair> pairs, PairVocabulary vocabulary) {
        int[][] targets = pairs.stream().map(p -> vocabulary.target(p.target())).toArray(int[][]::new);
        return new PairExamples(
                pairs.stream().map(p -> vocabulary.source(p.source())).toArray(int[][]::new),
                Arrays.stream(targets).map(t -> Arrays.copyOf(t, t.length - 1)).toArray(int[][]::new),
                Arrays.stream(targets)
                        .map(t -> Arrays.copyOfRange(t, 1, t.length))
                        .toArray(int[][]::new),
                vocabulary);
    }

    /** The same with other inputs of the decoder. */
    PairExamples withInputs(int[][] others) {
        return new PairExamples(sources, others, labels, vocabulary);
    }

    /** Those from one number to before another. */
    public PairExamples range(int from, int to) {
        return new PairExamples(
                Arrays.copyOfRange(sources, from, to),
                Arrays.copyOfRange(inputs, from, to),
                Arrays.copyOfRange(labels, from, to),
                vocabulary);
    }

    /** How many there are. */
    public int size() {
        return sources.length;
    }

    /** For the course's trainer: indices, one-hot where a network without embedding reads them. */
    public Examples examples() {
        int sourceSize = vocabulary.source().size();
        int targetSize = vocabulary.target().size();
        return Examples.of(
                List.of(column(sources, sourceSize), column(inputs, targetSize)),
                List.of(column(labels, targetSize)),
                List.of(Optional.of(mask(sources)), Optional.of(mask(inputs))),
                List.of(Optional.of(mask(labels))));
    }

    /**
     * For Deeplearning4j's own fit of a network that begins with embeddings: features of indices [N][1][S] and
     * [N][1][T], labels one-hot [N][V][T], masks [N][S], [N][T].
     */
    public MultiDataSet dataSet() {
        int steps = longest(labels);
        var oneHot = Nd4j.zeros(size(), vocabulary.target().size(), steps);
        for (int i = 0; i < size(); i++) {
            for (int t = 0; t < labels[i].length; t++) {
                oneHot.putScalar(i, labels[i][t], t, 1);
            }
        }
        return new MultiDataSet(
                new INDArray[] {indices(sources), indices(inputs)},
                new INDArray[] {oneHot},
                new INDArray[] {maskArray(sources), maskArray(inputs)},
                new INDArray[] {maskArray(labels)});
    }

    private static int longest(int[][] rows) {
        return Arrays.stream(rows).mapToInt(row -> row.length).max().orElse(0);
    }

    private static Column column(int[][] rows, int size) {
        int steps = longest(rows);
        int[] all = new int[rows.length * steps]; // padding is 0
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, all, i * steps, rows[i].length);
        }
        return Column.indices(all, rows.length, steps, size, true);
    }

    /** 1 where there is a token, row by row. */
    private static float[] shown(int[][] rows) {
        int steps = longest(rows);
        float[] all = new float[rows.length * steps];
        for (int i = 0; i < rows.length; i++) {
            Arrays.fill(all, i * steps, i * steps + rows[i].length, 1);
        }
        return all;
    }

    private static Column mask(int[][] rows) {
        return Column.mask(shown(rows), rows.length, longest(rows));
    }

    private static INDArray maskArray(int[][] rows) {
        return Nd4j.create(shown(rows), new long[] {rows.length, longest(rows)}, 'c');
    }

    private static INDArray indices(int[][] rows) {
        int steps = longest(rows);
        float[] all = new float[rows.length * steps];
        for (int i = 0; i < rows.length; i++) {
            for (int t = 0; t < rows[i].length; t++) {
                all[i * steps + t] = rows[i][t];
            }
        }
        return Nd4j.create(all, new long[] {rows.length, 1, steps}, 'c');
    }
}
