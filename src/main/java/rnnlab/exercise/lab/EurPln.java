package rnnlab.exercise.lab;

import java.util.Arrays;
import java.util.List;
import rnnlab.exercise.Exercise;

/** A rate: its returns, the direction of a forecast, and whether a network is better than no network. */
final class EurPln {

    private static final String LAB = "eurpln";

    static final List<Exercise> EXERCISES = List.of(returns(), hitRate(), beatsNaive());

    private EurPln() {}

    private static Exercise returns() {
        return Exercise.of(LAB, "returns", "Changes from day to day, in per cent")
                .method("double[] returns(double[] rates)")
                .hint("The first return belongs to the second day: there is one less than there are rates.")
                .hint("100 * (today - yesterday) / yesterday")
                .check("one less than rates", 0.5, t -> {
                    int n = t.whole(4, 9);
                    var answer = t.call(t.numbers(n, 4, 5));
                    answer.holds(answer.numbers().length == n - 1, n - 1 + " returns");
                })
                .check("4.00 to 4.10", 0.5, t -> t.call(new double[] {4.0, 4.1}).is(new double[] {2.5}))
                .check("another currency, the same returns", 1, t -> {
                    var rates = t.numbers(5, 4, 5);
                    var before = t.call(rates).numbers();
                    t.call(Arrays.stream(rates).map(r -> 100 * r).toArray())
                            .because("all rates are 100 times as large")
                            .is(before);
                });
    }

    private static Exercise hitRate() {
        return Exercise.of(LAB, "hit-rate", "How often the direction is right")
                .method("double hitRate(double[] truth, double[] predicted, double[] previous)")
                .hint("Up or down is meant from the previous value: the signs of truth - previous and "
                        + "predicted - previous.")
                .hint("Days on which the rate did not change do not count, neither as right nor as wrong.")
                .hint("100 * right / counted")
                .check("all right, all wrong", 1, t -> {
                    var previous = t.numbers(6, 4, 5);
                    var up = Arrays.stream(previous).map(v -> v + 0.1).toArray();
                    var down = Arrays.stream(previous).map(v -> v - 0.1).toArray();
                    t.call(up, up, previous).is(100.0);
                    t.call(up, down, previous).is(0.0);
                })
                .check("near the truth on the wrong side is wrong", 1, t -> t.call(
                                new double[] {4.01, 4.5}, new double[] {3.99, 4.1}, new double[] {4, 4})
                        .because("the first forecast says down, the rate went up; the second is far off but says up")
                        .is(50.0));
    }

    private static Exercise beatsNaive() {
        return Exercise.of(LAB, "beats-naive", "Better than \"tomorrow = today\"?")
                .method("double gain(double[] truth, double[] predicted, double[] previous)")
                .hint("The naive forecast is previous. Take the RMSE of both.")
                .hint("gain = 100 * (1 - rmse of the network / rmse of the naive forecast): per cent of error saved.")
                .check("the naive forecast itself gains nothing", 1, t -> {
                    var previous = t.numbers(5, 4, 5);
                    t.call(Arrays.stream(previous).map(v -> v + 0.02).toArray(), previous, previous)
                            .is(0.0);
                })
                .check("a perfect forecast saves all", 1, t -> {
                    var truth = t.numbers(5, 4, 5);
                    t.call(truth, truth, new double[5]).is(100.0);
                });
    }
}
