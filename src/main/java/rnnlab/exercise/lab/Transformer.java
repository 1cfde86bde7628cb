package rnnlab.exercise.lab;

import java.util.List;
import java.util.stream.DoubleStream;
import rnnlab.exercise.Exercise;

/** Parts of a Transformer: where a token stands, what it may not see, its layer normalisation, its parameters. */
final class Transformer {

    private static final String LAB = "transformer";

    static final List<Exercise> EXERCISES = List.of(positions(), causal(), layerNorm(), parameters());

    private Transformer() {}

    private static Exercise positions() {
        return Exercise.of(LAB, "positions", "Where a token stands")
                .method("double[] position(int t, int size)")
                .hint("size is even. Numbers 2i and 2i+1 are sine and cosine of the same angle.")
                .hint("The angle of pair i is t divided by 10000 to the power 2i/size.")
                .check("the first position: sines 0, cosines 1", 0.5, t -> {
                    t.call(0, 4).is(new double[] {0, 1, 0, 1});
                })
                .check("the first pair turns by 1 at each step", 1, t -> {
                    int at = t.whole(1, 30);
                    t.call(at, 2).is(new double[] {Math.sin(at), Math.cos(at)});
                })
                .check("the second of two pairs is a hundred times slower", 1, t -> {
                    int at = t.whole(1, 30);
                    t.call(at, 4)
                            .because("10000^(2/4) = 100")
                            .is(new double[] {Math.sin(at), Math.cos(at), Math.sin(at / 100.0), Math.cos(at / 100.0)});
                });
    }

    private static Exercise causal() {
        return Exercise.of(LAB, "causal-weights", "Nobody sees the future")
                .method("double[][] causalWeights(double[][] scores)")
                .hint("Row t has the scores of what token t looks at; it may look at itself and at what was before it.")
                .hint("Softmax over scores[t][0] ... scores[t][t]; all further weights are 0.")
                .check("the first token sees itself alone", 0.5, t -> {
                    var scores = new double[][] {t.numbers(3, -1, 1), t.numbers(3, -1, 1), t.numbers(3, -1, 1)};
                    t.call((Object) scores).item(0).is(new double[] {1, 0, 0});
                })
                .check("the second of two", 1, t -> {
                    double a = t.between(-1, 1);
                    t.call((Object) new double[][] {{0, 50}, {a, a + Math.log(3)}})
                            .because("the 50 is in the future of the first token")
                            .is(new double[][] {{1, 0}, {0.25, 0.75}});
                })
                .check("each row is 1 together", 0.5, t -> {
                    var scores = new double[][] {t.numbers(3, -1, 1), t.numbers(3, -1, 1), t.numbers(3, -1, 1)};
                    var answer = t.call((Object) scores);
                    for (double[] row : answer.rows()) {
                        double sum = DoubleStream.of(row).sum();
                        answer.holds(Math.abs(sum - 1) < 1e-9, "rows whose sum is 1");
                    }
                });
    }

    private static Exercise layerNorm() {
        return Exercise.of(LAB, "layer-norm", "Layer normalisation")
                .method("double[] normalised(double[] x, double[] gain, double[] bias, double epsilon)")
                .hint("First the mean of x, then the variance: the mean of the squared distances from it.")
                .hint("(x[i] - mean) / Math.sqrt(variance + epsilon), then times gain[i], plus bias[i].")
                .check("two numbers become -1 and 1", 1, t -> {
                    double a = t.between(-3, 3);
                    t.call(new double[] {a, a + 2}, new double[] {1, 1}, new double[2], 0.0)
                            .because("their mean is " + (a + 1) + ", the variance 1")
                            .is(new double[] {-1, 1});
                })
                .check("gain and bias of each number", 1, t -> {
                    var gain = t.numbers(2, 1, 2);
                    var bias = t.numbers(2, -1, 1);
                    t.call(new double[] {5, 9}, gain, bias, 0.0)
                            .is(new double[] {bias[0] - gain[0], bias[1] + gain[1]});
                })
                .check("epsilon keeps it from dividing by zero", 0.5, t -> {
                    double a = t.between(-3, 3);
                    t.call(new double[] {a, a, a}, new double[] {1, 1, 1}, new double[3], 1e-3)
                            .is(new double[3]);
                });
    }

    private static Exercise parameters() {
        return Exercise.of(LAB, "transformer-parameters", "The parameters of a block")
                .method("int parameters(int units, int inner)")
                .hint("A block has self-attention, two layer normalisations, and a network of two dense layers.")
                .hint("Attention: four matrices of units * units (query, key, value, output), each with a bias.")
                .hint("Dense layers: units to inner and back, with biases. A normalisation: gain and bias of units.")
                .check("one unit, one inner", 1, t -> t.call(1, 1)
                        .because("4 * (1 + 1) + 2 * 2 + (1 + 1) + (1 + 1)")
                        .is(16))
                .check("the inner layer", 1.5, t -> {
                    int units = t.whole(2, 64), inner = t.whole(2, 64);
                    int more = t.run("parameters", units, inner + 1).value() instanceof Integer n ? n : 0;
                    t.call(units, inner)
                            .because("one inner unit more is " + units + " weights in, " + units + " out and a bias")
                            .is(more - 2 * units - 1);
                });
    }
}
