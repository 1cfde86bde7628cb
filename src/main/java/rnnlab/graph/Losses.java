package rnnlab.graph;

import java.util.Arrays;

/**
 * The loss over one pass or several, the pieces of a sequence: for each output the mean over all that its weights count
 * in any of them, then the sum over outputs. A pass that counts nothing changes nothing.
 */
public final class Losses {

    private final double[] sums;
    private final double[] counts;

    /** No pass yet. */
    public Losses(int outputs) {
        this.sums = new double[outputs];
        this.counts = new double[outputs];
    }

    /**
     * One output in one pass.
     *
     * @param sum of the losses, each times its weight
     * @param count the sum of the weights
     */
    public void add(int output, double sum, double count) {
        sums[output] += sum;
        counts[output] += count;
    }

    /** The loss over all passes; where nothing counted, 0. */
    public double mean() {
        double loss = 0;
        for (int i = 0; i < sums.length; i++) {
            loss += counts[i] == 0 ? 0 * sums[i] : sums[i] / counts[i];
        }
        return loss;
    }

    /** Begins anew. */
    public void clear() {
        Arrays.fill(sums, 0);
        Arrays.fill(counts, 0);
    }
}
