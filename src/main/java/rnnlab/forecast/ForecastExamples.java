package rnnlab.forecast;

import java.time.LocalDate;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Examples cut out of a series by a {@link Framing}: N of them, each k steps of F features in, n prices out. */
public final class ForecastExamples {
    private final Framing framing;
    private final float[][][] inputs; // [N][F][k]
    private final float[][] labels; // [N][n]
    private final double[][] truth; // [N][n]
    private final Window[] windows; // [N]
    private final LocalDate[] dates; // [N]

    ForecastExamples(
            Framing framing,
            float[][][] inputs,
            float[][] labels,
            double[][] truth,
            Window[] windows,
            LocalDate[] dates) {
        this.framing = framing;
        this.inputs = inputs;
        this.labels = labels;
        this.truth = truth;
        this.windows = windows;
        this.dates = dates;
    }

    /** N, the number of examples. */
    public int size() {
        return inputs.length;
    }

    /** The examples start, start + 1, ..., end - 1. */
    public ForecastExamples slice(int start, int end) {
        return new ForecastExamples(
                framing,
                Arrays.copyOfRange(inputs, start, end),
                Arrays.copyOfRange(labels, start, end),
                Arrays.copyOfRange(truth, start, end),
                Arrays.copyOfRange(windows, start, end),
                Arrays.copyOfRange(dates, start, end));
    }

    /** Features [N][F][k] and labels [N][n], scaled, as a network takes them. */
    public DataSet dataSet() {
        return new DataSet(features(), Nd4j.create(labels));
    }

    /** The features, scaled, [N][F][k]. */
    public INDArray features() {
        return Nd4j.create(inputs);
    }

    /** The date of each example's first target, [N]. */
    public LocalDate[] dates() {
        return dates.clone();
    }

    /** A network's answers [N][n] as forecasts one step after each window. */
    public Backtest backtest(INDArray answers) {
        return backtest(answers, 0);
    }

    /** A network's answers [N][n] as forecasts {@code step + 1} steps after each window; dated as the first step. */
    public Backtest backtest(INDArray answers, int step) {
        double[][] y = answers.reshape(size(), framing.ahead()).toDoubleMatrix();
        var forecast = new double[size()];
        for (int i = 0; i < size(); i++) {
            forecast[i] = framing.prices(windows[i], y[i])[step];
        }
        return new Backtest(
                dates,
                Arrays.stream(truth).mapToDouble(row -> row[step]).toArray(),
                forecast,
                Arrays.stream(windows).mapToDouble(Window::last).toArray());
    }

    @Override
    public String toString() {
        return size() + " examples: " + inputs[0][0].length + " steps of " + inputs[0].length
                + (inputs[0].length == 1 ? " feature" : " features") + " in, " + framing.ahead() + " ahead, from "
                + dates[0]
                + " to " + dates[size() - 1];
    }
}
