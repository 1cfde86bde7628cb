package rnnlab.layers;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The labels of a {@link CtcOutput} layer as lists of symbols. */
final class CtcLabels {

    private CtcLabels() {}

    /**
     * The label of example n.
     *
     * @param labels [N][1][U], or one-hot [N][K][U]
     * @param mask which places there are, [N][U]; null for all
     * @throws IllegalArgumentException when the labels have another shape, or a symbol stands after the label's end
     */
    static int[] of(INDArray labels, INDArray mask, int n) {
        if (labels.rank() != 3) {
            throw new IllegalArgumentException("CtcOutput: labels of shape " + Arrays.toString(labels.shape())
                    + "; it takes [examples][1][places], 0 where a label is over");
        }
        int[] label = new int[(int) labels.size(2)];
        int length = 0;
        for (int u = 0; u < label.length; u++) {
            int symbol = mask != null && mask.getDouble(n, u) == 0 ? 0 : symbol(labels, n, u);
            if (symbol > 0 && length < u) {
                throw new IllegalArgumentException("CtcOutput: the label of example " + n + " has symbol " + symbol
                        + " at place " + u + ", after its end at place " + length);
            }
            label[u] = symbol;
            length += symbol > 0 ? 1 : 0;
        }
        return Arrays.copyOf(label, length);
    }

    private static int symbol(INDArray labels, int n, int u) {
        if (labels.size(1) == 1) {
            return labels.getInt(n, 0, u);
        }
        int symbol = 0;
        for (int k = 1; k < labels.size(1); k++) {
            symbol = labels.getDouble(n, k, u) != 0 ? k : symbol;
        }
        return symbol;
    }
}
