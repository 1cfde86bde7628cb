package rnnlab.forecast;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import rnnlab.series.Errors;

/**
 * Forecasts of values that are known by now, in the order of time.
 *
 * @param dates of the values that were forecast, [N]
 * @param truth the values, [N]
 * @param forecast what was forecast, [N]
 * @param before the last value known when it was forecast, [N]: the naive forecast
 */
public record Backtest(LocalDate[] dates, double[] truth, double[] forecast, double[] before) {

    public Backtest {
        int n = dates.length;
        if (n == 0 || truth.length != n || forecast.length != n || before.length != n) {
            throw new IllegalArgumentException("there are " + n + " dates, " + truth.length + " true values, "
                    + forecast.length + " forecasts and " + before.length
                    + " values before; all need the same number, at least 1");
        }
        dates = dates.clone();
        truth = truth.clone();
        forecast = forecast.clone();
        before = before.clone();
    }

    /** N, the number of forecasts. */
    public int size() {
        return dates.length;
    }

    /** This and a later one. */
    public Backtest followedBy(Backtest later) {
        return new Backtest(
                Stream.of(dates, later.dates).flatMap(Arrays::stream).toArray(LocalDate[]::new),
                joined(truth, later.truth),
                joined(forecast, later.forecast),
                joined(before, later.before));
    }

    /** The newest {@code count} forecasts, or all of them where there are fewer. */
    public Backtest tail(int count) {
        int from = Math.max(0, size() - count);
        return new Backtest(
                Arrays.copyOfRange(dates, from, size()),
                Arrays.copyOfRange(truth, from, size()),
                Arrays.copyOfRange(forecast, from, size()),
                Arrays.copyOfRange(before, from, size()));
    }

    /** The same with the forecasts brought towards the naive ones. */
    public Backtest shrunk(Shrinkage shrinkage) {
        return new Backtest(dates, truth, shrinkage.apply(forecast, before), before);
    }

    /** How far the forecasts miss. */
    public Errors errors() {
        return Errors.of(truth, forecast, before);
    }

    /** How far the naive forecast "the next value will be like the last one" misses. */
    public Errors naive() {
        return Errors.naive(truth, before);
    }

    /** The RMSE divided by the naive forecast's: below 1 is better than naive. */
    public double besideNaive() {
        return errors().ratio(naive());
    }

    private static double[] joined(double[] a, double[] b) {
        return DoubleStream.concat(Arrays.stream(a), Arrays.stream(b)).toArray();
    }
}
