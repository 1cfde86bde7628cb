package rnnlab.exercise.lab;

import java.util.List;
import rnnlab.exercise.Exercise;

/** Projekt 6 as one method, so that it can be tried on files that nobody has seen. */
final class ProjektSix {

    private static final String LAB = "projekt-6";

    static final List<Exercise> EXERCISES = List.of(border(), errors(), projekt());

    private ProjektSix() {}

    private static Exercise border() {
        return Exercise.of(LAB, "border", "Where the test part begins")
                .method("int border(int values, double train)")
                .hint("The share train of all values belongs to the training part; its size is also the "
                        + "index of the first test value.")
                .hint("Math.round(values * train) gives a long: put (int) before it.")
                .check("half of ten", 1, t -> t.call(10, 0.5).is(5))
                .check("nothing is lost", 1, t -> {
                    int n = t.whole(100, 999);
                    t.call(n, 1.0)
                            .because("train = 1 keeps all values for training")
                            .is(n);
                });
    }

    private static Exercise errors() {
        return Exercise.of(LAB, "naive-before", "What the naive forecast says")
                .method("double[] before(double[] series, int border)")
                .hint("For series[t] the naive forecast is series[t-1].")
                .hint("From series[border-1] to the last value but one: Arrays.copyOfRange.")
                .check("one for each test value", 1, t -> {
                    int n = t.whole(10, 20);
                    var answer = t.call(t.numbers(n, 1, 2), 7);
                    answer.holds(answer.numbers().length == n - 7, n - 7 + " values, as many as there are test values");
                })
                .check("the first is the last training value", 1, t -> {
                    var y = t.numbers(9, 1, 2);
                    var answer = t.call(y, 6);
                    var before = answer.numbers();
                    answer.holds(before.length > 0 && before[0] == y[5], "series[5] = " + y[5] + " first");
                });
    }

    private static Exercise projekt() {
        return Exercise.of(LAB, "projekt-6", "Projekt 6 on a file that you have not seen")
                .method("Projekt6 projekt6(String csv, double train, int epochs)")
                .hint("The lab does all of it: take its cells over one after the other, with the file's name from csv.")
                .hint("Fit the scaler on split.train(). Use a fixed seed, so that two runs give the same.")
                .hint("new Projekt6(trainChart, testChart, network, rmse, naive): the charts from "
                        + "Charts.prediction, both errors for the test part.")
                .check("an LSTM layer, trained on the course's EUR/PLN", 1, t -> {
                    var answer = t.call("eurpln.csv", 0.02, 1).part("network");
                    answer.holds(
                            answer.layers().stream().anyMatch(l -> l.type().equals("LSTM")),
                            "an LSTM layer; the layers are " + answer.layers());
                });
    }
}
