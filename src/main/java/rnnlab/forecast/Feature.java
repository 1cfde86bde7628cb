package rnnlab.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import rnnlab.series.Column;
import rnnlab.series.Frame;

/** One number that a network sees at each step of a window. */
interface Feature {

    /** For messages and tables: "level", "change", "a year before", "Volume". */
    String name();

    /**
     * The feature at the steps t - k, ..., t - 1, of which none looks at anything later.
     *
     * @param x all series, [F][T]; the first one is forecast
     * @return [k]
     */
    double[] see(double[][] x, int t, int k, Window window);

    /** The features that a target needs of this training part. */
    static List<Feature> of(Target target, Frame train, int season) {
        var features = new ArrayList<Feature>();
        if (target.seesLevel()) features.add(new Level(target));
        if (target.seesChange())
            features.add(
                    new Change(Arrays.stream(train.series().get(0).values()).allMatch(v -> v > 0)));
        if (season > 0) features.add(new YearBefore(target, season));
        for (int s = 1; s < train.series().size(); s++) {
            var series = train.series().get(s);
            boolean above = Arrays.stream(series.values()).allMatch(v -> v >= 0);
            boolean price = Column.named(series.name())
                    .map(EnumSet.of(Column.OPEN, Column.HIGH, Column.LOW, Column.CLOSE)::contains)
                    .orElse(false);
            features.add(
                    target == Target.PRICES
                            ? new Value(series.name(), s)
                            : price ? new Beside(series.name(), s) : new BesideItsMean(series.name(), s, above));
        }
        return List.copyOf(features);
    }

    /** Where the price stood. */
    record Level(Target target) implements Feature {
        @Override
        public String name() {
            return "level";
        }

        @Override
        public double[] see(double[][] x, int t, int k, Window window) {
            return over(t, k, i -> target.express(x[0][i], window));
        }
    }

    /** How much it changed from the step before: in shares of it, or as a difference. */
    record Change(boolean share) implements Feature {
        @Override
        public String name() {
            return "change";
        }

        @Override
        public double[] see(double[][] x, int t, int k, Window window) {
            return over(t, k, i -> (x[0][i] - x[0][i - 1]) / (share ? positive(x[0][i - 1], window) : 1));
        }

        /** A price may fall to zero or below after the training part. */
        private static double positive(double price, Window window) {
            return price > 0 ? price : window.unit();
        }
    }

    /** Where the price stood one season before the step that comes next: for the newest step, what is to be forecast, a year ago. */
    record YearBefore(Target target, int season) implements Feature {
        @Override
        public String name() {
            return "a year before";
        }

        @Override
        public double[] see(double[][] x, int t, int k, Window window) {
            return over(t, k, i -> target.express(x[0][i + 1 - season], window));
        }
    }

    /** Another price of the same instrument, beside the newest one of the price that is forecast. */
    record Beside(String name, int series) implements Feature {
        @Override
        public double[] see(double[][] x, int t, int k, Window window) {
            return over(t, k, i -> (x[series][i] - window.last()) / window.unit());
        }
    }

    /** Something of another size, beside its own mean in the window. */
    record BesideItsMean(String name, int series, boolean share) implements Feature {
        @Override
        public double[] see(double[][] x, int t, int k, Window window) {
            double mean = Arrays.stream(x[series], t - k, t).average().orElse(0);
            return over(t, k, i -> !share ? x[series][i] - mean : mean > 0 ? x[series][i] / mean - 1 : 0);
        }
    }

    /** The value itself. */
    record Value(String name, int series) implements Feature {
        @Override
        public double[] see(double[][] x, int t, int k, Window window) {
            return Arrays.copyOfRange(x[series], t - k, t);
        }
    }

    private static double[] over(int t, int k, IntToDoubleFunction value) {
        return IntStream.range(t - k, t).mapToDouble(value).toArray();
    }
}
