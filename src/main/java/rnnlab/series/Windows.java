package rnnlab.series;

import java.time.LocalDate;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Examples for a network, cut out of a series: the values of k steps are the input, the n values after them the target.
 * N is the number of examples, k = {@link #steps()}, n = {@link #ahead()}.
 */
public final class Windows {
    private static final LocalDate[] UNDATED = {};
    private final float[][] rows; // [N][k + n]
    private final LocalDate[][] dates; // [N][n], of the targets; [N][0] where sequences have none
    private final int steps;
    private final int ahead;

    private Windows(float[][] rows, LocalDate[][] dates, int steps, int ahead) {
        this.rows = rows;
        this.dates = dates;
        this.steps = steps;
        this.ahead = ahead;
    }

    /** Every window of the series, each one step after the one before. */
    public static Windows of(Series series, int steps, int ahead) {
        return of(series, steps, ahead, 1);
    }

    /**
     * Windows of the series, each {@code stride} steps after the one before.
     *
     * @param steps k, the length of an input
     * @param ahead n, the length of a target
     * @throws IllegalArgumentException when the series is too short for one window
     */
    public static Windows of(Series series, int steps, int ahead, int stride) {
        atLeastOne("steps", steps);
        atLeastOne("ahead", ahead);
        atLeastOne("stride", stride);
        if (series.size() < (long) steps + ahead) {
            throw new IllegalArgumentException(
                    series + " is too short for a window of steps " + steps + " and ahead " + ahead + ", which needs "
                            + ((long) steps + ahead) + " values; take a longer series or fewer steps");
        }
        int count = (series.size() - steps - ahead) / stride + 1;
        var values = series.values();
        var days = series.dates();
        var rows = new float[count][steps + ahead];
        var dates = new LocalDate[count][];
        for (int i = 0; i < count; i++) {
            int start = i * stride;
            for (int t = 0; t < steps + ahead; t++) {
                rows[i][t] = (float) values[start + t];
            }
            dates[i] = Arrays.copyOfRange(days, start + steps, start + steps + ahead);
        }
        return new Windows(rows, dates, steps, ahead);
    }

    /** Every window of values without dates. */
    public static Windows of(double[] values, int steps, int ahead) {
        atLeastOne("steps", steps);
        atLeastOne("ahead", ahead);
        if (values.length < (long) steps + ahead) {
            throw new IllegalArgumentException("there are " + values.length + " values; a window of steps " + steps
                    + " and ahead " + ahead + " needs " + ((long) steps + ahead));
        }
        var rows = new float[values.length - steps - ahead + 1][steps + ahead];
        for (int i = 0; i < rows.length; i++) {
            for (int t = 0; t < steps + ahead; t++) {
                rows[i][t] = (float) values[i + t];
            }
        }
        return of(rows, steps, ahead);
    }

    /**
     * Windows whose targets lie in {@code future} completely; the first inputs are the last k values of {@code past}
     * (or fewer, where it is shorter).
     */
    public static Windows after(Series past, Series future, int steps, int ahead) {
        atLeastOne("steps", steps);
        return of(past.tail(steps).followedBy(future), steps, ahead);
    }

    /**
     * One window from each of many sequences without dates.
     *
     * @param sequences [N][k + n]
     */
    public static Windows of(float[][] sequences, int steps, int ahead) {
        atLeastOne("steps", steps);
        atLeastOne("ahead", ahead);
        for (int i = 0; i < sequences.length; i++) {
            if (sequences[i].length != steps + ahead) {
                throw new IllegalArgumentException("sequences[" + i + "] has " + sequences[i].length
                        + " values; steps + ahead is " + (steps + ahead));
            }
        }
        var rows = Arrays.stream(sequences).map(float[]::clone).toArray(float[][]::new);
        var dates = new LocalDate[rows.length][];
        Arrays.fill(dates, UNDATED);
        return new Windows(rows, dates, steps, ahead);
    }

    /** N, the number of examples. */
    public int size() {
        return rows.length;
    }

    /** k, the length of an input. */
    public int steps() {
        return steps;
    }

    /** n, the length of a target. */
    public int ahead() {
        return ahead;
    }

    /** The examples start, start + 1, ..., end - 1. */
    public Windows slice(int start, int end) {
        return new Windows(Arrays.copyOfRange(rows, start, end), Arrays.copyOfRange(dates, start, end), steps, ahead);
    }

    /** The input of example i, [k]. */
    public float[] input(int i) {
        return Arrays.copyOf(rows[i], steps);
    }

    /** The target of example i, [n]. */
    public float[] target(int i) {
        return Arrays.copyOfRange(rows[i], steps, steps + ahead);
    }

    /** All inputs, [N][k]. */
    public float[][] inputs() {
        return cut(0, steps);
    }

    /** All targets, [N][n]. */
    public float[][] targets() {
        return cut(steps, steps + ahead);
    }

    /** The date of the first target of example i. */
    public LocalDate date(int i) {
        return date(i, 0);
    }

    /**
     * The date of target {@code step} (0 is the first) of example i.
     *
     * @throws IllegalStateException when the windows come from sequences without dates
     */
    public LocalDate date(int i, int step) {
        if (dates[i].length == 0) {
            throw new IllegalStateException("these windows come from sequences without dates");
        }
        return dates[i][step];
    }

    /** Features [N][1][k], labels [N][n]: a network that answers once, after the last step. */
    public DataSet dataSet() {
        return new DataSet(features(), Nd4j.create(targets()));
    }

    /**
     * Features [N][1][k], labels [N][n][k]: a network that forecasts at every step. The label at step t is the n values
     * that follow step t.
     */
    public DataSet sequenceDataSet() {
        int window = steps;
        var labels = new float[size()][ahead][window];
        for (int i = 0; i < size(); i++) {
            for (int j = 0; j < ahead; j++) {
                System.arraycopy(rows[i], j + 1, labels[i][j], 0, window);
            }
        }
        return new DataSet(features(), Nd4j.create(labels));
    }

    /** The inputs as a network takes them, [N][1][k]. */
    public INDArray features() {
        return Nd4j.create(inputs()).reshape(size(), 1, steps);
    }

    /** The newest k values as one input without a target, [1][1][k]: what the next forecast starts from. */
    public static INDArray latest(Series series, int steps) {
        atLeastOne("steps", steps);
        if (series.size() < steps) {
            throw new IllegalArgumentException(series + " is too short for an input of " + steps + " steps");
        }
        return Nd4j.createFromArray(series.tail(steps).values())
                .castTo(DataType.FLOAT)
                .reshape(1, 1, steps);
    }

    /** The true values at target {@code step} (0 is the first) as a series. */
    public Series truth(String name, int step) {
        return series(name, targets(), step);
    }

    /**
     * A network's answers as a series, back in the series' unit.
     *
     * @param output [N][n], or [N][n][k] from a network that answers at every step, of which the last step counts
     * @param step which of the n values, 0 is the first
     */
    public Series predicted(String name, INDArray output, int step, Scaler scaler, String unit) {
        return scaler.unscale(series(name, lastStep(output), step), unit);
    }

    /** A network's answers at target {@code step} (0 is the first), without dates and on the network's scale, [N]. */
    public static double[] answers(INDArray output, int step) {
        return Arrays.stream(lastStep(output)).mapToDouble(row -> row[step]).toArray();
    }

    /** The true values at target {@code step} (0 is the first), [N]. */
    public double[] truth(int step) {
        return Arrays.stream(rows).mapToDouble(row -> row[steps + step]).toArray();
    }

    /** The column {@code step} of {@code values} [N][n] as a series, on the dates of the targets. */
    public Series series(String name, float[][] values, int step) {
        if (values.length != size()) {
            throw new IllegalArgumentException(
                    "values has " + values.length + " rows; there are " + size() + " windows");
        }
        var d = new LocalDate[size()];
        var v = new double[size()];
        for (int i = 0; i < size(); i++) {
            d[i] = date(i, step);
            v[i] = values[i][step];
        }
        return Series.of(name, "", d, v);
    }

    private static float[][] lastStep(INDArray output) {
        if (output.rank() == 2) {
            return output.toFloatMatrix();
        }
        var rows = new float[(int) output.size(0)][(int) output.size(1)];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows[i].length; j++) {
                rows[i][j] = output.getFloat(i, j, output.size(2) - 1);
            }
        }
        return rows;
    }

    private float[][] cut(int from, int to) {
        return Arrays.stream(rows).map(row -> Arrays.copyOfRange(row, from, to)).toArray(float[][]::new);
    }

    private static void atLeastOne(String argument, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(argument + " is " + value + "; it must be at least 1");
        }
    }

    @Override
    public String toString() {
        return size() + " windows: " + steps + " steps in, " + ahead + " ahead";
    }
}
