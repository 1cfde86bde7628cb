package rnnlab.exercise.lab;

import java.util.List;
import rnnlab.exercise.Exercise;

/** How long a layer remembers: forget gates and products of slopes. */
final class Memory {

    private static final String LAB = "memory";

    static final List<Exercise> EXERCISES = List.of(kept(), bias(), influence());

    private Memory() {}

    private static double sigmoid(double b) {
        return 1 / (1 + Math.exp(-b));
    }

    private static Exercise kept() {
        return Exercise.of(LAB, "kept-after", "What is left in a cell")
                .method("double kept(double bias, int steps)")
                .hint("The gate is f = 1 / (1 + e^-bias): Math.exp(-bias).")
                .hint("Each step multiplies what is there by f: Math.pow(f, steps).")
                .check("one step: the gate itself", 1, t -> {
                    double b = t.between(-2, 4);
                    t.call(b, 1).is(sigmoid(b));
                })
                .check("bias 0: half of it at each step", 1, t -> {
                    int steps = t.whole(3, 20);
                    t.call(0.0, steps).is(Math.pow(0.5, steps));
                });
    }

    private static Exercise bias() {
        return Exercise.of(LAB, "bias-for-memory", "The bias that remembers")
                .method("double biasFor(double kept, int steps)")
                .hint("Which gate f has f^steps = kept? f = Math.pow(kept, 1.0 / steps).")
                .hint("f = 1 / (1 + e^-b), solved for b: b = ln(f / (1 - f)).")
                .check("half after one step: bias 0", 1, t -> t.call(0.5, 1)
                        .because("sigmoid(0) = 1/2")
                        .within(1e-9, 0.0))
                .check("a longer memory wants a larger bias", 1, t -> {
                    int steps = t.whole(5, 60);
                    double part = t.between(0.3, 0.9);
                    double bias = t.call(part, steps).number();
                    t.call(part, 2 * steps).holds(t.call(part, 2 * steps).number() > bias + 0.3, "more than " + bias);
                })
                .check("with this bias so much is left", 1, t -> {
                    int steps = t.whole(5, 200);
                    double part = t.between(0.1, 0.9);
                    double gate = Math.pow(part, 1.0 / steps);
                    t.call(part, steps).within(1e-6, Math.log(gate / (1 - gate)));
                });
    }

    private static Exercise influence() {
        return Exercise.of(LAB, "first-influence", "How far the first input reaches")
                .method("double influence(double[] x, double w, double u)")
                .hint("First run forward: h = Math.tanh(w * x[t] + u * h), from h = 0, and keep each h.")
                .hint("The slope of tanh where it gave h is 1 - h*h.")
                .hint("First step: w * (1 - h1*h1). Each later step multiplies by u * (1 - h*h), with its own h.")
                .check("one step: w times the slope", 1, t -> {
                    double x = t.between(-1, 1), w = t.between(0.3, 1.5);
                    double h = Math.tanh(w * x);
                    t.call(new double[] {x}, w, t.between(0.2, 2)).is(w * (1 - h * h));
                })
                .check("zeros: tanh has the slope 1, and only u is left", 1, t -> {
                    double w = t.between(0.3, 1.5), u = t.between(0.3, 1.5);
                    int steps = t.whole(3, 9);
                    t.call(new double[steps], w, u).is(w * Math.pow(u, steps - 1));
                })
                .check("it is the limit of small changes of the first input", 1, t -> {
                    double[] x = t.numbers(t.whole(3, 6), -1, 1);
                    double w = t.between(0.3, 1.2), u = t.between(0.5, 1.5);
                    t.call(x, w, u)
                            .because("the last h for x[0] + d minus that for x[0] - d, divided by 2d, for a small d")
                            .within(1e-6, difference(x, w, u));
                });
    }

    private static double difference(double[] x, double w, double u) {
        double d = 1e-5;
        return (last(x, d, w, u) - last(x, -d, w, u)) / (2 * d);
    }

    private static double last(double[] x, double more, double w, double u) {
        double h = 0;
        for (int t = 0; t < x.length; t++) {
            h = Math.tanh(w * (x[t] + (t == 0 ? more : 0)) + u * h);
        }
        return h;
    }
}
