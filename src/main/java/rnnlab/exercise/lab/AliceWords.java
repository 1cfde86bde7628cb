package rnnlab.exercise.lab;

import java.util.Arrays;
import java.util.List;
import rnnlab.exercise.Exercise;

/** The book word by word: perplexity, rare words, and a model that counts instead of learning. */
final class AliceWords {

    private static final String LAB = "alice-words";

    static final List<Exercise> EXERCISES = List.of(perplexity(), rareWords(), bigram());

    private AliceWords() {}

    private static Exercise perplexity() {
        return Exercise.of(LAB, "perplexity", "As unsure as between so many words")
                .method("double perplexity(double[] p)")
                .hint("p[i] is the probability that the model gave to the word that came. Its loss is -Math.log(p[i]).")
                .hint("Math.exp of the mean loss.")
                .check("always one of V equally likely words: V", 1, t -> {
                    int words = t.whole(50, 500);
                    var p = new double[t.whole(3, 9)];
                    Arrays.fill(p, 1.0 / words);
                    t.call(p).because("each p is 1/" + words).is((double) words);
                })
                .check("two words", 1, t -> {
                    double a = t.between(0.1, 0.3), b = t.between(0.5, 0.9);
                    t.call(new double[] {a, b})
                            .because("1 / the root of p[0]*p[1]")
                            .is(1 / Math.sqrt(a * b));
                });
    }

    private static Exercise rareWords() {
        return Exercise.of(LAB, "rare-words", "Rare words become [UNK]")
                .method("String withUnknown(String text, int least)")
                .hint("First count: a Map<String, Integer> from each word to how often it occurs.")
                .hint("counts.merge(word, 1, Integer::sum) counts one more.")
                .hint("Then go through the words again, and put them together with String.join(\" \", words).")
                .check("every word occurs at least once", 0.5, t -> {
                    var text = "the cat saw the other cat "
                            + "again ".repeat(t.whole(1, 3)).strip();
                    t.call(text, 1).is(text);
                })
                .check("what occurs once is rare, what occurs twice is not", 1, t -> {
                    var rare = List.of("walrus", "dormouse", "gryphon").get(t.whole(0, 2));
                    t.call("alice saw " + rare + " and alice saw queen and", 2)
                            .is("alice saw [UNK] and alice saw [UNK] and");
                });
    }

    private static Exercise bigram() {
        return Exercise.of(LAB, "bigram", "A model that counts pairs of words")
                .method("double bigram(String text, String before, String word)")
                .hint("Count the pairs (before, word), and the pairs that begin with before.")
                .hint("A pair begins at each word but the last: for i = 0 ... words.length-2, words[i] and words[i+1].")
                .hint("(pairs + 1.0) / (begun + V), where V is the number of different words of the text.")
                .check("what may come after a word is 1 together", 1, t -> {
                    var names = List.of("hatter", "queen", "rabbit", "knave");
                    var before = names.get(t.whole(0, 3));
                    var text = before + " said so and " + before + " went off with " + before;
                    double sum = 0;
                    for (var word : List.of(before, "said", "so", "and", "went", "off", "with")) {
                        sum += t.call(text, before, word).number();
                    }
                    t.call(text, before, "with")
                            .holds(Math.abs(sum - 1) < 1e-9, "a sum of 1 over all 7 words of the text; it is " + sum);
                })
                .check("a pair that is there", 1, t -> {
                    int times = t.whole(2, 5);
                    t.call("so he said ".repeat(times) + "so", "he", "said")
                            .because(times + " of " + times + " pairs; 3 different words")
                            .is((times + 1.0) / (times + 3));
                })
                .check("a pair that is not there is not impossible", 1, t -> {
                    int times = t.whole(2, 5);
                    t.call("so he said ".repeat(times) + "so", "he", "so")
                            .because("0 of " + times + " pairs; 3 different words")
                            .is(1.0 / (times + 3));
                });
    }
}
