package rnnlab.exercise.lab;

import java.util.Arrays;
import java.util.List;
import rnnlab.exercise.Exercise;

/** Parts of min-char-rnn: clipping, the smoothed loss, Adagrad, the gradient that is cut. */
final class MinCharRnn {

    private static final String LAB = "min-char-rnn";

    static final List<Exercise> EXERCISES = List.of(clip(), smooth(), adagrad(), cut());

    private MinCharRnn() {}

    private static Exercise clip() {
        return Exercise.of(LAB, "clip", "Gradients clipped to [-limit, limit]")
                .method("double[] clipped(double[] gradient, double limit)")
                .hint("Each number on its own: what is above the limit becomes the limit, what is below "
                        + "-limit becomes -limit.")
                .hint("Math.max(-limit, Math.min(limit, g))")
                .check("what is small stays as it is", 0.5, t -> {
                    var gradient = t.numbers(5, -1, 1);
                    gradient[0] = -0.5;
                    t.call(gradient, 5.0).is(gradient);
                })
                .check("too large on either side", 1, t -> {
                    double limit = t.between(1, 5), small = t.between(-0.9, 0.9);
                    t.call(new double[] {limit + 2, small, -limit - 3}, limit).is(new double[] {limit, small, -limit});
                });
    }

    private static Exercise smooth() {
        return Exercise.of(LAB, "smoothed-loss", "The smoothed loss")
                .method("double[] smoothed(double[] losses, int V, int steps)")
                .hint("Before the first chunk the smoothed loss is that of a network that knows nothing: steps * ln V.")
                .hint("After each chunk: smooth = 0.999 * smooth + 0.001 * loss.")
                .check("a network that goes on knowing nothing", 1, t -> {
                    int characters = t.whole(20, 90), steps = t.whole(10, 30);
                    var losses = new double[4];
                    Arrays.fill(losses, steps * Math.log(characters));
                    t.call(losses, characters, steps)
                            .because("each loss is " + steps + " * ln " + characters)
                            .is(losses);
                })
                .check("after the first chunk", 1, t -> {
                    int characters = t.whole(20, 90), steps = t.whole(10, 30);
                    double loss = t.between(5, 20);
                    t.call(new double[] {loss}, characters, steps)
                            .because("0.999 * " + steps + " * ln " + characters + " + 0.001 * " + loss)
                            .is(new double[] {0.999 * steps * Math.log(characters) + 0.001 * loss});
                });
    }

    private static Exercise adagrad() {
        return Exercise.of(LAB, "adagrad-step", "One step of Adagrad")
                .method("double[][] adagrad(double[] w, double[] gradient, double[] memory, double rate)")
                .hint("The memory is the sum of all squared gradients so far, the newest one included.")
                .hint("w[i] - rate * gradient[i] / Math.sqrt(memory[i] + 1e-8), with the new memory.")
                .hint("Return both, the new weights and the new memory: new double[][] {newW, newMemory}.")
                .check("the first step is as long for each weight, downhill", 1, t -> {
                    double rate = t.between(0.05, 0.5);
                    var w = t.numbers(3, -1, 1);
                    var gradient = new double[] {t.between(1, 2), t.between(-4, -3), t.between(20, 30)};
                    t.call(w, gradient, new double[3], rate)
                            .because("the root of a gradient's square is its size: only its sign is left")
                            .item(0)
                            .is(new double[] {w[0] - rate, w[1] + rate, w[2] - rate});
                })
                .check("the memory grows by the squares", 1, t -> {
                    var gradient = t.numbers(3, -2, 2);
                    gradient[1] = t.between(1.5, 3);
                    var memory = t.numbers(3, 1, 5);
                    var grown = new double[3];
                    Arrays.setAll(grown, i -> memory[i] + gradient[i] * gradient[i]);
                    t.call(t.numbers(3, -1, 1), gradient, memory, 0.1).item(1).is(grown);
                });
    }

    private static Exercise cut() {
        return Exercise.of(LAB, "cut-gradient", "The gradient of a chunk")
                .method("double gradient(double[] x, double w, int steps)")
                .hint("h[t] = w*h[t-1] + x[t]. Run it over all x first, from h = 0, and keep all states.")
                .hint("d = dh/dw. From the product rule: d[t] = h[t-1] + w*d[t-1].")
                .hint("Where the chunk begins, h goes on from before, but d is 0. The chunk is the last 'steps' of x.")
                .check("a chunk that is the whole text: what a small change of w does", 1.5, t -> {
                    var x = t.numbers(t.whole(4, 8), -1, 1);
                    double w = t.between(0.4, 0.9), epsilon = 1e-5;
                    double difference = (last(x, w + epsilon) - last(x, w - epsilon)) / (2 * epsilon);
                    t.call(x, w, x.length)
                            .because("(h(w + e) - h(w - e)) / 2e for a small e, h the last state")
                            .within(1e-6, difference);
                })
                .check("a chunk of one step: the state before it", 1, t -> {
                    var x = t.numbers(5, 0.2, 1);
                    double w = t.between(0.4, 0.9);
                    t.call(x, w, 1)
                            .because("h[4] = w*h[3] + x[4]: with h[3] held fixed, the slope is h[3]")
                            .is(last(Arrays.copyOf(x, 4), w));
                });
    }

    private static double last(double[] x, double w) {
        double h = 0;
        for (double input : x) {
            h = w * h + input;
        }
        return h;
    }
}
