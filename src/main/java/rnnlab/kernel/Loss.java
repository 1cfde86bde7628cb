package rnnlab.kernel;

/**
 * What a prediction y [T][units][B] is compared with a target of the same shape by. All give the SUM over the batch and the unmasked
 * time steps; the gradient is multiplied by {@code scale}, which is 1/(batch * steps) for a mean.
 */
public enum Loss {
    /** Mean over the units of (y - target)². */
    MEAN_SQUARED_ERROR,
    /** Mean over the units of |y - target|; the slope at 0 is 0. */
    MEAN_ABSOLUTE_ERROR,
    /** Mean over the units of -target ln s(y) - (1 - target) ln(1 - s(y)), y the sum BEFORE the logistic function s. */
    SIGMOID_CROSS_ENTROPY;

    /** {@link #sum} for arrays of {@link Vectors#pad}(batch) columns. */
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
        return sum(y, yAt, target, targetAt, mask, steps, units, batch, Vectors.pad(batch), scale, dy, dyAt);
    }

    /**
     * The sum of the losses, and their gradient times {@code scale}.
     *
     * @param mask [T][B], 0 for a step that does not count; null: all count
     * @param batch the real columns; the others get gradient 0
     * @param paddedBatch the columns of the arrays, B
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
            int paddedBatch,
            float scale,
            float[] dy,
            int dyAt) {
        double sum = 0;
        for (int t = 0; t < steps; t++) {
            for (int j = 0; j < units; j++) {
                int row = (t * units + j) * paddedBatch;
                for (int n = 0; n < batch; n++) {
                    float weight = mask == null ? 1 : mask[t * paddedBatch + n];
                    float predicted = y[yAt + row + n], wanted = target[targetAt + row + n];
                    if (weight != 0) {
                        sum += weight * value(predicted, wanted);
                    }
                    if (dy != null) {
                        dy[dyAt + row + n] = weight == 0 ? 0 : scale * weight * slope(predicted, wanted) / units;
                    }
                }
                if (dy != null) {
                    for (int n = batch; n < paddedBatch; n++) {
                        dy[dyAt + row + n] = 0;
                    }
                }
            }
        }
        return sum / units;
    }

    private double value(float y, float target) {
        float error = y - target;
        return switch (this) {
            case MEAN_SQUARED_ERROR -> (double) error * error;
            case MEAN_ABSOLUTE_ERROR -> Math.abs(error);
            case SIGMOID_CROSS_ENTROPY -> Math.max(y, 0) - (double) y * target + Math.log1p(Math.exp(-Math.abs(y)));
        };
    }

    private float slope(float y, float target) {
        return switch (this) {
            case MEAN_SQUARED_ERROR -> 2 * (y - target);
            case MEAN_ABSOLUTE_ERROR -> Math.signum(y - target);
            case SIGMOID_CROSS_ENTROPY -> (float) (1 / (1 + Math.exp(-y)) - target);
        };
    }
}
