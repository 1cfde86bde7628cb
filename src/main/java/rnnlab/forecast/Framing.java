package rnnlab.forecast;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rnnlab.series.Frame;
import rnnlab.series.MinMaxScaler;
import rnnlab.series.Scaler;
import rnnlab.series.StandardScaler;

/**
 * How a series is cut into examples for a network, and how the network's answers become prices again. Everything that
 * it knows of the data, the scales, it has from the training part.
 *
 * <p>An example is the values of k steps, one or more features at each, and the n values after them. The first series
 * of a {@link Frame} is the one to be forecast; the others are seen beside it.
 */
public final class Framing {
    /**
     * Labels beyond so many typical ones are learned as this: one crash or share split must not decide what is learned.
     */
    private static final double LARGEST_LABEL = 5;

    private static final double SMALLEST_UNIT = 0.01;

    private final Target target;
    private final int steps;
    private final int ahead;
    private final int season;
    private final double smallestUnit;
    private final List<Feature> features;
    private final Scaler[] inputScales; // [F]
    private final Scaler[] labelScales; // [n]

    private Framing(Target target, Frame train, int steps, int ahead, int season) {
        this.target = target;
        this.steps = steps;
        this.ahead = ahead;
        this.season = season;
        double lowest = Arrays.stream(train.series().get(0).values()).min().getAsDouble();
        this.smallestUnit = lowest > 0 ? SMALLEST_UNIT * lowest : 0;
        this.features = Feature.of(target, train, season);
        double[][] x = train.values();
        var inputs = new ArrayList<double[][]>();
        var labels = new ArrayList<double[]>();
        for (int t = first(); t + ahead <= train.size(); t++) {
            Window window = window(x[0], t);
            inputs.add(inputs(x, t, window));
            labels.add(labels(x[0], t, window));
        }
        this.inputScales = new Scaler[features.size()];
        for (int f = 0; f < inputScales.length; f++) {
            int feature = f;
            inputScales[f] = scale(inputs.stream().map(example -> example[feature]));
        }
        this.labelScales = new Scaler[ahead];
        for (int j = 0; j < ahead; j++) {
            int step = j;
            // Prices that are put in and prices that come out have one scale.
            labelScales[j] = target == Target.PRICES
                    ? inputScales[0]
                    : scale(labels.stream().map(label -> new double[] {label[step]}));
        }
    }

    /**
     * Prices from 0 to 1; what is relative to the window by its typical size, so that zero stays zero, which means "no
     * change".
     */
    private Scaler scale(Stream<double[]> values) {
        double[] all = values.flatMapToDouble(Arrays::stream).toArray();
        var range = Arrays.stream(all).summaryStatistics();
        return target == Target.PRICES
                ? new MinMaxScaler(range.getMin(), range.getMax())
                : new StandardScaler(
                        0,
                        Math.sqrt(Arrays.stream(all).map(v -> v * v).average().orElse(0)));
    }

    /**
     * Learns the scales of a training part.
     *
     * @param train what is forecast, and then the further inputs
     * @param steps k, how many values the network sees
     * @param ahead n, how many it forecasts
     * @param season steps of a year, 12 for months: the network sees beside each value the one a year before the next;
     *     0 for none
     * @throws IllegalArgumentException when the training part is too short; the message says how long it must be
     */
    public static Framing fit(Target target, Frame train, int steps, int ahead, int season) {
        atLeast("steps", steps, 1);
        atLeast("ahead", ahead, 1);
        atLeast("season", season, 0);
        if (target == Target.RETURNS) {
            train.series().get(0).requireAboveZero("learn = \"returns\"");
        }
        int shortest = before(steps, season) + ahead;
        if (train.size() < shortest) {
            throw new IllegalArgumentException(
                    "the training part has " + train.size() + " values; with steps = " + steps
                            + (season == 0 ? "" : ", a season of " + season) + " and ahead = " + ahead
                            + " the first example needs "
                            + shortest + ". Take a longer range, a shorter interval, or fewer steps");
        }
        return new Framing(target, train, steps, ahead, season);
    }

    /**
     * Makes sure that a training part can be learned from and tried in folds, the first of which has half of it.
     *
     * @throws IllegalArgumentException when it is too short; the message says how many values it needs and what to do
     */
    public static void requireLength(Frame train, int steps, int season) {
        int needed =
                2 * (before(steps, season) + 2); // an example to learn from and one for validation in the first fold
        if (train.size() < needed) {
            throw new IllegalArgumentException(
                    "the training part has " + train.size() + " values, from " + train.firstDate()
                            + " to " + train.lastDate() + "; with steps = " + steps
                            + (season == 0 ? "" : " and a season of " + season) + " it needs at least " + needed
                            + ". Take a longer range, a shorter interval, a larger share for training, or fewer steps");
        }
    }

