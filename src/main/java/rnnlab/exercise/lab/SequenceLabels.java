package rnnlab.exercise.lab;

import java.util.List;
import rnnlab.exercise.Exercise;
import rnnlab.exercise.Trial;

/** Labels for each column, and how wrong a reading is. */
final class SequenceLabels {

    private static final String LAB = "sequence-labels";

    static final List<Exercise> EXERCISES = List.of(read(), distance(), frames());

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

    private static Exercise distance() {
        return Exercise.of(LAB, "edit-distance", "How many letters are wrong")
                .method("int distance(String read, String truth)")
                .hint("d[i][j]: the distance of the first i letters of one from the first j of the other."
                        + " d[i][0] = i, d[0][j] = j.")
                .hint("d[i][j] is the least of d[i-1][j] + 1 (left out), d[i][j-1] + 1 (put in) and"
                        + " d[i-1][j-1] + (0 where the two letters are equal, else 1).")
                .check("one letter changed, left out, put in", 1, t -> {
                    char a = letter(t), b = other(t, a);
                    t.call("" + a + a + a, "" + a + b + a).is(1);
                    t.call("" + a + a, "" + a + b + a).is(1);
                    t.call("" + a + b + b + a, "" + a + b + a).is(1);
                })
                .check("nothing read", 1, t -> {
                    int n = t.whole(2, 6);
                    t.call("", String.valueOf(letter(t)).repeat(n)).is(n);
                })
                .check("kitten and sitting", 1, t -> t.call("kitten", "sitting")
                        .because("k becomes s, e becomes i, g is put in")
                        .is(3));
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

    private static char letter(Trial t) {
        return (char) ('a' + t.whole(0, 25));
    }

    private static char other(Trial t, char letter) {
        return (char) ('a' + (letter - 'a' + t.whole(1, 25)) % 26);
    }
}
