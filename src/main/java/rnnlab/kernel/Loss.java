package rnnlab.kernel;

/**
 * What a prediction y [T][units][B] is compared with a target of the same shape by. All give the SUM over the batch and
 * the time steps that count.
 */
public enum Loss {
    /** Mean over the units of (y - target)². */
    MEAN_SQUARED_ERROR,
    /** Mean over the units of |y - target|; the slope at 0 is 0. */
    MEAN_ABSOLUTE_ERROR,
    /** Mean over the units of -target ln s(y) - (1 - target) ln(1 - s(y)), y the sum BEFORE the logistic function s. */
    SIGMOID_CROSS_ENTROPY;

    /**
     * The sum of the losses, each times its weight, and their gradient.
     *
     * @param y the predictions, [T][units][B]
     * @param target likewise
     * @param dy for the gradient, likewise; none if it is not wanted
     */
    public double sum(Slice y, Slice target, int units, LossWeights count, Slice dy) {
        float[] predictions = y.array(), targets = target.array(), gradient = dy.array();
        int yAt = y.at(), targetAt = target.at(), dyAt = dy.at();
        float[] weights = count.weights();
        float scale = count.scale();
        int paddedBatch = count.paddedBatch();
        double sum = 0;
        for (int t = 0; t < count.steps(); t++) {
            for (int j = 0; j < units; j++) {
                int row = (t * units + j) * paddedBatch;
                for (int n = 0; n < paddedBatch; n++) {
                    float weight = weights[t * paddedBatch + n];
                    float predicted = predictions[yAt + row + n], wanted = targets[targetAt + row + n];
                    if (weight != 0) {
                        sum += weight * value(predicted, wanted);
                    }
                    if (gradient != null) {
                        gradient[dyAt + row + n] = weight == 0 ? 0 : scale * weight * slope(predicted, wanted) / units;
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
