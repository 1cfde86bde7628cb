package rnnlab.chart;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The charts of the labs, ready made. Each is a {@link Chart} and can be changed like any other. */
public final class Charts {

    /** How a space is shown among letters. */
    static final String SPACE = "\u2423";

    private Charts() {}

    /** A series over dates. */
    public static Chart series(String name, String unit, LocalDate[] dates, double[] values) {
        return Chart.of(name).x("date").y(name, unit).line(name, dates, values);
    }

    /** A series over steps 1, 2, 3, ... */
    public static Chart series(String name, String unit, double[] values) {
        return Chart.of(name).x("step").y(name, unit).line(name, values);
    }

    /**
     * A prediction over the truth, with the border between the train and the test part.
     *
     * @param dates one for each value
     * @param truth the measured values
     * @param prediction as long as {@code truth}; NaN where nothing was predicted (the first window)
     * @param border index of the first value of the test part, from 1 to {@code truth.length - 1}
     */
    public static Chart prediction(
            String name, String unit, LocalDate[] dates, double[] truth, double[] prediction, int border) {
        if (border < 1 || border >= dates.length) {
            throw new IllegalArgumentException(
                    "border " + border + ": it must be an index from 1 to " + (dates.length - 1));
        }
        return parts(
                        base(name, unit).x("date").line("truth", dates, truth).colored(Palette.TRUTH),
                        Positions.of(dates),
                        prediction,
                        border)
                .border(dates[border], "test \u2192");
    }

    /** As the other, over steps 1, 2, 3, ... */
    public static Chart prediction(String name, String unit, double[] truth, double[] prediction, int border) {
        if (border < 1 || border >= truth.length) {
            throw new IllegalArgumentException(
                    "border " + border + ": it must be an index from 1 to " + (truth.length - 1));
        }
        return parts(
                        base(name, unit).x("step").line("truth", truth).colored(Palette.TRUTH),
                        Positions.counting(1, truth.length),
                        prediction,
                        border)
                .border(border + 1, "test \u2192");
    }

    /** A prediction over the truth, for one part of the data. */
    public static Chart prediction(String name, String unit, LocalDate[] dates, double[] truth, double[] prediction) {
        return base(name, unit)
                .x("date")
                .line("truth", dates, truth)
                .colored(Palette.TRUTH)
                .line("prediction", dates, prediction)
                .colored(Palette.VERMILION);
    }

    /** A prediction over the truth, over steps 1, 2, 3, ... */
    public static Chart prediction(String name, String unit, double[] truth, double[] prediction) {
        return base(name, unit)
                .x("step")
                .line("truth", truth)
                .colored(Palette.TRUTH)
                .line("prediction", prediction)
                .colored(Palette.VERMILION);
    }

    /** The loss of each epoch on the training data. */
    public static Chart loss(double[] train) {
        return Chart.of("Loss").x("epoch").y("loss").line("train", train);
    }

    /** The loss of each epoch on training and on validation data; {@code .logY()} for a logarithmic axis. */
    public static Chart loss(double[] train, double[] validation) {
        boolean measured = Arrays.stream(validation).anyMatch(v -> !Double.isNaN(v));
        return measured ? loss(train).line("validation", validation) : loss(train);
    }

    /** The learning rate of each epoch. */
    public static Chart learningRate(double[] rates) {
        return Chart.of("Learning rate").x("epoch").y("learning rate").line("learning rate", rates);
    }

    /** What the prediction missed: truth minus prediction, over dates. */
    public static Chart residuals(String name, String unit, LocalDate[] dates, double[] truth, double[] prediction) {
        return residuals(name, unit, Positions.of(dates), truth, prediction).x("date");
    }

    /** What the prediction missed: truth minus prediction, over steps 1, 2, 3, ... */
    public static Chart residuals(String name, String unit, double[] truth, double[] prediction) {
        return residuals(name, unit, Positions.counting(1, truth.length), truth, prediction)
                .x("step");
    }

    /**
     * How often values lie in each of {@code bins} intervals of equal width; NaN is left out. Whole numbers have at
     * most so many intervals, each of equally many numbers.
     */
    public static Chart histogram(String name, String unit, double[] values, int bins) {
        return Histogram.chart(name, unit, values, bins);
    }

    /**
     * Values as colours.
     *
     * @param rows names of the rows, the first one at the top
     * @param positions of the columns
     * @param cells [row][column]
     * @param what the meaning of the colour
     */
    public static Chart heatMap(String title, String[] rows, double[] positions, double[][] cells, String what) {
        return Chart.of(title).add(new Mark.Heat(rows, Positions.of(positions), cells, Axis.of(what)));
    }

    /** As the other, with columns at dates. */
    public static Chart heatMap(String title, String[] rows, LocalDate[] dates, double[][] cells, String what) {
        return Chart.of(title).x("date").add(new Mark.Heat(rows, Positions.of(dates), cells, Axis.of(what)));
    }

    /** As the other, with named columns. */
    public static Chart heatMap(String title, String[] rows, String[] columns, double[][] cells, String what) {
        return Chart.of(title).add(new Mark.Heat(rows, Positions.of(columns), cells, Axis.of(what)));
    }

    /**
     * Which of the source's tokens a decoder attended to while it wrote each of its own.
     *
     * @param source from left to right, [S]
     * @param target from top to bottom, [T]
     * @param weights [T][S]
     */
    public static Chart alignment(String title, List<String> source, List<String> target, float[][] weights) {
        double[][] cells = Arrays.stream(weights)
                .map(row ->
                        IntStream.range(0, row.length).mapToDouble(s -> row[s]).toArray())
                .toArray(double[][]::new);
        return heatMap(title, visible(target), visible(source), cells, "weight")
                .x("reads")
                .y("says")
                .size(Math.max(420, 170 + 24 * source.size()), Math.max(240, 120 + 24 * target.size()));
    }

    /** The tokens with a sign for what cannot be seen. */
    private static String[] visible(List<String> tokens) {
        return tokens.stream().map(token -> token.equals(" ") ? SPACE : token).toArray(String[]::new);
    }

    private static Chart base(String name, String unit) {
        return Chart.of(name + ": truth and prediction").y(name, unit);
    }

    private static Chart parts(Chart chart, Positions x, double[] prediction, int border) {
        var train = prediction.clone();
        var test = prediction.clone();
        Arrays.fill(train, Math.min(border, train.length), train.length, Double.NaN);
        Arrays.fill(test, 0, Math.min(border, test.length), Double.NaN);
        return chart.line("prediction, train", x, train)
                .colored(Palette.BLUE)
                .line("prediction, test", x, test)
                .colored(Palette.VERMILION);
    }

    private static Chart residuals(String name, String unit, Positions x, double[] truth, double[] prediction) {
        if (truth.length != prediction.length) {
            throw new IllegalArgumentException("residuals of '" + name + "': " + truth.length + " true values but "
                    + prediction.length + " predicted");
        }
        var missed = new double[truth.length];
        Arrays.setAll(missed, i -> truth[i] - prediction[i]);
        return Chart.of(name + ": residuals")
                .y("truth minus prediction", unit)
                .points("residual", x, missed)
                .level(0, "");
    }
}
