package rnnlab.exercise.lab;

import java.util.Arrays;
import java.util.List;
import rnnlab.exercise.Exercise;

/**
 * Forecasts of several steps: from the season, from a model's own answers, as targets at every step; and a gap to fill.
 */
final class ForecastingSuite {

    private static final String LAB = "forecasting-suite";

    static final List<Exercise> EXERCISES = List.of(season(), gap(), iterated(), targets());

    private ForecastingSuite() {}

    private static Exercise season() {
        return Exercise.of(LAB, "seasonal-naive", "The seasonal naive forecast")
                .method("double[] seasonalNaive(double[] past, int period, int ahead)")
                .hint("The first forecast is the value one period before it: past[past.length - period].")
                .hint("Farther ahead than one period there is no past value any more: the season begins again.")
                .hint("past[past.length - period + j % period] for j = 0 ... ahead-1.")
                .check("one period ahead: the last period again", 1, t -> {
                    int period = t.whole(3, 5);
                    var past = t.numbers(12, -1, 1);
                    t.call(past, period, period).is(Arrays.copyOfRange(past, 12 - period, 12));
                })
                .check("a period of 1 is the naive forecast", 1, t -> {
                    var past = t.numbers(6, -1, 1);
                    var naive = new double[4];
                    Arrays.fill(naive, past[5]);
                    t.call(past, 1, 4)
                            .because("the value one period before is always the last one")
                            .is(naive);
                });
    }

    private static Exercise gap() {
        return Exercise.of(LAB, "fill-gap", "A gap filled by a straight line")
                .method("double[] filled(double[] x, int from, int to)")
                .hint("The line goes from x[from-1], the last value before the gap, to x[to], the first one after it.")
                .hint("Between these two places there are to - from + 1 steps, all of the same height.")
                .hint("Two whole numbers divided give a whole number: 1/3 is 0. Make one of them a double.")
                .check("a straight line is found again", 1, t -> {
                    double start = t.between(-1, 1), step = t.between(0.1, 1);
                    var line = new double[10];
                    for (int i = 0; i < 10; i++) {
                        line[i] = start + step * i;
                    }
                    var holed = line.clone();
                    Arrays.fill(holed, 3, 7, 0);
                    t.call(holed, 3, 7).is(line);
                })
                .check("one missing value: the mean of its neighbours", 1, t -> {
                    var x = t.numbers(6, -1, 1);
                    x[2] = 0;
                    var full = x.clone();
                    full[2] = (x[1] + x[3]) / 2;
                    t.call(x, 2, 3).is(full);
                });
    }

    private static Exercise iterated() {
        return Exercise.of(LAB, "iterated-forecast", "Ten steps ahead, one at a time")
                .method("double[] iterated(double[] past, double[] w, double b, int ahead)")
                .hint("The model: next = b + the sum over i of w[i] * window[i]. The window is the last "
                        + "w.length values.")
                .hint("Append each forecast to the values: the next window ends with it.")
                .hint("double[] x = Arrays.copyOf(past, past.length + ahead) has room for all of them.")
                .check("one step ahead", 1, t -> {
                    var past = t.numbers(5, -1, 1);
                    var w = t.numbers(3, 0.1, 1);
                    double b = t.between(0.5, 1);
                    double next = b + w[0] * past[2] + w[1] * past[3] + w[2] * past[4];
                    t.call(past, w, b, 1)
                            .because("b + w[0]*past[2] + w[1]*past[3] + w[2]*past[4]")
                            .is(new double[] {next});
                })
                .check(
                        "w = {1}, b = 0: the naive forecast",
                        1, t -> {
                            var past = t.numbers(4, -1, 1);
                            t.call(past, new double[] {1}, 0.0, 3).is(new double[] {past[3], past[3], past[3]});
                        })
                .check("w = {-1, 2}, b = 0: a straight line goes on", 1, t -> {
                    double start = t.between(-1, 1), step = t.between(0.1, 1);
                    var line = new double[9];
                    for (int i = 0; i < 9; i++) {
                        line[i] = start + step * i;
                    }
                    t.call(Arrays.copyOf(line, 4), new double[] {-1, 2}, 0.0, 5)
                            .because("2*x[t-1] - x[t-2] is as far above x[t-1] as x[t-1] is above x[t-2]")
                            .is(Arrays.copyOfRange(line, 4, 9));
                });
    }

    private static Exercise targets() {
        return Exercise.of(LAB, "sequence-targets", "Targets at every step")
                .method("double[][] targets(double[] x, int steps, int ahead)")
                .hint("After step t the network has seen x[0] ... x[t]. The first value to forecast is x[t+1].")
                .hint("Row t holds x[t+1] ... x[t+ahead], for t = 0 ... steps-1.")
                .hint("Arrays.copyOfRange(x, t + 1, t + 1 + ahead)")
                .check("a row for each step, as many values in it as steps ahead", 0.5, t -> {
                    int steps = t.whole(4, 7), ahead = t.whole(2, 3);
                    var answer = t.call(t.numbers(steps + ahead, -1, 1), steps, ahead);
                    var rows = answer.rows();
                    answer.holds(
                            rows.length == steps && Arrays.stream(rows).allMatch(row -> row.length == ahead),
                            steps + " rows of " + ahead + " values");
                })
                .check("one step ahead: the series, one place on", 1, t -> {
                    var x = t.numbers(5, -1, 1);
                    t.call(x, 4, 1).is(new double[][] {{x[1]}, {x[2]}, {x[3]}, {x[4]}});
                })
                .check("the last row is the future", 1, t -> {
                    int steps = t.whole(4, 7);
                    var x = t.numbers(steps + 3, -1, 1);
                    t.call(x, steps, 3)
                            .because("after the last step the network has seen the whole input")
                            .item(steps - 1)
                            .is(Arrays.copyOfRange(x, steps, steps + 3));
                });
    }
}
