package rnnlab.series;

/**
 * Scales to mean 0 and standard deviation 1. A constant series (deviation 0) is only shifted, to 0.
 *
 * @param mean the training part's mean, in its unit
 * @param deviation the training part's standard deviation (divided by n), in its unit
 */
public record StandardScaler(double mean, double deviation) implements Scaler {
    public StandardScaler {
        if (!Double.isFinite(mean) || !Double.isFinite(deviation) || deviation < 0) {
            throw new IllegalArgumentException("mean is " + mean + " and deviation is " + deviation
                    + "; both must be finite and deviation not below zero");
        }
    }

    /** Fits on the training part: its mean and standard deviation. */
    public static StandardScaler fit(Series train) {
        return Scaler.standard(train);
    }

    @Override
    public double zero() {
        return mean;
    }

    @Override
    public double one() {
        return deviation > 0 ? deviation : 1;
    }
}
