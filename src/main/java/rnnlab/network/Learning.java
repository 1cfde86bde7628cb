package rnnlab.network;

import java.util.List;

/**
 * How a network learns, by ranges of its one vector of parameters.
 *
 * @param tensors all weight matrices and biases, in the vector's order
 * @param rates the learning rate of each group that has one
 */
public record Learning(
        List<Tensor> tensors, List<Group> groups, List<Clipping> clippings, List<Penalty> penalties, List<Rate> rates) {

    /**
     * One weight matrix or bias: its layer's name, its own, the parameters [from, to), and whether learning leaves them
     * as they are.
     */
    public record Tensor(String layer, String name, int from, int to, boolean frozen) {
        /** How many numbers it has. */
        public int length() {
            return to - from;
        }
    }

    /** Parameters [from, to). */
    public record Range(int from, int to) {
        /** How many there are. */
        public int length() {
            return to - from;
        }
    }

    /**
     * Parameters that share a rule.
     *
     * @param all of them, one range
     * @param learning the ranges among them that are not frozen
     */
    public record Group(UpdateRule rule, Range all, List<Range> learning) {}

    /** How the gradient of a layer is kept small. */
    public enum Norm {
        /** Each number is cut off at the threshold. */
        CLIP_VALUES,
        /** All are scaled together, so that the norm of the layer's gradient is at most the threshold. */
        CLIP_LAYER,
        /** The same for each tensor alone. */
        CLIP_TENSOR,
        /** All are scaled together, so that the norm of the layer's gradient is 1. */
        RENORMALISE_LAYER,
        /** The same for each tensor alone. */
        RENORMALISE_TENSOR
    }

    /** Keeps the gradient of one layer small. */
    public record Clipping(Norm norm, double threshold, List<Tensor> tensors) {}

    /** What one matrix of weights w pays for being large; several of one kind add up. */
    public record Penalty(Tensor tensor, List<Term> terms) {}

    /** One part of a penalty. */
    public sealed interface Term {
        /** How strong it is. */
        Rate strength();
    }

    /** strength * sum |w|, in the loss. */
    public record L1(Rate strength) implements Term {}

    /** strength / 2 * sum w², in the loss. */
    public record L2(Rate strength) implements Term {}

    /**
     * The same in the loss as L2; but w shrinks by strength * factor at each step, and the gradient is left as it is.
     */
    public record WeightDecay(Rate strength, Rate factor) implements Term {}
}
