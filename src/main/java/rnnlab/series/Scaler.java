package rnnlab.series;

import java.util.Arrays;

/**
 * A linear change of scale that can be undone. Fit it on the training part alone: a scaler that has seen the test part
 * tells the network something about the future.
 */
public sealed interface Scaler permits MinMaxScaler, StandardScaler {
    /** What becomes 0, in the series' unit. */
    double zero();

    /** How much becomes 1, in the series' unit; above zero. */
    double one();

    /** From the series' unit to the network's scale. */
    default double scale(double x) {
        return (x - zero()) / one();
    }

    /** From the network's scale back to the series' unit. */
    default double unscale(double y) {
        return y * one() + zero();
    }

    /** Each value scaled, [T] as {@code x}. */
    default double[] scale(double[] x) {
        return Arrays.stream(x).map(this::scale).toArray();
    }

    /** Each value back in the series' unit, [T] as {@code y}. */
    default double[] unscale(double[] y) {
        return Arrays.stream(y).map(this::unscale).toArray();
    }

    /** The series scaled; it has no unit then. */
    default Series scale(Series x) {
        return x.map(this::scale).inUnit("");
    }

    /** The series back in {@code unit}. */
    default Series unscale(Series y, String unit) {
        return y.map(this::unscale).inUnit(unit);
    }

    /** Both parts of a split, scaled. */
    default Split scale(Split split) {
        return new Split(scale(split.train()), scale(split.test()));
    }

    /** The values to fit on. */
    private static double[] some(Series train) {
        if (train.size() == 0) {
            throw new IllegalArgumentException("train is empty; a scaler needs at least one value to fit on");
        }
        return train.values();
    }

    /** {@code x -> (x - min) / (max - min)}: the training part runs from 0 to 1. */
    static MinMaxScaler minMax(Series train) {
        var x = some(train);
        return new MinMaxScaler(
                Arrays.stream(x).min().getAsDouble(), Arrays.stream(x).max().getAsDouble());
    }

    /** {@code x -> (x - mean) / deviation}: the training part has mean 0 and standard deviation 1 (divided by n). */
    static StandardScaler standard(Series train) {
        var x = some(train);
        double mean = Arrays.stream(x).average().getAsDouble();
        double variance =
                Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().getAsDouble();
        return new StandardScaler(mean, Math.sqrt(variance));
    }
}
