package rnnlab.series;

import java.util.Random;

/** Series made from a formula, as many as are wanted, the same for the same seed. */
public final class Synthetic {
    private Synthetic() {}

    /**
     * Sums of two sine waves and noise, each series with frequencies and offsets of its own:
     *
     * <pre>x(t) = 0.5 sin((t - o1) (10 f1 + 10)) + 0.2 sin((t - o2) (20 f2 + 20)) + 0.1 (u - 0.5)</pre>
     *
     * with f1, f2, o1, o2 uniform in [0, 1) for each series, u uniform in [0, 1) for each value, and t running evenly
     * from 0 to 1, both included (A. Géron, Hands-On Machine Learning, chapter on processing sequences).
     *
     * @return [count][steps]
     */
    public static float[][] waves(int count, int steps, long seed) {
        if (count < 1 || steps < 2) {
            throw new IllegalArgumentException(
                    "count is " + count + " and steps is " + steps + "; count must be at least 1 and steps at least 2");
        }
        var random = new Random(seed);
        var series = new float[count][steps];
        for (var x : series) {
            double f1 = random.nextDouble(), f2 = random.nextDouble();
            double o1 = random.nextDouble(), o2 = random.nextDouble();
            for (int i = 0; i < steps; i++) {
                double t = i / (steps - 1.0);
                double u = random.nextDouble();
                x[i] = (float) (0.5 * Math.sin((t - o1) * (10 * f1 + 10))
                        + 0.2 * Math.sin((t - o2) * (20 * f2 + 20))
                        + 0.1 * (u - 0.5));
            }
        }
        return series;
    }
}
