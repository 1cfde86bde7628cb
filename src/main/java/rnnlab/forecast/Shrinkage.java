package rnnlab.forecast;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How much of a network's forecast to believe: x̂ = x(last) + w (network - x(last)), with w from 0, the naive forecast,
 * to 1, the network's own.
 *
 * <p>w comes from forecasts of values that the network had not learned from. There the true changes y are regressed on
 * the forecast changes d, ŵ = Σ d y / Σ d², and ŵ is brought towards zero by how unsure it is: w = ŵ (1 - (k s / ŵ)²)
 * where that is above zero, k being 2, and more where there are few forecasts, s being the standard error of ŵ (HC3,
 * which does not ask for equal spreads and does not trust a few large changes). So where the network has found nothing
 * that lasts, the forecast is the naive one, and where it has, it stays nearly untouched.
 *
 * <p>Sources: L. Breiman, Better subset regression using the nonnegative garrote (1995); J. MacKinnon and H. White,
 * Some heteroskedasticity-consistent covariance matrix estimators (1985); J. Bates and C. Granger, The combination of
 * forecasts (1969).
 *
 * @param weight w
 * @param estimate ŵ, before it is brought towards zero
 * @param standardError s
 * @param count from how many forecasts
 */
public record Shrinkage(double weight, double estimate, double standardError, int count) {
    private static final double SURE = 2; // standard errors, of many forecasts
    private static final double FEW = 20;

    /**
     * The shrinkage that these forecasts speak for.
     *
     * @param truth the values, [N]
     * @param forecast a network's, that has not learned from them, [N]
     * @param before the last value known when it was made, [N]
     */
    public static Shrinkage of(double[] truth, double[] forecast, double[] before) {
        int n = truth.length;
        if (forecast.length != n || before.length != n) {
            throw new IllegalArgumentException("truth has " + n + " values, forecast " + forecast.length + ", before "
                    + before.length + "; all need the same number");
        }
        double[] d = changes(forecast, before), y = changes(truth, before);
        double dy = 0, dd = 0, squares = 0;
        for (int i = 0; i < n; i++) {
            dy += d[i] * y[i];
            dd += d[i] * d[i];
        }
        if (!(dd > 0)) {
            return new Shrinkage(0, 0, 0, n);
        }
        double estimate = dy / dd;
        for (int i = 0; i < n; i++) {
            double rest =
                    (y[i] - estimate * d[i]) / Math.max(1e-9, 1 - d[i] * d[i] / dd); // what it would be without itself
            squares += d[i] * d[i] * rest * rest;
        }
        double s = Math.sqrt(squares) / dd;
        double sure = SURE * Math.sqrt(1 + FEW / n);
        double kept = estimate - sure * sure * s * s / estimate; // w
        return new Shrinkage(estimate > 0 ? Math.max(0, Math.min(1, kept)) : 0, estimate, s, n);
    }

    /**
     * Changes from the last known values: in shares of them where all are above zero, so that years of high prices do
     * not count for more.
     */
    private static double[] changes(double[] to, double[] before) {
        boolean shares = Arrays.stream(before).allMatch(v -> v > 0);
        return IntStream.range(0, to.length)
                .mapToDouble(i -> (to[i] - before[i]) / (shares ? before[i] : 1))
                .toArray();
    }

    /** The forecasts brought towards the naive ones, [N]. */
    public double[] apply(double[] forecast, double[] before) {
        var shrunk = new double[forecast.length];
        for (int i = 0; i < shrunk.length; i++) {
            shrunk[i] = apply(forecast[i], before[i]);
        }
        return shrunk;
    }

    /** One forecast brought towards the naive one. */
    public double apply(double forecast, double before) {
        return before + weight * (forecast - before);
    }

    /** In a sentence: what was found. */
    @Override
    public String toString() {
        String found = weight == 0
                ? "In %d forecasts of values that it had not learned from, the network has found nothing "
                        + "that lasts (estimate %.2f, standard error %.2f): the forecast will be the naive one."
                : "In %d forecasts of values that it had not learned from, the network has shown that it "
                        + "can be believed (estimate %.2f, standard error %.2f): its weight is %.2f.";
        return String.format(Locale.ROOT, found, count, estimate, standardError, weight);
    }
}
