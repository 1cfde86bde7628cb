package rnnlab.exercise.lab;

import java.util.List;
import rnnlab.exercise.Exercise;

/** One number, one neuron: the hidden state, the unrolled node, the gradient that vanishes or explodes. */
final class RecurrenceByHand {

    private static final String LAB = "recurrence-by-hand";

    static final List<Exercise> EXERCISES = List.of(hiddenState(), shareTomorrow(), influence());

    private RecurrenceByHand() {}

    private static Exercise hiddenState() {
        return Exercise.of(LAB, "hidden-state", "The hidden state of one neuron")
                .method("double hiddenState(double x, double previous, double w1, double w2, double b1)")
                .hint("Three terms are added: the input's, the bias, the past's.")
                .hint("The input's term is x*w1, the past's is previous*w2.")
                .hint("ReLU gives the sum when it is positive, else 0: Math.max(0, sum).")
                .check("a first step: there is no past", 1, t -> {
                    double x = t.between(0.1, 2), w1 = t.between(0.1, 2), b1 = t.between(0, 1);
                    t.call(x, 0.0, w1, t.between(-2, 2), b1)
                            .because("with previous = 0 the weight w2 has no part: x*w1 + b1")
                            .is(x * w1 + b1);
                })
                .check("a negative sum", 1, t -> t.call(t.between(-3, -1), 0.0, t.between(0.5, 2), 1.0, 0.0)
                        .because("ReLU lets no negative number through")
                        .is(0.0))
                .check("the past counts", 1, t -> {
                    double p = t.between(0.1, 3), w2 = t.between(0.1, 2);
                    double without = t.call(1.0, 0.0, 1.0, w2, 0.5).number();
                    t.call(1.0, p, 1.0, w2, 0.5)
                            .because("previous = " + p + " adds previous*w2 to the sum")
                            .is(without + p * w2);
                });
    }

    private static Exercise shareTomorrow() {
        return Exercise.of(LAB, "share-tomorrow", "Tomorrow's share price, from the unrolled node")
                .method("double tomorrow(double[] prices, double w1, double w2, double b1, double w3, double b2)")
                .hint("Start with previous = 0 and go through the prices from the oldest to the newest.")
                .hint("In each step: h = relu(x*w1 + b1 + previous*w2); then h becomes previous.")
                .hint("Only after the last price: h*w3 + b2. The same five numbers are used at each step.")
                .check("one price", 1, t -> {
                    double x = t.between(0.1, 1), w1 = t.between(0.1, 2), w3 = t.between(-2, 2), b2 = t.between(-1, 1);
                    t.call(new double[] {x}, w1, 0.7, 0.1, w3, b2)
                            .because("one step: relu(x*w1 + b1)*w3 + b2")
                            .is((x * w1 + 0.1) * w3 + b2);
                })
                .check("w2 = 0 forgets all but the last price", 1, t -> {
                    var prices = t.numbers(4, 0.1, 1);
                    double alone = t.call(new double[] {prices[3]}, 1.5, 0.0, 0.2, 1.1, 0.3)
                            .number();
                    t.call(prices, 1.5, 0.0, 0.2, 1.1, 0.3)
                            .because("without w2 the answer is the one for the last price alone")
                            .is(alone);
                })
                .check("an older price counts w2 times as much", 1, t -> {
                    double w2 = t.between(0.2, 0.9), d = 0.125;
                    double before = t.call(new double[] {0.5, 0.5}, 1.0, w2, 0.0, 1.0, 0.0)
                            .number();
                    t.call(new double[] {0.5 + d, 0.5}, 1.0, w2, 0.0, 1.0, 0.0)
                            .because("the first price rose by " + d + ", so the answer rises by " + d + "*w2")
                            .is(before + d * w2);
                });
    }

    private static Exercise influence() {
        return Exercise.of(LAB, "influence", "How much of the first input is left after some steps")
                .method("double influence(double w2, int steps)")
                .method("String gradient(double w2, int steps)")
                .hint("Each step multiplies the influence by w2.")
                .hint("steps multiplications: Math.pow(w2, steps).")
                .hint("gradient: above 1000 the text \"explodes\", below 0.001 \"vanishes\", else "
                        + "\"stays\"; look at the size, not the sign.")
                .check("no step", 0.5, t -> t.call(t.between(0.1, 3), 0)
                        .because("nothing was multiplied yet")
                        .is(1.0))
                .check("one step more multiplies by w2", 0.5, t -> {
                    double w2 = t.between(0.3, 1.7);
                    int steps = t.whole(2, 20);
                    double before = t.call(w2, steps).number();
                    t.call(w2, steps + 1).is(before * w2);
                })
                .check("the lecture's two cases", 1, t -> {
                    t.run("gradient", 2.0, 50).because("2^50 is about 10^15").is("explodes");
                    t.run("gradient", 0.5, 50).because("0.5^50 is about 10^-15").is("vanishes");
                });
    }
}
