package rnnlab.series;

import java.util.Locale;

/**
 * How far predictions are from the truth.
 *
 * @param rmse root of the mean squared error, in the series' unit
 * @param mae mean absolute error, in the series' unit
 * @param mape mean absolute error in per cent of the truth; NaN where a true value is zero
 * @param hitRate how often, in per cent, the predicted change had the sign of the true change; days without a true
 *     change are not counted; NaN where there is none to count, or where no change was ever predicted
 */
public record Errors(double rmse, double mae, double mape, double hitRate) {
    /**
     * Measures predictions made one step before.
     *
     * @param truth the true values x(t), [T]
     * @param predicted the predictions of x(t) made at t - 1, [T]
     * @param previous what was known when predicting, x(t-1), [T]
     */
    public static Errors of(double[] truth, double[] predicted, double[] previous) {
        int n = truth.length;
        if (n == 0 || predicted.length != n || previous.length != n) {
            throw new IllegalArgumentException("truth has " + n + " values, predicted " + predicted.length
                    + ", previous " + previous.length + "; all need the same number, at least 1");
        }
        double squares = 0, absolutes = 0, relatives = 0;
        int moves = 0, said = 0, hits = 0;
        for (int t = 0; t < n; t++) {
            double e = predicted[t] - truth[t];
            squares += e * e;
            absolutes += Math.abs(e);
            relatives += truth[t] == 0 ? Double.NaN : Math.abs(e / truth[t]);
            double move = Math.signum(truth[t] - previous[t]);
            if (move != 0) {
                moves++;
                double forecast = Math.signum(predicted[t] - previous[t]);
                if (forecast != 0) {
                    said++;
                }
                if (forecast == move) {
                    hits++;
                }
            }
        }
        return new Errors(
                Math.sqrt(squares / n),
                absolutes / n,
                100 * relatives / n,
                moves == 0 || said == 0 ? Double.NaN : 100.0 * hits / moves);
    }

    /**
     * The errors of the naive forecast "tomorrow = today". It predicts no change, so it hits no direction: its hit rate
     * is NaN, and a coin would have 50.
     */
    public static Errors naive(double[] truth, double[] previous) {
        var e = of(truth, previous, previous);
        return new Errors(e.rmse, e.mae, e.mape, Double.NaN);
    }

    /**
     * The RMSE divided by that of the naive forecast: below 1 is better than "tomorrow = today". 1 where both are
     * exact; NaN where naive alone is, on a series that never changes.
     */
    public double ratio(Errors naive) {
        return ratio(rmse, naive.rmse);
    }

    /** {@link #ratio(Errors)} of two root mean squared errors. */
    public static double ratio(double rmse, double naive) {
        if (naive == 0) {
            return rmse == 0 ? 1 : Double.NaN;
        }
        return rmse / naive;
    }

    /**
     * In a sentence or two: how these errors stand beside those of the naive forecast, by their RMSE. Less than 2 %
     * apart they are called equal; networks that differ in their seed alone differ by as much.
     */
    public String besideNaive(Errors naive) {
        if (!Double.isFinite(rmse)) {
            return "The network's forecast is no number any more: its training went astray. Try a smaller "
                    + "learning rate.";
        }
        return String.format(
                Locale.ROOT,
                "The network's typical error (RMSE) was %.5g, the naive forecast's %.5g. %s",
                rmse,
                naive.rmse,
                naive.rmse == 0 ? besideExact() : besideOthers(100 * (ratio(naive) - 1)));
    }

    private String besideExact() {
        return "The values never change here, so \"the next value will be like the last one\" is exact: "
                + (rmse == 0 ? "so is the network." : "no forecast can be better, and there is nothing to learn.");
    }

    /** @param per by how many per cent the RMSE is larger than the naive forecast's */
    private static String besideOthers(double per) {
        if (Math.abs(per) < 2) {
            return "They are equal: this forecast says no more than \"the next value will be like the last one\".";
        }
        if (per < 0) {
            return String.format(
                    Locale.ROOT,
                    "The network was better by %.1f %%. Before you believe it, try other seeds and another range.",
                    -per);
        }
        // Far beyond twice as large, per cent are hard to read.
        var much = per < 1000
                ? String.format(Locale.ROOT, "%.1f %%", per)
                : String.format(Locale.ROOT, "a factor of %.3g", 1 + per / 100);
        return "The network was worse by " + much
                + ": whoever says \"the next value will be like the last one\" does better.";
    }

    /** Root of the mean squared error. */
    public static double rmse(double[] truth, double[] predicted) {
        return of(truth, predicted, truth).rmse;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "RMSE %.5g  MAE %.5g", rmse, mae)
                + (Double.isNaN(mape) ? "" : String.format(Locale.ROOT, "  MAPE %.3g %%", mape))
                + (Double.isNaN(hitRate) ? "" : String.format(Locale.ROOT, "  hits %.1f %%", hitRate));
    }
}
