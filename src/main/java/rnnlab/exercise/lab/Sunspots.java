package rnnlab.exercise.lab;

import java.util.Arrays;
import java.util.List;
import rnnlab.exercise.Exercise;

/** The sunspots: scaling without a look into the future, the naive forecast, the lecture's network. */
final class Sunspots {

    private static final String LAB = "sunspots";

    static final List<Exercise> EXERCISES = List.of(leak(), naive(), network());

    private Sunspots() {}

    private static Exercise leak() {
        return Exercise.of(LAB, "leaking-split", "Scaling that does not look into the future")
                .method("double[] scaled(double[] series, int border)")
                .hint("Which values may the smallest and the largest value be taken from?")
                .hint("Look for min and max in series[0] ... series[border-1] only; then scale all values with them.")
                .hint("Test values may come out above 1 or below 0. That is right.")
                .check("the training part fills 0 to 1", 1, t -> {
                    var y = t.numbers(20, 0, 100);
                    y[15] = 250;
                    y[16] = -50;
                    var part = Arrays.copyOf(t.call(y, 12).numbers(), 12);
                    var answer = t.call(y, 12);
                    answer.holds(
                            Arrays.stream(part).min().orElse(-1) == 0
                                    && Arrays.stream(part).max().orElse(-1) == 1,
                            "0 and 1 as the smallest and largest of the first 12 values");
                })
                .check("a change in the test part changes nothing in the training part", 2, t -> {
                    var y = t.numbers(20, 0, 100);
                    var changed = y.clone();
                    changed[18] = 500;
                    var before = Arrays.copyOf(t.call(y, 12).numbers(), 12);
                    var after = t.call(changed, 12).because("the only change is in the test part, at [18]");
                    after.holds(
                            Arrays.equals(before, Arrays.copyOf(after.numbers(), 12)),
                            "the same first 12 values as before: " + Arrays.toString(Arrays.copyOf(before, 3)) + "...");
                });
    }

    private static Exercise naive() {
        return Exercise.of(LAB, "naive-rmse", "The error of \"next month = this month\"")
                .method("double naiveRmse(double[] series, int border)")
                .hint("For each t from border on the forecast is series[t-1].")
                .hint("Mean of (series[t] - series[t-1])^2 over the test part, then the root.")
                .check("a straight line", 1, t -> {
                    double step = t.between(0.5, 3);
                    var line = new double[15];
                    for (int i = 0; i < 15; i++) {
                        line[i] = step * i;
                    }
                    t.call(line, 10)
                            .because("each forecast is one step of " + step + " too low")
                            .is(step);
                })
                .check("only the test part counts", 1, t -> {
                    var y = t.numbers(15, 0, 1);
                    double before = t.call(y, 10).number();
                    y[3] += 100;
                    t.call(y, 10)
                            .because("only series[3] changed, in the training part")
                            .is(before);
                })
                .check("a jump at the border", 1, t -> t.call(new double[] {0, 0, 0, 3, 3}, 3)
                        .because("the first test value is forecast from the last training value: the root of (9 + 0)/2")
                        .is(Math.sqrt(4.5)));
    }

    private static Exercise network() {
        return Exercise.of(LAB, "lecture-network", "The lecture's network")
                .method("MultiLayerConfiguration network(int units)")
                .hint("new NeuralNetConfiguration.Builder() ... .list().layer(...).layer(...).build()")
                .hint("new LastTimeStep(new "
                        + "SimpleRnn.Builder().nIn(1).nOut(units).activation(Activation.TANH).build())")
                .hint("new OutputLayer.Builder(LossFunction.MSE).nIn(units).nOut(1)"
                        + ".activation(Activation.TANH).build()")
                .check("a SimpleRNN with as many units as asked for", 1, t -> {
                    int units = t.whole(2, 9);
                    var answer = t.call(units);
                    var layers = answer.layers();
                    answer.holds(
                            !layers.isEmpty()
                                    && layers.get(0).type().equals("SimpleRnn")
                                    && layers.get(0).outputs() == units,
                            "a first layer SimpleRnn with nOut = " + units + "; the layers are " + layers);
                })
                .check("one number comes out", 1, t -> {
                    var answer = t.call(3);
                    var layers = answer.layers();
                    answer.holds(
                            layers.size() == 2
                                    && layers.get(1).outputs() == 1
                                    && layers.get(1).inputs() == 3,
                            "a second layer with nIn = 3 and nOut = 1; the layers are " + layers);
                });
    }
}
