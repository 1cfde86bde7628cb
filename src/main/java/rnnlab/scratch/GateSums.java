package rnnlab.scratch;

/** What all gates of a recurrent layer do first: W x(t) + U h(t-1) + b. */
final class GateSums {
    private GateSums() {}

    /**
     * The sums of all gates and units.
     *
     * @param w [n]
     * @param u [H][n]
     * @param b [n]
     * @param h the hidden state one step back, [H]
     * @return [n]
     */
    static double[] of(double[] w, double[][] u, double[] b, double x, double[] h) {
        var sums = new double[b.length];
        for (int j = 0; j < sums.length; j++) {
            sums[j] = w[j] * x + b[j];
            for (int k = 0; k < h.length; k++) {
                sums[j] += u[k][j] * h[k];
            }
        }
        return sums;
    }

    /** @throws IllegalArgumentException when the shapes do not fit together */
    static void check(int gates, double[] w, double[][] u, double[] b) {
        int columns = gates * u.length;
        if (w.length != columns || b.length != columns) {
            throw new IllegalArgumentException("w has " + w.length + " numbers and b " + b.length + "; with " + u.length
                    + " units and " + gates + " gates both need " + columns);
        }
        for (int k = 0; k < u.length; k++) {
            if (u[k].length != columns) {
                throw new IllegalArgumentException("u[" + k + "] has " + u[k].length + " numbers; it needs " + columns);
            }
        }
    }
}
