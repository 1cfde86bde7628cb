package rnnlab.exercise.lab;

import java.util.Arrays;
import java.util.List;
import rnnlab.exercise.Exercise;

/** Padding, masks, and reading from both ends. */
final class Bidirectional {

    private static final String LAB = "bidirectional";

    static final List<Exercise> EXERCISES = List.of(mask(), mean(), both());

    private Bidirectional() {}

    private static Exercise mask() {
        return Exercise.of(LAB, "padding-mask", "A mask for texts of different lengths")
                .method("double[][] mask(int[] lengths)")
                .hint("One row for each text; as many columns as the longest text has words.")
                .hint("mask[n][t] = t < lengths[n] ? 1 : 0.")
                .check("two texts", 1, t -> {
                    int n = t.whole(2, 4);
                    double[] whole = new double[n + 1], cut = new double[n + 1];
                    Arrays.fill(whole, 1);
                    Arrays.fill(cut, 0, n, 1);
                    t.call((Object) new int[] {n + 1, n}).is(new double[][] {whole, cut});
                })
                .check("an empty text is all padding", 1, t -> {
                    t.call((Object) new int[] {0, 2}).is(new double[][] {{0, 0}, {1, 1}});
                });
    }

    private static Exercise mean() {
        return Exercise.of(LAB, "masked-mean", "The mean loss without the padding")
                .method("double mean(double[][] losses, double[][] mask)")
                .hint("Add losses[n][t] * mask[n][t]; what do you divide by?")
                .hint("By the sum of the mask: the number of words that there are.")
                .check("what the mask hides decides nothing", 1, t -> {
                    double a = t.between(0.5, 2), b = t.between(0.5, 2), c = t.between(0.5, 2);
                    t.call(new double[][] {{a, b}, {c, 1000}}, new double[][] {{1, 1}, {1, 0}})
                            .is((a + b + c) / 3);
                })
                .check("each word counts alike, not each text", 1, t -> {
                    double a = t.between(1, 2), b = t.between(3, 4);
                    t.call(new double[][] {{a, 0, 0}, {b, b, b}}, new double[][] {{1, 0, 0}, {1, 1, 1}})
                            .because("one word of the first text, three of the second")
                            .is((a + 3 * b) / 4);
                });
    }

    private static Exercise both() {
        return Exercise.of(LAB, "both-directions", "One unit that reads from both ends")
                .method("double[][] both(double[] x, double w, double u, double wBack, double uBack)")
                .hint("Forward: h = Math.tanh(w * x[t] + u * h) for t = 0, 1, ...; from h = 0.")
                .hint("Backward: the same with wBack and uBack, for t = x.length - 1 down to 0.")
                .hint("At each t: {forward, backward}, both at the SAME place t of x.")
                .check("the forward half is a SimpleRNN", 1, t -> {
                    double[] x = t.numbers(3, -1, 1);
                    double w = t.between(0.5, 1.5), u = t.between(0.5, 1.5), h = 0;
                    double[][] expected = new double[3][2];
                    for (int i = 0; i < 3; i++) {
                        h = Math.tanh(w * x[i] + u * h);
                        expected[i][0] = h;
                    }
                    t.call(x, w, u, 0.0, 0.0).is(expected);
                })
                .check("at the first word the backward half has read everything, at the last one word", 1, t -> {
                    double[] x = t.numbers(2, -1, 1);
                    double w = t.between(0.5, 1.5), u = t.between(0.5, 1.5);
                    double last = Math.tanh(w * x[1]), first = Math.tanh(w * x[0] + u * last);
                    t.call(x, 0.0, 0.0, w, u).is(new double[][] {{0, first}, {0, last}});
                });
    }
}
