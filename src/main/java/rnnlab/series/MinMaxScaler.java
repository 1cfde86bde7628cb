package rnnlab.series;

/**
 * Scales {@code min} to 0 and {@code max} to 1. A constant series (min = max) is only shifted, to 0.
 *
 * @param min the training part's smallest value, in its unit
 * @param max the training part's largest value, in its unit
 */
public record MinMaxScaler(double min, double max) implements Scaler {
    public MinMaxScaler {
        if (!(min <= max) || !Double.isFinite(max - min)) {
            throw new IllegalArgumentException(
                    "min is " + min + " and max is " + max + "; both must be finite and min not above max");
        }
    }

    /** Fits on the training part: its smallest and largest value. */
    public static MinMaxScaler fit(Series train) {
        return Scaler.minMax(train);
    }

    @Override
    public double zero() {
        return min;
    }

    @Override
    public double one() {
        return max > min ? max - min : 1;
    }
}
