package rnnlab.exercise.lab;

import java.util.List;
import rnnlab.exercise.Exercise;
import rnnlab.exercise.Trial;

/** Paths and labels: collapse, count, decode, add up. */
final class Ctc {

    private static final String LAB = "ctc";

    static final List<Exercise> EXERCISES = List.of(collapse(), count(), greedy(), probability());

    private Ctc() {}

    private static Exercise collapse() {
        return Exercise.of(LAB, "collapse", "From a path to its label")
                .method("String collapse(String path)")
                .hint("First merge what is repeated, then drop the blanks. The order matters.")
                .hint("A character counts when it is no blank and not the same as the one before it.")
                .check("repeats are one letter", 1, t -> {
                    char a = letter(t), b = other(t, a);
                    t.call(repeated(t, a) + repeated(t, b)).is("" + a + b);
                })
                .check("a blank keeps two equal letters apart", 1, t -> {
                    char a = letter(t);
                    t.call(repeated(t, a) + "-" + repeated(t, a)).is("" + a + a);
                });
    }

    private static Exercise count() {
        return Exercise.of(LAB, "count-alignments", "How many paths stand for a word")
                .method("long alignments(String label, int frames)")
                .hint("For short words: try all paths and collapse each. For long ones: the lab's "
                        + "formula, or count as the lattice does.")
                .hint("C(frames + U - r, 2U), with U letters, r of them equal to the one before; 0 when "
                        + "there are too few frames.")
                .hint("C(n, k): begin with c = 1, then c = c * (n-k+i) / i for i = 1 ... k. It stays "
                        + "whole, and does not overflow as n! does.")
                .check("as many frames as letters: one path", 0.5, t -> {
                    char a = letter(t), b = other(t, a);
                    t.call("" + a + b + a, 3).is(1L);
                })
                .check("a doubled letter needs a frame more", 0.5, t -> {
                    char a = letter(t);
                    t.call("" + a + a, 2)
                            .because("without a blank between them they would be merged")
                            .is(0L);
                    t.call("" + a + a, 3).is(1L);
                })
                .check("one letter", 1, t -> {
                    int frames = t.whole(2, 6);
                    t.call("" + letter(t), frames)
                            .because("it begins at one of the frames and ends at the same or a later one")
                            .is(frames * (frames + 1L) / 2);
                });
    }

    private static Exercise greedy() {
        return Exercise.of(LAB, "greedy", "Greedy decoding")
                .method("String greedy(double[][] p, String symbols)")
                .hint("p[t][k] is the probability of symbols.charAt(k) at frame t. Which k is the largest at each t?")
                .hint("The symbols found are a path: collapse it.")
                .check("the likeliest symbol at each frame", 1, t -> {
                    char a = letter(t), b = other(t, a);
                    t.call(said(t, "01202", 3), "-" + a + b).is("" + a + b + b);
                })
                .check("repeats are one letter", 1, t -> {
                    char a = letter(t), b = other(t, a);
                    t.call(said(t, "1112211", 3), "-" + a + b).is("" + a + b + a);
                });
    }

    private static Exercise probability() {
        return Exercise.of(LAB, "label-probability", "The probability of a label")
                .method("double probability(double[][] p, String symbols, String label)")
                .hint("Write z: the label with a blank before, between and after its letters: ab becomes -a-b-.")
                .hint("alpha[t][s]: the probability of all beginnings of paths that are at z[s] at "
                        + "frame t. alpha[0] has only s = 0 and 1.")
                .hint("alpha[t][s] = p[t][z[s]] * (alpha[t-1][s] + alpha[t-1][s-1], and + "
                        + "alpha[t-1][s-2] where z[s] is a letter and not the same as z[s-2]).")
                .hint("A path may end in the last letter or in the last blank: alpha[T-1][S-1] + alpha[T-1][S-2].")
                .check("one letter on two frames", 1, t -> {
                    double first = t.between(0.2, 0.8), second = t.between(0.2, 0.8);
                    var p = new double[][] {{1 - first, first}, {1 - second, second}};
                    t.call(p, "-a", "a")
                            .because("aa, a- and -a: everything but --")
                            .is(1 - (1 - first) * (1 - second));
                })
                .check("no letter at all: only blanks", 1, t -> {
                    double first = t.between(0.2, 0.8), second = t.between(0.2, 0.8);
                    var p = new double[][] {{first, 1 - first}, {second, 1 - second}};
                    t.call(p, "-a", "").is(first * second);
                })
                .check("all labels together are 1", 1, t -> {
                    var p = new double[][] {t.probabilities(3), t.probabilities(3)};
                    double others = p[0][0] * p[1][0];
                    for (var label : List.of("a", "b", "ba")) {
                        others += t.call(p, "-ab", label).number();
                    }
                    t.call(p, "-ab", "ab")
                            .because("two frames hold '', a, b, ba or ab; the first four have " + others)
                            .is(1 - others);
                });
    }

    private static char letter(Trial t) {
        return (char) ('a' + t.whole(0, 25));
    }

    private static char other(Trial t, char letter) {
        return (char) ('a' + (letter - 'a' + t.whole(1, 25)) % 26);
    }

    private static String repeated(Trial t, char letter) {
        return String.valueOf(letter).repeat(t.whole(2, 4));
    }

    /** Probabilities of which the largest are at the places that the digits name. */
    private static double[][] said(Trial t, String path, int symbols) {
        var p = new double[path.length()][];
        for (int i = 0; i < p.length; i++) {
            p[i] = t.probabilities(symbols);
            int wanted = path.charAt(i) - '0', best = 0;
            for (int k = 0; k < symbols; k++) {
                best = p[i][k] > p[i][best] ? k : best;
            }
            double largest = p[i][best];
            p[i][best] = p[i][wanted];
            p[i][wanted] = largest;
        }
        return p;
    }
}
