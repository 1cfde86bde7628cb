package rnnlab.exercise.lab;

import java.util.List;
import rnnlab.exercise.Exercise;

/** What a SimpleRNN consists of: its parameters, its shapes, its states by hand. */
final class SimpleRnnParameters {

    private static final String LAB = "simplernn-parameters";

    static final List<Exercise> EXERCISES = List.of(parameters(), shapes(), states());

    private SimpleRnnParameters() {}

    private static Exercise parameters() {
        return Exercise.of(LAB, "count-parameters", "How many numbers a network learns")
                .method("int rnnParameters(int inputs, int units)")
                .method("int denseParameters(int inputs, int outputs)")
                .hint("A SimpleRNN has weights for the input (wx), weights for its own past (wh) and biases (bh).")
                .hint("wx: inputs*units, wh: units*units, bh: units.")
                .hint("A dense layer has a weight for each pair of input and output, and a bias for each output.")
                .check("the lecture's network: 2 + 4 + 2", 1, t -> t.run("rnnParameters", 1, 2)
                        .is(8))
                .check("its dense layer: 2 + 1", 1, t -> t.run("denseParameters", 2, 1)
                        .is(3))
                .check("one input more costs one weight for each unit", 1, t -> {
                    int inputs = t.whole(2, 9), units = t.whole(2, 9);
                    double before = t.run("rnnParameters", inputs, units).number();
                    t.run("rnnParameters", inputs + 1, units).is((int) before + units);
                });
    }

    private static Exercise shapes() {
        return Exercise.of(LAB, "output-shape", "The shape that comes out")
                .method("int[] outputShape(int batch, int steps, int units, boolean sequences)")
                .hint("Without sequences only the last step comes out.")
                .hint("With sequences there is an output of all units at each step: [batch, steps, units].")
                .check("the documentation's example", 1, t -> t.call(32, 10, 4, false)
                        .is(new int[] {32, 4}))
                .check("the same with sequences", 1, t -> t.call(32, 10, 4, true)
                        .is(new int[] {32, 10, 4}));
    }

    private static Exercise states() {
        return Exercise.of(LAB, "states-by-hand", "The hidden states of a linear SimpleRNN")
                .method("double[][] states(double[] x, double[] wx, double[][] wh, double[] bh)")
                .hint("Start with h = {0, 0, ...}, as many as wx is long.")
                .hint("New h[j] = x*wx[j] + bh[j] + the sum over i of h[i]*wh[i][j].")
                .hint("Keep the old h until all of the new one is there, and add a copy of it to the "
                        + "result at each step.")
                .check("one step: the past is 0", 1, t -> {
                    var wx = t.numbers(2, -1, 1);
                    var bh = t.numbers(2, -1, 1);
                    double x = t.between(-2, 2);
                    t.call(new double[] {x}, wx, new double[][] {{9, 9}, {9, 9}}, bh)
                            .because("h1 = x*wx + bh")
                            .is(new double[][] {{x * wx[0] + bh[0], x * wx[1] + bh[1]}});
                })
                .check("a state for each input", 1, t -> {
                    int steps = t.whole(3, 7);
                    var states = t.call(t.numbers(steps, 0, 1), new double[] {1, 1}, new double[2][2], new double[2]);
                    states.holds(states.rows().length == steps, "as many states as inputs: " + steps);
                })
                .check("the past goes through wh from unit i to unit j", 1, t -> t.call(
                                new double[] {1, 0},
                                new double[] {1, 0},
                                new double[][] {{0, 0.5}, {0, 0}},
                                new double[2])
                        .because("wh[0][1] = 0.5 leads from the first unit to the second")
                        .is(new double[][] {{1, 0}, {0, 0.5}}));
    }
}
