package rnnlab.exercise.lab;

import java.util.List;
import rnnlab.exercise.Exercise;

/** Words and characters as numbers. */
final class TextAsNumbers {

    private static final String LAB = "text-as-numbers";

    static final List<Exercise> EXERCISES = List.of(encode(), letters(), oneHot());

    private TextAsNumbers() {}

    private static Exercise encode() {
        return Exercise.of(LAB, "word-indices", "A sentence as indices of its words")
                .method("String[] vocabulary(String[] sentences)")
                .method("int[] encode(String sentence, String[] vocabulary)")
                .hint("Split at spaces: sentence.split(\" \").")
                .hint("A TreeSet keeps distinct words in alphabetical order.")
                .hint("Words are numbered from 1: the index in the array + 1.")
                .check("the vocabulary is sorted and without repetition", 1, t -> t.run(
                                "vocabulary", (Object) new String[] {"she is a good cat", "he is good"})
                        .is(List.of("a", "cat", "good", "he", "is", "she")))
                .check("indices begin with 1", 1, t -> {
                    var words = new String[] {"ant", "bee", "cow"};
                    int i = t.whole(0, 2);
                    t.run("encode", words[i], words).is(new int[] {i + 1});
                });
    }

    private static Exercise letters() {
        return Exercise.of(LAB, "letters", "A word as numbers of its letters")
                .method("int[] letters(String word)")
                .hint("'A' is 1, 'B' is 2: the difference to 'A', and 1.")
                .hint("word.charAt(i) - 'A' + 1")
                .check("RNN", 1, t -> t.call("RNN").is(new int[] {18, 14, 14}))
                .check("one letter", 1, t -> {
                    char c = (char) ('A' + t.whole(0, 25));
                    t.call(String.valueOf(c)).is(new int[] {c - 'A' + 1});
                });
    }

    private static Exercise oneHot() {
        return Exercise.of(LAB, "one-hot", "One-hot, and what it costs")
                .method("double[][] oneHot(int[] indices, int size)")
                .method("long bytes(int tokens, int size)")
                .hint("A row for each token; all zeros but a 1 at its index. Indices begin with 0 here.")
                .hint("bytes: a float has 4 bytes, and there is one for each token and each word of the vocabulary.")
                .hint("Write (long) before the first factor: an int ends at 2 147 483 647.")
                .check("cat, dog, turtle, fish", 1, t -> t.call(new int[] {0, 2}, 4)
                        .is(new double[][] {{1, 0, 0, 0}, {0, 0, 1, 0}}))
                .check("a hundred tokens of a vocabulary of 10 000", 1, t -> t.run("bytes", 100, 10_000)
                        .is(4_000_000L));
    }
}
