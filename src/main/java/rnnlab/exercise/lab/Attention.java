package rnnlab.exercise.lab;

import java.util.Arrays;
import java.util.List;
import rnnlab.exercise.Exercise;

/** Attention with numbers: weights from scores, a context from weights, and two kinds of scores. */
final class Attention {

    private static final String LAB = "attention";

    static final List<Exercise> EXERCISES = List.of(weights(), dotContext(), additiveScore());

    private Attention() {}

    private static Exercise weights() {
        return Exercise.of(LAB, "attention-weights", "From scores to weights")
                .method("double[] weights(double[] scores, boolean[] real)")
                .hint("Softmax over the real positions alone: e^score divided by the sum of all of them.")
                .hint("A position that is padding gets the weight 0, whatever its score is.")
                .hint("Subtract the largest real score first: e^1000 is no number any more.")
                .check("equal scores, equal weights", 0.5, t -> {
                    int n = t.whole(2, 6);
                    double score = t.between(-2, 2);
                    var scores = new double[n];
                    Arrays.fill(scores, score);
                    var expected = new double[n];
                    Arrays.fill(expected, 1.0 / n);
                    t.call(scores, real(n)).is(expected);
                })
                .check("a score that is ln 3 higher has three times the weight", 1, t -> {
                    double a = t.between(-2, 2);
                    t.call(new double[] {a, a + Math.log(3)}, real(2)).is(new double[] {0.25, 0.75});
                })
                .check("padding has none", 1, t -> {
                    double a = t.between(-1, 1);
                    t.call(new double[] {a, 9, a}, new boolean[] {true, false, true})
                            .because("the middle one is padding")
                            .is(new double[] {0.5, 0, 0.5});
                })
                .check("large scores", 0.5, t -> {
                    double large = t.between(900, 1000);
                    t.call(new double[] {large, large}, real(2)).is(new double[] {0.5, 0.5});
                });
    }

    private static Exercise dotContext() {
        return Exercise.of(LAB, "dot-attention", "What a query finds")
                .method("double[] context(double[] query, double[][] keys, double[][] values)")
                .hint("Score s is the sum over i of query[i] * keys[s][i], divided by the root of the query's length.")
                .hint("The weights are the softmax of the scores.")
                .hint("context[i] is the sum over s of weight[s] * values[s][i].")
                .check("one key: its value, whatever the query is", 0.5, t -> {
                    var value = t.numbers(3, -1, 1);
                    t.call(t.numbers(2, -1, 1), new double[][] {t.numbers(2, -1, 1)}, new double[][] {value})
                            .is(value);
                })
                .check("a query of zeros: the mean of the values", 1, t -> {
                    var a = t.numbers(2, -1, 1);
                    var b = t.numbers(2, -1, 1);
                    var keys = new double[][] {t.numbers(3, -1, 1), t.numbers(3, -1, 1)};
                    t.call(new double[3], keys, new double[][] {a, b})
                            .is(new double[] {(a[0] + b[0]) / 2, (a[1] + b[1]) / 2});
                })
                .check("scores are divided by the root of the length", 1.5, t -> {
                    double value = t.between(1, 5);
                    var keys = new double[][] {{2 * Math.log(3), 0, 0, 0}, {0, 1, 1, 1}};
                    t.call(new double[] {1, 0, 0, 0}, keys, new double[][] {{value}, {0}})
                            .because("the scores are ln 3 and 0, the weights 3/4 and 1/4")
                            .is(new double[] {0.75 * value});
                });
    }

    private static Exercise additiveScore() {
        return Exercise.of(LAB, "additive-score", "The score of a small network")
                .method("double score(double[] query, double[] key, double[][] W, double[][] U, double[] v)")
                .hint("Its hidden units: tanh of (W query + U key), one for each row of W and U.")
                .hint("The score is the sum of v[k] times hidden unit k.")
                .check("a network of zeros has the score 0", 0.5, t -> t.call(
                                t.numbers(2, -1, 1),
                                t.numbers(2, -1, 1),
                                new double[3][2],
                                new double[3][2],
                                t.numbers(3, -1, 1))
                        .is(0.0))
                .check("one hidden unit", 1, t -> {
                    double q = t.between(-1, 1), k = t.between(-1, 1), w = t.between(0.5, 1.5), u = t.between(0.5, 1.5);
                    double v = t.between(1, 3);
                    t.call(
                                    new double[] {q},
                                    new double[] {k},
                                    new double[][] {{w}},
                                    new double[][] {{u}},
                                    new double[] {v})
                            .because("v * tanh(w q + u k)")
                            .is(v * Math.tanh(w * q + u * k));
                })
                .check("a query and a key of different lengths", 1, t -> {
                    double a = t.between(0.2, 1), b = t.between(0.2, 1);
                    t.call(
                                    new double[] {1, 2},
                                    new double[] {3},
                                    new double[][] {{a, 0}, {0, 0}},
                                    new double[][] {{0}, {b}},
                                    new double[] {1, 1})
                            .because("the first unit sees the query alone, the second the key alone")
                            .is(Math.tanh(a) + Math.tanh(3 * b));
                });
    }

    private static boolean[] real(int count) {
        var all = new boolean[count];
        Arrays.fill(all, true);
        return all;
    }
}
