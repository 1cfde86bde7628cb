package rnnlab.exercise.lab;

import java.util.Arrays;
import java.util.List;
import rnnlab.exercise.Exercise;

/** The language model of the recipes: its text, its size, the temperature of its samples. */
final class Recipes {

    private static final String LAB = "recipes";

    static final List<Exercise> EXERCISES = List.of(prepare(), size(), temperature());

    private Recipes() {}

    private static Exercise prepare() {
        return Exercise.of(LAB, "prepare-text", "A recipe as tokens")
                .method("String prepare(String text)")
                .hint("Put a space on both sides of each punctuation mark, then make each run of spaces one space.")
                .hint("text.replaceAll(\"(\\\\p{Punct})\", \" $1 \").replaceAll(\" +\", \" \")")
                .hint("Lower case, and no space at the ends: toLowerCase().strip().")
                .check("lower case", 0.5, t -> t.call("Roast Beef").is("roast beef"))
                .check("a comma and a full stop", 1, t -> t.call("salt,pepper.").is("salt , pepper ."))
                .check("one space, not three", 0.5, t -> t.call("chop   1 onion")
                        .is("chop 1 onion"));
    }

    private static Exercise size() {
        return Exercise.of(LAB, "model-size", "Where the 2 407 248 parameters are")
                .method("long modelSize(int words, int embedding, int units)")
                .hint("Three layers: embedding, LSTM, dense softmax over all words.")
                .hint("words*embedding; 4*(embedding*units + units*units + units); units*words + words.")
                .check("the lecture's model", 1, t -> t.call(10_000, 100, 128).is(2_407_248L))
                .check("one word more", 1, t -> {
                    int words = t.whole(100, 999), embedding = t.whole(5, 20), units = t.whole(5, 20);
                    double before = t.call(words, embedding, units).number();
                    t.call(words + 1, embedding, units)
                            .because("a row of the embedding, and a weight for each unit and a bias in the dense layer")
                            .is((long) before + embedding + units + 1);
                });
    }

    private static Exercise temperature() {
        return Exercise.of(LAB, "temperature", "The temperature of a sample")
                .method("double[] temperature(double[] p, double T)")
                .hint("Raise each probability to the power 1/T: Math.pow(p[i], 1 / T).")
                .hint("Then divide by the sum, so that all together are 1 again.")
                .check("T = 1 changes nothing", 0.5, t -> {
                    var p = t.probabilities(5);
                    t.call(p, 1.0).is(p);
                })
                .check("the sum is 1", 0.5, t -> {
                    var answer = t.call(t.probabilities(6), t.between(0.3, 2));
                    double sum = Arrays.stream(answer.numbers()).sum();
                    answer.holds(Math.abs(sum - 1) < 1e-9, "a sum of 1; it is " + sum);
                })
                .check("T = 0.5 squares the ratio of two words", 1, t -> {
                    var p = t.probabilities(4);
                    var answer = t.call(p, 0.5);
                    var q = answer.numbers();
                    double wanted = Math.pow(p[0] / p[1], 2);
                    answer.holds(
                            Math.abs(q[0] / q[1] - wanted) < 1e-6 * Math.max(1, wanted),
                            "q[0]/q[1] = (p[0]/p[1])^2 = " + wanted);
                });
    }
}
