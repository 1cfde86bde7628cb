package rnnlab.training;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import rnnlab.dl4j.Engine;
import rnnlab.engine.Column;
import rnnlab.engine.Examples;

/** Forecasts of several steps from a network, and how far they miss. */
public final class Forecasts {
    private Forecasts() {}

    /**
     * A network's answers to many inputs, computed by the course's engine.
     *
     * @param inputs [N][F][T], or [N][F] for a network without time
     * @return [N][n], or [N][n][T] from a network that answers at every step
     */
    public static INDArray of(Model network, INDArray inputs) {
        return Engine.of(network).output(inputs).get(0);
    }

    /**
     * What a network that answers at every step says of each example, at the steps that its mask shows.
     *
     * @return for each example [T][n], T of its own
     * @throws IllegalArgumentException when the network gives one answer for a whole sequence
     */
    public static List<double[][]> ofEachStep(Model network, Examples examples) {
        var asked = Examples.of(examples.features(), List.of(), examples.featureMasks(), List.of());
        INDArray all = Engine.of(network).output(asked).get(0); // [N][n][T]
        if (all.rank() != 3) {
            throw new IllegalArgumentException("this network gives one answer for a whole sequence, not one at each"
                    + " step: its output has the shape " + Arrays.toString(all.shape()));
        }
        Optional<Column> mask = examples.featureMasks().get(0);
        return IntStream.range(0, (int) all.size(0))
                .mapToObj(n -> {
                    double[][] answers = all.slice(n).transpose().toDoubleMatrix(); // [T][n]
                    return IntStream.range(0, answers.length)
                            .filter(t -> mask.isEmpty() || mask.get().value(n, t, 0) != 0)
                            .mapToObj(t -> answers[t])
                            .toArray(double[][]::new);
                })
                .toList();
    }

    /**
     * Several steps ahead with a network that predicts one: its answer is put at the end of the input, the oldest value
     * falls out, and it is asked again.
     *
     * @param inputs [N][1][T]
     * @param ahead n
     * @return [N][n]
     * @throws IllegalArgumentException when there are several inputs or answers: the network then does not know what it
     *     sees next
     */
    public static INDArray iterated(Model network, INDArray inputs, int ahead) {
        long examples = inputs.size(0);
        long steps = inputs.size(2);
        if (inputs.size(1) != 1) {
            throw new IllegalArgumentException("a forecast step by step needs one input, and this network has "
                    + inputs.size(1) + ": nobody knows the next values of the others. Forecast all " + ahead
                    + " steps at once instead, with a last layer of nOut(" + ahead + ")");
        }
        var y = Nd4j.create(DataType.FLOAT, examples, ahead);
        var engine = Engine.of(network);
        var window = inputs;
        for (int j = 0; j < ahead; j++) {
            var answer = engine.output(window).get(0);
            if (answer.length() != examples) {
                throw new IllegalArgumentException("a forecast step by step needs one answer for each example, and this"
                        + " network gives " + answer.length() / examples
                        + ": its answers are several steps at once already, see Forecasts.of");
            }
            var next = answer.reshape(examples, 1); // [N][1]
            y.putColumn(j, next);
            var newer = window.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(1, steps));
            window = Nd4j.concat(2, newer, next.reshape(examples, 1, 1));
        }
        return y;
    }

    /**
     * The last time step of a network that answers at every step.
     *
     * @param output [N][n][T]
     * @return [N][n]
     */
    public static INDArray lastStep(INDArray output) {
        return output.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(output.size(2) - 1));
    }

    /** The mean squared error of {@code forecast} [N][n] over all examples and steps. */
    public static double mse(INDArray forecast, INDArray truth) {
        return forecast.squaredDistance(truth.reshape(forecast.shape())) / forecast.length();
    }

    /** The mean squared error j + 1 steps ahead, for each j, [n]. */
    public static double[] mseByStep(INDArray forecast, INDArray truth) {
        var error = forecast.sub(truth); // [N][n]
        return error.mul(error).mean(0).toDoubleVector();
    }
}
