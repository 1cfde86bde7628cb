package rnnlab.forecast;

/**
 * What the forms of a price refer to: the stretch of the series that the network sees.
 *
 * @param last the newest value, x(last)
 * @param unit what changes are divided by: x(last) where the series is above zero, else 1
 * @param mean of the values seen
 * @param spread their standard deviation
 */
record Window(double last, double unit, double mean, double spread) {

    /**
     * The window x[t - steps], ..., x[t - 1].
     *
     * @param smallestUnit for changes of a series above zero, at least this is divided by; 0 for a series with values
     *     of zero or below, whose changes are differences
     */
    static Window of(double[] x, int t, int steps, double smallestUnit) {
        double mean = 0;
        for (int i = t - steps; i < t; i++) {
            mean += x[i] / steps;
        }
        double variance = 0;
        for (int i = t - steps; i < t; i++) {
            variance += (x[i] - mean) * (x[i] - mean) / steps;
        }
        double unit = smallestUnit > 0 ? Math.max(x[t - 1], smallestUnit) : 1;
        return new Window(x[t - 1], unit, mean, Math.sqrt(variance));
    }
}
