package rnnlab.network;

import java.util.List;
import java.util.Optional;

/**
 * Where a network's prediction leaves, and what compares it with its target.
 *
 * @param in what it reads
 * @param dense the layer that is part of the output; empty where what it reads is the prediction (before the loss's own
 *     softmax or logistic function)
 * @param parameters of that layer
 * @param smoothing the share of a target of classes that is spread over all classes; 0 for none
 */
public record Output(
        String name, Source in, Optional<Layer.Dense> dense, ParameterPlace parameters, Loss loss, double smoothing) {

    /** What it predicts for an example. */
    public Shape shape() {
        return dense.map(layer -> in.shape().of(layer.units())).orElse(in.shape());
    }

    /** Whether it predicts one class out of many. */
    public boolean classes() {
        return loss == Loss.SOFTMAX_CROSS_ENTROPY;
    }

    /** The inputs whose mask holds where the labels have none: of the first among them that has one. */
    public List<Input> maskedBy() {
        return in.maskedBy();
    }
}