    /** F, how many numbers the network sees at each step. */
    public int features() {
        return features.size();
    }

    /** What they are, [F]. */
    public List<String> featureNames() {
        return features.stream().map(Feature::name).toList();
    }

    /**
     * The examples whose targets all lie in from, ..., to - 1. What they see may lie before {@code from}; the first
     * values of a series, which have too little before them, are nobody's target.
     *
     * @throws IllegalArgumentException when there is none
     */
    public ForecastExamples examples(Frame series, int from, int to) {
        int first = Math.max(from, first());
        if (first + ahead > to) {
            throw new IllegalArgumentException("no example lies from " + from + " to " + to + " of " + series
                    + ": it needs " + first() + " values before it and " + ahead + " to forecast");
        }
        int count = to - ahead - first + 1;
        double[][] x = series.values();
        LocalDate[] dates = series.dates();
        var inputs = new float[count][][];
        var labels = new float[count][ahead];
        var truth = new double[count][];
        var windows = new Window[count];
        for (int i = 0; i < count; i++) {
            int t = first + i;
            windows[i] = window(x[0], t);
            inputs[i] = scaled(inputs(x, t, windows[i]));
            double[] label = labels(x[0], t, windows[i]);
            for (int j = 0; j < ahead; j++) {
                labels[i][j] = (float) labelScales[j].scale(label[j]);
            }
            truth[i] = Arrays.copyOfRange(x[0], t, t + ahead);
        }
        if (target != Target.PRICES) {
            for (var label : labels) {
                limit(label);
            }
        }
        return new ForecastExamples(
                this, inputs, labels, truth, windows, Arrays.copyOfRange(dates, first, first + count));
    }

    /** Every example of a series. */
    public ForecastExamples examples(Frame series) {
        return examples(series, 0, series.size());
    }

    /** What the network sees before it forecasts the values after the last one, [1][F][k]. */
    public INDArray newest(Frame series) {
        double[][] x = series.values();
        int t = series.size();
        return Nd4j.create(new float[][][] {scaled(inputs(x, t, window(x[0], t)))});
    }

    /** The forecast from {@link #newest}, as prices, [n]. */
    public double[] next(Frame series, INDArray answer) {
        double[] x = series.series().get(0).values();
        return prices(window(x, x.length), answer.reshape(ahead).toDoubleVector());
    }

    /** A network's answers after one window as prices, [n]. */
    double[] prices(Window window, double[] answers) {
        var prices = new double[ahead];
        for (int j = 0; j < ahead; j++) {
            prices[j] = target.price(labelScales[j].unscale(answers[j]), window);
        }
        return prices;
    }

    int ahead() {
        return ahead;
    }

    /** The first index that has enough before it. */
    private int first() {
        return before(steps, season);
    }

    private static int before(int steps, int season) {
        return season == 0 ? steps + 1 : steps + season;
    }

    private Window window(double[] x, int t) {
        return Window.of(x, t, steps, smallestUnit);
    }

    /** The features before t, not scaled, [F][k]. */
    private double[][] inputs(double[][] x, int t, Window window) {
        return features.stream().map(f -> f.see(x, t, steps, window)).toArray(double[][]::new);
    }

    /** What is to be answered at t, not scaled, [n]. */
    private double[] labels(double[] x, int t, Window window) {
        return Arrays.stream(x, t, t + ahead)
                .map(value -> target.express(value, window))
                .toArray();
    }

    private float[][] scaled(double[][] inputs) {
        var scaled = new float[inputs.length][steps];
        for (int f = 0; f < inputs.length; f++) {
            for (int i = 0; i < steps; i++) {
                scaled[f][i] = (float) inputScales[f].scale(inputs[f][i]);
            }
        }
        return scaled;
    }

    private static void limit(float[] label) {
        for (int j = 0; j < label.length; j++) {
            label[j] = (float) Math.max(-LARGEST_LABEL, Math.min(LARGEST_LABEL, label[j]));
        }
    }

    private static void atLeast(String argument, int value, int smallest) {
        if (value < smallest) {
            throw new IllegalArgumentException(argument + " is " + value + "; it must be at least " + smallest);
        }
    }
}
