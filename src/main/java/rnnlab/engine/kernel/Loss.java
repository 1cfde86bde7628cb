package rnnlab.engine.kernel;

/**
 * What a prediction y [T][units][B] is compared with a target of the same shape by. All give the SUM over the batch and the unmasked
 * time steps; the gradient is multiplied by {@code scale}, which is 1/(batch * steps) for a mean.
 */
public enum Loss {
    /** Mean over the units of (y - target)². */
    MEAN_SQUARED_ERROR {
        @Override
        double value(float y, float target) {
            return (double) (y - target) * (y - target);
        }

        @Override
        float slope(float y, float target) {
            return 2 * (y - target);
        }
    },
    /** Mean over the units of |y - target|; the slope at 0 is 0. */
    MEAN_ABSOLUTE_ERROR {
        @Override
        double value(float y, float target) {
            return Math.abs(y - target);
        }

        @Override
        float slope(float y, float target) {
            return Math.signum(y - target);
        }
    },
    /** Mean over the units of -target ln s(y) - (1 - target) ln(1 - s(y)), y the sum BEFORE the logistic function s. */
    SIGMOID_CROSS_ENTROPY {
        @Override
        double value(float y, float target) {
            return Math.max(y, 0) - (double) y * target + Math.log1p(Math.exp(-Math.abs(y)));
        }

        @Override
        float slope(float y, float target) {
            return (float) (1 / (1 + Math.exp(-y)) - target);
        }
    };

    abstract double value(float y, float target);

    abstract float slope(float y, float target);

    /**
     * The sum of the losses, and their gradient times {@code scale}.
     *
     * @param batch the real columns; the others get gradient 0
     * @param mask [T][B], 0 for a step that does not count; null: all count
     * @param dy the gradient, [T][units][B]; null if it is not wanted
     */
    public double sum(
            float[] y,
            int yAt,
            float[] target,
            int targetAt,
            float[] mask,
            int steps,
            int units,
            int batch,
            float scale,
            float[] dy,
            int dyAt) {
        int lanes = Lanes.pad(batch);
        double sum = 0;
        for (int t = 0; t < steps; t++)
            for (int j = 0; j < units; j++)
                for (int n = 0; n < lanes; n++) {
                    int i = (t * units + j) * lanes + n;
                    float weight = n >= batch ? 0 : mask == null ? 1 : mask[t * lanes + n];
                    if (weight != 0) sum += weight * value(y[yAt + i], target[targetAt + i]) / units;
                    if (dy != null)
                        dy[dyAt + i] =
                                weight == 0 ? 0 : scale * weight * slope(y[yAt + i], target[targetAt + i]) / units;
                }
        return sum;
    }
}
