package rnnlab.exercise.lab;

import java.util.List;
import rnnlab.exercise.Exercise;

/** The LSTM unit by hand. */
final class LstmVsRnn {

    private static final String LAB = "lstm-vs-rnn";

    static final List<Exercise> EXERCISES = List.of(sigmoid(), step(), parameters());

    private LstmVsRnn() {}

    private static Exercise sigmoid() {
        return Exercise.of(LAB, "sigmoid", "Sigmoid and its slope")
                .method("double sigmoid(double z)")
                .method("double slope(double z)")
                .hint("1 / (1 + e^-z): Math.exp(-z).")
                .hint("The slope of the sigmoid is s*(1-s), where s = sigmoid(z).")
                .check("the lecture's values", 0.5, t -> {
                    t.call(10.0).within(1e-5, 0.99995);
                    t.call(-5.0).within(1e-4, 0.0067);
                })
                .check("s(-z) = 1 - s(z)", 0.5, t -> {
                    double z = t.between(0.5, 3);
                    t.call(-z).is(1 - t.call(z).number());
                })
                .check("the slope is the limit of small steps", 1, t -> {
                    double z = t.between(-2, 2), h = 1e-5;
                    double difference = (t.call(z + h).number() - t.call(z - h).number()) / (2 * h);
                    t.run("slope", z)
                            .because("(s(z+h) - s(z-h)) / 2h for a small h")
                            .within(1e-5, difference);
                });
    }

    private static Exercise step() {
        return Exercise.of(LAB, "lstm-step", "One step of an LSTM unit")
                .method("double[] step(double x, double hBefore, double cBefore, double[] w, double[] u, double[] b)")
                .hint("Four sums: w[k]*x + u[k]*hBefore + b[k]"
                        + " for k = 0 (forget), 1 (input), 2 (candidate), 3 (output).")
                .hint("f, i and o go through the sigmoid, the candidate g through tanh.")
                .hint("c = f*cBefore + i*g, then h = o*tanh(c); return new double[] {h, c}.")
                .check("forget open, input shut: the cell keeps its state", 1, t -> {
                    double c = t.between(-1, 1);
                    var answer = t.call(1.0, 0.0, c, new double[4], new double[4], new double[] {50, -50, 0, 50});
                    answer.because("f = 1, i = 0, o = 1: c stays, h = tanh(c)").is(new double[] {Math.tanh(c), c});
                })
                .check("forget shut, input open: the candidate is the new state", 1, t -> {
                    double g = t.between(-1, 1);
                    t.call(0.0, 0.0, 5.0, new double[4], new double[4], new double[] {-50, 50, g, -50})
                            .because("f = 0, i = 1: c = tanh(" + g + "); o = 0: h = 0")
                            .is(new double[] {0, Math.tanh(g)});
                });
    }

    private static Exercise parameters() {
        return Exercise.of(LAB, "lstm-parameters", "How many numbers an LSTM learns")
                .method("int lstmParameters(int inputs, int units)")
                .hint("Each of the four gates is as large as a SimpleRNN.")
                .hint("4 * (inputs*units + units*units + units)")
                .check("one input, one unit", 1, t -> t.call(1, 1)
                        .because("4 * (1 + 1 + 1)")
                        .is(12))
                .check("a bias for each gate and unit", 1, t -> t.call(0, 3)
                        .because("4 * (9 + 3)")
                        .is(48));
    }
}
