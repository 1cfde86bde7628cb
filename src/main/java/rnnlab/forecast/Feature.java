package rnnlab.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import rnnlab.series.Frame;
import rnnlab.series.csv.Column;

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
        boolean above = train.series().get(0).isAboveZero();
        if (target.seesLevel()) {
            features.add(new Level(target));
        }
        if (target.seesChange()) {
            features.add(new Change(above));
        }
        if (season > 0) {
            features.add(target.seesChange() ? new SeasonalChange(above, season) : new YearBefore(target, season));
        }
        for (int s = 1; s < train.series().size(); s++) {
            var series = train.series().get(s);
            boolean positive = Arrays.stream(series.values()).allMatch(v -> v >= 0);
            boolean price = Column.named(series.name())
                    .map(EnumSet.of(Column.OPEN, Column.HIGH, Column.LOW, Column.CLOSE)::contains)
                    .orElse(false);
            features.add(
                    target == Target.PRICES
                            ? new Value(series.name(), s)
                            : price ? new Beside(series.name(), s) : new BesideItsMean(series.name(), s, positive));
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
            return over(t, k, i -> at(x[0], i, window));
        }

        double at(double[] x, int i, Window window) {
            // A price may fall to zero or below after the training part.
            double unit = !share ? 1 : x[i - 1] > 0 ? x[i - 1] : window.unit();
            return (x[i] - x[i - 1]) / unit;
        }
    }

    /**
     * How much the price changed, on the mean of at most ten years before, at the time of the year of the step that
     * comes next: for the newest step, of what is to be forecast.
     */
    record SeasonalChange(Change change, int season) implements Feature {
        private static final int YEARS = 10;

        SeasonalChange(boolean share, int season) {
            this(new Change(share), season);
        }

        @Override
        public String name() {
            return "change at this time of other years";
        }

        @Override
        public double[] see(double[][] x, int t, int k, Window window) {
            return over(t, k, i -> IntStream.rangeClosed(1, YEARS)
                    .map(years -> i + 1 - years * season)
                    .filter(j -> j >= 1)
                    .mapToDouble(j -> change.at(x[0], j, window))
                    .average()
                    .orElseThrow());
        }
    }

    /**
     * Where the price stood one season before the step that comes next: for the newest step, what is to be forecast, a
     * year ago.
     */
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
