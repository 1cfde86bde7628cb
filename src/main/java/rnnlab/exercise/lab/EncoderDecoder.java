package rnnlab.exercise.lab;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import rnnlab.exercise.Exercise;
import rnnlab.exercise.Trial;

/** What an encoder-decoder is fed, how sure it is, how a beam goes on, how far a translation is from right. */
final class EncoderDecoder {

    private static final String LAB = "encoder-decoder";

    static final List<Exercise> EXERCISES = List.of(teacherForcing(), perplexity(), beamStep(), editDistance());

    private EncoderDecoder() {}

    private static Exercise teacherForcing() {
        return Exercise.of(LAB, "teacher-forcing", "What the decoder reads, and what it should say")
                .method("int[][] teacherForcing(int[] target, int start, int end)")
                .hint("Return both rows: new int[][] {inputs, labels}. Each has one number more than the target.")
                .hint("The inputs are the start, then the target. The labels are the target, then the end.")
                .hint("System.arraycopy(target, 0, inputs, 1, target.length) leaves place for the start.")
                .check("the inputs begin with the start", 1, t -> {
                    int[] target = tokens(t, t.whole(3, 6));
                    t.call(target, 1, 2).item(0).is(joined(new int[] {1}, target));
                })
                .check("the labels end with the end", 1, t -> {
                    int[] target = tokens(t, t.whole(3, 6));
                    t.call(target, 1, 2).item(1).is(joined(target, new int[] {2}));
                })
                .check("a sentence without a token", 0.5, t -> t.call(new int[0], 7, 8)
                        .because("it begins, and it ends")
                        .is(new int[][] {{7}, {8}}));
    }

    private static Exercise perplexity() {
        return Exercise.of(LAB, "translation-perplexity", "Among how many tokens it hesitates")
                .method("double perplexity(double[] p)")
                .hint("p[t] is the probability that the network gave to the right token at step t.")
                .hint("The loss is the mean of -ln p[t]. The perplexity is e to the loss.")
                .check("a network that is sure and right", 0.5, t -> t.call(new double[] {1, 1, 1})
                        .because("it does not hesitate: one token")
                        .is(1.0))
                .check("a network that knows nothing of so many tokens", 1, t -> {
                    int tokens = t.whole(10, 90);
                    var p = new double[t.whole(3, 8)];
                    Arrays.fill(p, 1.0 / tokens);
                    t.call(p).is((double) tokens);
                })
                .check("two tokens", 1, t -> {
                    double a = t.between(0.1, 0.9), b = t.between(0.1, 0.9);
                    t.call(new double[] {a, b})
                            .because("e^((-ln a - ln b) / 2) is one divided by the root of a b")
                            .is(1 / Math.sqrt(a * b));
                });
    }

    private static Exercise beamStep() {
        return Exercise.of(LAB, "beam-step", "One step of beam search")
                .method("int[][] beamStep(double[] logP, double[][] p, int width)")
                .hint("logP[k] is the logarithm of the probability of beginning k, p[k][v] that of token v after it.")
                .hint("The beginning k with the token v has logP[k] + ln p[k][v]. Make a list of all (k, v).")
                .hint("Sort the list, the largest sum first; keep the first 'width' as {k, v}.")
                .check("one beginning: its likeliest tokens", 1, t -> {
                    var p = t.probabilities(5);
                    int[] ranked = IntStream.range(0, 5)
                            .boxed()
                            .sorted((a, b) -> Double.compare(p[b], p[a]))
                            .mapToInt(i -> i)
                            .toArray();
                    t.call(new double[] {Math.log(0.3)}, new double[][] {p}, 2)
                            .is(new int[][] {{0, ranked[0]}, {0, ranked[1]}});
                })
                .check("the probability so far counts", 1.5, t -> {
                    double likely = t.between(0.7, 0.8);
                    var p = new double[][] {{0.55, 0.45}, {0.9, 0.1}};
                    t.call(new double[] {Math.log(likely), Math.log(1 - likely)}, p, 3)
                            .because("exp(logP[0]) * 0.45 is more than exp(logP[1]) * 0.9")
                            .is(new int[][] {{0, 0}, {0, 1}, {1, 0}});
                })
                .check("an unlikely token of a likely beginning", 0.5, t -> {
                    double likely = t.between(0.85, 0.9);
                    var p = new double[][] {{0.97, 0.02, 0.01}, {0.8, 0.15, 0.05}};
                    t.call(new double[] {Math.log(likely), Math.log(1 - likely)}, p, 2)
                            .because("probabilities are multiplied, so their logarithms are added")
                            .is(new int[][] {{0, 0}, {1, 0}});
                });
    }

    private static Exercise editDistance() {
        return Exercise.of(LAB, "letters-changed", "Letters to change, put in or take out")
                .method("int distance(String a, String b)")
                .hint("d[i][j]: how far the first i letters of a are from the first j of b; d[i][0] = i.")
                .hint("d[i][j] is the smallest of d[i-1][j] + 1, d[i][j-1] + 1 and d[i-1][j-1] (+ 1 where the letters"
                        + " differ).")
                .check("the same word", 0.5, t -> {
                    String word = digits(t, 6);
                    t.call(word, word).is(0);
                })
                .check("nothing beside a word: all its letters", 0.5, t -> {
                    int length = t.whole(2, 8);
                    t.call("", digits(t, length)).is(length);
                    t.call(digits(t, length), "").is(length);
                })
                .check("one letter changed, one put in", 1, t -> {
                    t.call("2026-11-21", "2026-11-27").is(1);
                    String word = digits(t, 6);
                    t.call(word, "x" + word)
                            .because("one letter is put in before all others")
                            .is(1);
                })
                .check("the example of many textbooks", 1, t -> t.call("kitten", "sitting")
                        .because("k to s, e to i, and a g more")
                        .is(3));
    }

    private static int[] tokens(Trial t, int count) {
        return t.random().ints(count, 3, 20).toArray();
    }

    private static int[] joined(int[] a, int[] b) {
        return IntStream.concat(IntStream.of(a), IntStream.of(b)).toArray();
    }

    private static String digits(Trial t, int count) {
        return t.random().ints(count, 0, 10).mapToObj(Integer::toString).collect(Collectors.joining());
    }
}
