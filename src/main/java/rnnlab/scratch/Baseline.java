package rnnlab.scratch;

import java.util.Arrays;

/** A forecast without a network: what any network has to beat. */
@FunctionalInterface
public interface Baseline {
    /**
     * The next {@code ahead} values.
     *
     * @param past the values so far, oldest first, at least two of them
     */
    double[] forecast(float[] past, int ahead);

    /** Every value to come is like the last one. */
    static Baseline naive() {
        return (past, ahead) -> constant(past[past.length - 1], ahead);
    }

    /** Every value to come is like the one a period before. The period is the one that the series shows itself. */
    static Baseline seasonalNaive() {
        return (past, ahead) -> {
            int period = period(past);
            var y = new double[ahead];
            for (int j = 0; j < ahead; j++) {
                y[j] = j < period ? past[past.length - period + j] : y[j - period];
            }
            return y;
        };
    }

    /**
     * Exponential smoothing: the level l follows the series, {@code l(t) = alpha x(t) + (1 - alpha) l(t-1)}, and is the
     * forecast of every value to come (Brown 1956).
     *
     * @param alpha 0 to 1; with 1 it is the naive forecast
     */
    static Baseline smoothing(double alpha) {
        unit("alpha", alpha);
        return (past, ahead) -> {
            double level = past[0];
            for (float x : past) {
                level = alpha * x + (1 - alpha) * level;
            }
            return constant(level, ahead);
        };
    }

    /**
     * Exponential smoothing of level and slope: {@code l(t) = alpha x(t) + (1 - alpha) (l(t-1) + s(t-1))}, {@code s(t)
     * = beta (l(t) - l(t-1)) + (1 - beta) s(t-1)}; the forecast j steps ahead is {@code l(t) + j s(t)} (Holt 1957).
     *
     * @param alpha how fast the level follows, 0 to 1
     * @param beta how fast the slope follows, 0 to 1
     */
    static Baseline holt(double alpha, double beta) {
        unit("alpha", alpha);
        unit("beta", beta);
        return (past, ahead) -> {
            double level = past[0];
            double slope = past[1] - past[0];
            for (int t = 1; t < past.length; t++) {
                double before = level;
                level = alpha * past[t] + (1 - alpha) * (level + slope);
                slope = beta * (level - before) + (1 - beta) * slope;
            }
            var y = new double[ahead];
            for (int j = 0; j < ahead; j++) {
                y[j] = level + (j + 1) * slope;
            }
            return y;
        };
    }

    /** The forecasts of many series, [N][ahead]. */
    default double[][] forecasts(float[][] pasts, int ahead) {
        return Arrays.stream(pasts).map(past -> forecast(past, ahead)).toArray(double[][]::new);
    }

    /** The mean squared error over many series. */
    default double mse(float[][] pasts, float[][] targets) {
        double sum = 0;
        long count = 0;
        for (int i = 0; i < pasts.length; i++) {
            var y = forecast(pasts[i], targets[i].length);
            for (int j = 0; j < y.length; j++, count++) {
                sum += (y[j] - targets[i][j]) * (y[j] - targets[i][j]);
            }
        }
        return sum / count;
    }

    /**
     * The shift, from 2 to half of the length, at which a series is most like itself: the highest autocorrelation after
     * the first shift at which it is negative, so that neighbours do not count as a period.
     */
    static int period(float[] x) {
        double mean = 0;
        for (float v : x) {
            mean += v / x.length;
        }
        int best = Math.min(2, x.length - 1);
        double highest = Double.NEGATIVE_INFINITY;
        boolean fallen = false;
        for (int shift = 2; shift <= x.length / 2; shift++) {
            double sum = 0;
            for (int t = shift; t < x.length; t++) {
                sum += (x[t] - mean) * (x[t - shift] - mean);
            }
            double correlation = sum / (x.length - shift);
            fallen |= correlation < 0;
            if (fallen && correlation > highest) {
                highest = correlation;
                best = shift;
            }
        }
        return best;
    }

    private static double[] constant(double value, int ahead) {
        var y = new double[ahead];
        Arrays.fill(y, value);
        return y;
    }

    private static void unit(String argument, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(argument + " is " + value + "; it must be from 0 to 1");
        }
    }
}
