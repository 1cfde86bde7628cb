package rnnlab.exercise.lab;

import java.util.Arrays;
import java.util.List;
import rnnlab.exercise.Exercise;

/** From a sampled function to windows and targets, and the error of a forecast. */
final class FunctionSequences {

    private static final String LAB = "function-sequences";

    static final List<Exercise> EXERCISES = List.of(windows(), testPart(), rmse());

    private FunctionSequences() {}

    private static Exercise windows() {
        return Exercise.of(LAB, "windows", "Windows of y and the value that follows each")
                .method("double[][] inputs(double[] y, int steps)")
                .method("double[] targets(double[] y, int steps)")
                .hint("The first window is y[0] ... y[steps-1]; its target is y[steps].")
                .hint("There are y.length - steps windows: the last value is a target only.")
                .hint("Arrays.copyOfRange(y, i, i + steps) is window i; y[i + steps] is its target.")
                .check("how many", 1, t -> {
                    int n = t.whole(10, 20), steps = t.whole(2, 5);
                    var inputs = t.run("inputs", t.numbers(n, 0, 1), steps);
                    inputs.holds(inputs.rows().length == n - steps, n + " - " + steps + " windows");
                })
                .check("the first window and the last target", 1, t -> {
                    var y = t.numbers(9, 0, 1);
                    var inputs = t.run("inputs", y, 3);
                    inputs.holds(Arrays.equals(inputs.rows()[0], Arrays.copyOf(y, 3)), "the first three values first");
                    var targets = t.run("targets", y, 3);
                    var numbers = targets.numbers();
                    targets.holds(
                            numbers.length > 0 && numbers[numbers.length - 1] == y[8], "the last value of y last");
                });
    }

    private static Exercise testPart() {
        return Exercise.of(LAB, "test-part", "Windows of the test part")
                .method("double[][] testInputs(double[] y, int border, int steps)")
                .hint("y[border] is the first value to be forecast. Which values does its window hold?")
                .hint("The window of y[t] is y[t-steps] ... y[t-1]; it may reach back into the training part.")
                .check("every test value gets a forecast", 1, t -> {
                    int n = t.whole(12, 20), border = t.whole(6, 10);
                    var inputs = t.call(t.numbers(n, 0, 1), border, 4);
                    inputs.holds(
                            inputs.rows().length == n - border,
                            n - border + " windows, one for each value from y[border] on");
                })
                .check("no window holds its own target", 1, t -> {
                    var y = t.numbers(12, 0, 1);
                    var rows = t.call(y, 8, 3).rows();
                    var changed = y.clone();
                    changed[11] += 1;
                    var again = t.call(changed, 8, 3);
                    again.holds(
                            Arrays.deepEquals(rows, again.rows()),
                            "the same windows when only the last target changes");
                });
    }

    private static Exercise rmse() {
        return Exercise.of(LAB, "rmse", "The root mean squared error")
                .method("double rmse(double[] truth, double[] predicted)")
                .hint("Square the differences, take their mean, then the root.")
                .check("a perfect forecast", 0.5, t -> {
                    var y = t.numbers(5, -1, 1);
                    t.call(y, y).is(0.0);
                })
                .check("always wrong by d", 1, t -> {
                    var y = t.numbers(6, -1, 1);
                    double d = t.between(0.5, 2);
                    t.call(y, Arrays.stream(y).map(v -> v - d).toArray())
                            .because("each value is off by " + d)
                            .is(d);
                })
                .check("3 and 4", 0.5, t -> t.call(new double[] {3, 4}, new double[2])
                        .because("the root of (9 + 16)/2")
                        .is(Math.sqrt(12.5)));
    }
}
