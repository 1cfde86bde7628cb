package rnnlab.engine;

import java.util.List;
import java.util.stream.Collectors;
import rnnlab.network.Learning.Tensor;
import rnnlab.network.Rate;

/**
 * What is said when training has left the numbers that can be counted with, whoever trains.
 *
 * @param tensors all parameters
 * @param rates the learning rates; none where no rule has one
 */
public record Divergence(List<Tensor> tensors, List<Rate> rates) {

    /**
     * The exception to throw.
     *
     * @param what is no longer finite
     * @param iteration steps done, which is the step that the network's parameters are those of
     * @param lastGood the parameters of the last step whose loss and gradient were finite
     */
    public ArithmeticException exception(String what, int iteration, int epoch, float[] lastGood) {
        if (iteration == 0) {
            return new ArithmeticException("the " + what + " before the first step: the initial weights are too large,"
                    + " or the data are; scale the data");
        }
        return new ArithmeticException("the " + what + " at step " + (iteration + 1) + " (epoch " + (epoch + 1)
                + ") with learning rate " + rates(iteration, epoch) + ", in " + largest(lastGood)
                + "; the network keeps the parameters of step " + iteration
                + ". Try a tenth of the learning rate, or gradient clipping");
    }

    private String rates(int iteration, int epoch) {
        return rates.isEmpty()
                ? "none"
                : rates.stream()
                        .map(rate -> Double.toString(rate.at(iteration, epoch)))
                        .distinct()
                        .collect(Collectors.joining(", "));
    }

    /** The layer and parameter with the largest number. */
    private String largest(float[] values) {
        if (tensors.isEmpty()) {
            return "a network without parameters";
        }
        Tensor where = tensors.get(0);
        float largest = 0;
        for (Tensor tensor : tensors) {
            for (int i = tensor.from(); i < tensor.to(); i++) {
                if (Math.abs(values[i]) > largest) {
                    largest = Math.abs(values[i]);
                    where = tensor;
                }
            }
        }
        return "a network whose largest parameter is " + largest + ", in " + where.name() + " of layer \""
                + where.layer() + "\"";
    }

    /** Whether all are finite. */
    public static boolean finite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
