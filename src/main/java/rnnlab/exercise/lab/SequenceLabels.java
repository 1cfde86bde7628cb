package rnnlab.exercise.lab;

import java.util.List;
import rnnlab.exercise.Exercise;
import rnnlab.exercise.Trial;

/** From columns to letters, with labels and without. */
final class SequenceLabels {

    private static final String LAB = "sequence-labels";

    static final List<Exercise> EXERCISES = List.of(read(), places(), frames());

    private SequenceLabels() {}

    private static Exercise read() {
        return Exercise.of(LAB, "read-columns", "From columns to a text")
                .method("String read(int[] columns, String letters)")
                .hint("Class 0 is no letter; class k is letters.charAt(k - 1).")
                .hint("A letter counts once for each run of its class: compare with the column before.")
                .check("a run of columns is one letter", 1, t -> {
                    char a = letter(t), b = other(t, a);
                    t.call(new int[] {0, 1, 1, 1, 0, 2, 2}, "" + a + b).is("" + a + b);
                })
                .check("letters may touch", 1, t -> {
                    char a = letter(t), b = other(t, a);
                    t.call(new int[] {2, 2, 1, 1, 2}, "" + a + b).is("" + b + a + b);
                })
                .check("the same letter again after paper", 1, t -> {
                    char a = letter(t);
                    t.call(new int[] {1, 1, 0, 1}, "" + a).is("" + a + a);
                });
    }

    private static Exercise places() {
        return Exercise.of(LAB, "letter-places", "Where each letter stands")
                .method("int[] places(double[][] p)")
                .hint("The class of a column is the k with the largest p[t][k]; 0 is the blank. A letter is a run of"
                        + " columns of one class.")
                .hint("Go along the columns. A class that is neither 0 nor the one of the column before: a new letter,"
                        + " for the moment at t.")
                .hint("Where a letter goes on: is p[t][k] larger than at its place so far? Then t is its place.")
                .check("the surest column of a letter", 1, t -> t.call((Object) said(t, "-aAa-"))
                        .is(new int[] {2}))
                .check("letters may touch", 1, t -> t.call((Object) said(t, "aAbaA"))
                        .is(new int[] {1, 2, 4}))
                .check("the same letter again after a blank", 1, t -> t.call((Object) said(t, "Aa-aA"))
                        .is(new int[] {0, 4}));
    }

    private static Exercise frames() {
        return Exercise.of(LAB, "frames-needed", "How many columns a text needs at least")
                .method("int columns(String text)")
                .hint("CTC needs a column for each letter. What does it need between two equal ones?")
                .hint("Letters, and one blank for each letter that is the same as the one before it.")
                .check("all different: one each", 1, t -> {
                    char a = letter(t), b = other(t, a);
                    t.call("" + a + b + a).is(3);
                })
                .check("a doubled letter needs a blank between", 1, t -> {
                    char a = letter(t), b = other(t, a);
                    t.call("" + b + a + a).is(4);
                    t.call("" + a + a + a).is(5);
                });
    }

    /** What a network says of classes -, a and b: in each column one of them, and of a capital it is surer. */
    private static double[][] said(Trial t, String columns) {
        return columns.chars()
                .mapToObj(c -> {
                    double p = Character.isUpperCase(c) ? t.between(0.8, 0.95) : t.between(0.5, 0.7);
                    var said = new double[] {(1 - p) / 2, (1 - p) / 2, (1 - p) / 2};
                    said["-ab".indexOf(Character.toLowerCase(c))] = p;
                    return said;
                })
                .toArray(double[][]::new);
    }

    private static char letter(Trial t) {
        return (char) ('a' + t.whole(0, 25));
    }

    private static char other(Trial t, char letter) {
        return (char) ('a' + (letter - 'a' + t.whole(1, 25)) % 26);
    }
}
