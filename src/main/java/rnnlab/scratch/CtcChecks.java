package rnnlab.scratch;

import java.util.Arrays;

/** Whether paths, labels and rows of symbols are such; messages count steps and places from 0. */
final class CtcChecks {

    private CtcChecks() {}

    /** @throws IllegalArgumentException when a symbol is negative */
    static void symbols(String name, int... symbols) {
        symbols(name, Integer.MAX_VALUE, symbols);
    }

    /** @throws IllegalArgumentException when a symbol is none of the K that there are */
    static void symbols(String name, int count, int... symbols) {
        for (int u = 0; u < symbols.length; u++) {
            if (symbols[u] < 0 || symbols[u] >= count) {
                throw new IllegalArgumentException(name + ": symbol " + symbols[u] + " at place " + u
                        + " is not allowed; " + Ctc.BLANK + " is the blank, the others are 1 to "
                        + (count == Integer.MAX_VALUE ? "K - 1" : count - 1));
            }
        }
    }

    /**
     * The number of symbols K in each row; without rows any symbol may be meant.
     *
     * @throws IllegalArgumentException when a row has another number of symbols than the first, or none
     */
    static int width(String name, double[][] rows) {
        int width = rows.length == 0 ? Integer.MAX_VALUE : rows[0].length;
        for (int t = 0; t < rows.length; t++) {
            if (rows[t].length != width || width == 0) {
                throw new IllegalArgumentException(name + ": step " + t + " has " + rows[t].length
                        + " numbers; each step needs one for each symbol, as step 0 has " + width);
            }
        }
        return width;
    }

    /** @throws IllegalArgumentException when a row holds no probabilities, or when {@link #width} throws */
    static void probabilities(double[][] p) {
        width("p", p);
        for (int t = 0; t < p.length; t++) {
            for (int k = 0; k < p[t].length; k++) {
                if (!(p[t][k] >= 0 && p[t][k] < Double.POSITIVE_INFINITY)) {
                    throw new IllegalArgumentException(
                            "p: " + p[t][k] + " of symbol " + k + " at step " + t + " is no probability");
                }
            }
            if (Arrays.stream(p[t]).sum() == 0) {
                throw new IllegalArgumentException("p: the probabilities at step " + t + " are all 0");
            }
        }
    }

    static boolean hasBlank(int[] label) {
        return Arrays.stream(label).anyMatch(k -> k == Ctc.BLANK);
    }
}
