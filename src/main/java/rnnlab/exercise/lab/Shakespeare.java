package rnnlab.exercise.lab;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import rnnlab.exercise.Answer;
import rnnlab.exercise.Exercise;
import rnnlab.exercise.Trial;

/** Choosing the next character: by a random number, from the likeliest only, by a search. */
final class Shakespeare {

    private static final String LAB = "shakespeare";

    static final List<Exercise> EXERCISES = List.of(draw(), topK(), topP(), beam());

    private Shakespeare() {}

    private static Exercise draw() {
        return Exercise.of(LAB, "draw", "From probabilities to one character")
                .method("int draw(double[] p, double u)")
                .hint("Lay the probabilities side by side from 0 to 1: in whose part is u?")
                .hint("Add them up one after the other. The first index at which the sum is above u is the answer.")
                .hint("Above, not equal: a part begins at its left end and ends before its right one.")
                .check("each part of [0, 1) gives its index", 1.5, t -> {
                    double a = t.between(0.3, 0.4), b = t.between(0.2, 0.3);
                    var p = new double[] {a, b, 1 - a - b};
                    t.call(p, a / 2).is(0);
                    t.call(p, a + b / 2)
                            .because("the first part ends at " + a + ", the second at p[0] + p[1]")
                            .is(1);
                    t.call(p, a + b + p[2] / 2).is(2);
                })
                .check("what has the probability 0 is never drawn", 1, t -> {
                    var p = new double[] {0, 0.5, 0, 0.5};
                    t.call(p, 0.0).is(1);
                    t.call(p, 0.5).because("[0, 0.5) belongs to index 1").is(3);
                });
    }

    private static Exercise topK() {
        return Exercise.of(LAB, "top-k", "Only the k likeliest")
                .method("double[] topK(double[] p, int k)")
                .hint("Sort a copy: the k-th largest probability is the border.")
                .hint("What is below the border becomes 0.")
                .hint("Divide the rest by its sum, so that it is 1 together.")
                .check("k = 1: the likeliest only", 1, t -> {
                    var p = likeliestLater(t, 5);
                    t.call(p, 1)
                            .is(IntStream.range(0, 5)
                                    .mapToDouble(i -> i == likeliest(p) ? 1 : 0)
                                    .toArray());
                })
                .check("k = all of them: nothing changes", 0.5, t -> {
                    var p = t.probabilities(5);
                    t.call(p, 5).is(p);
                })
                .check("the sum is 1", 0.5, t -> sumIsOne(t.call(t.probabilities(6), t.whole(2, 5))));
    }

    private static Exercise topP() {
        return Exercise.of(LAB, "top-p", "The fewest that have the probability p together")
                .method("double[] topP(double[] p, double share)")
                .hint("Go from the likeliest to the least likely and add up.")
                .hint("Keep going until the sum has reached the share. The one that reaches it is kept too.")
                .hint("All others become 0; divide the kept ones by their sum.")
                .check("the likeliest is always kept", 0.5, t -> {
                    var p = likeliestLater(t, 5);
                    int best = likeliest(p);
                    var answer = t.call(p, t.between(0.01, 0.04));
                    answer.holds(answer.numbers()[best] > 0, "more than 0 at [" + best + "]");
                })
                .check(
                        "the sum is 1",
                        0.5,
                        t -> sumIsOne(t.call(new double[] {0.15, 0.5, 0.05, 0.3}, t.between(0.55, 0.75))))
                .check("the one that reaches the share is kept, the next one not", 1, t -> {
                    double share = t.between(0.55, 0.75);
                    t.call(new double[] {0.15, 0.5, 0.05, 0.3}, share)
                            .because("0.5 is less than " + share + ", 0.5 + 0.3 is not: kept are 0.5 and 0.3, of 0.8")
                            .is(new double[] {0, 0.5 / 0.8, 0, 0.3 / 0.8});
                });
    }

    private static Exercise beam() {
        return Exercise.of(LAB, "beam-search", "The likeliest continuation")
                .method("int[] beam(double[][] next, int first, int width, int length)")
                .hint("A beginning is a list of characters and its probability. At the start there is "
                        + "one: empty, probability 1.")
                .hint("One step: make all beginnings longer by each character; the probability is "
                        + "multiplied by next[last][character].")
                .hint("Sort them by their probability and keep the first 'width'. After 'length' steps "
                        + "the first one is the answer.")
                .hint("record Beginning(List<Integer> characters, double p) {} inside the method helps.")
                .check("a width of 1 takes the likeliest character at each step", 1, t -> {
                    var next = trap(t);
                    t.call(next, 0, 1, 2)
                            .because("after 0 comes 1 most likely, after 1 comes 2")
                            .is(new int[] {1, 2});
                })
                .check("with two beginnings it sees the better way", 1.5, t -> {
                    var next = trap(t);
                    t.call(next, 0, 2, 2)
                            .because("next[0][2] * next[2][3] is larger than next[0][1] times anything")
                            .is(new int[] {2, 3});
                });
    }

    /**
     * After 0 the likeliest is 1, from which all ways are about equally bad; 2 is less likely, but then 3 is likely.
     */
    private static double[][] trap(Trial t) {
        double likely = t.between(0.62, 0.66);
        return new double[][] {
            {0, 0.7, 0.3, 0}, {0.23, 0.25, 0.263, 0.257}, {1 - likely, 0, 0, likely}, {0.1, 0.2, 0.3, 0.4},
        };
    }

    private static void sumIsOne(Answer answer) {
        double sum = Arrays.stream(answer.numbers()).sum();
        answer.holds(Math.abs(sum - 1) < 1e-9, "a sum of 1; it is " + sum);
    }

    /** Probabilities of which the first is not the largest. */
    private static double[] likeliestLater(Trial t, int count) {
        var p = t.probabilities(count);
        int best = likeliest(p);
        if (best == 0) {
            p[0] = p[count - 1];
            p[count - 1] = 1 - Arrays.stream(p, 0, count - 1).sum();
        }
        return p;
    }

    private static int likeliest(double[] p) {
        return IntStream.range(0, p.length).reduce(0, (best, i) -> p[i] > p[best] ? i : best);
    }
}
