package rnnlab.engine;

import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Truncated back-propagation through time (Williams, Peng 1990): a sequence is read in pieces of {@code forward} steps, each followed by
 * a step of the optimiser whose gradient goes back {@code backward} steps; the state is carried from piece to piece.
 */
record TruncatedBptt(boolean used, int forward, int backward) {

    static TruncatedBptt of(Dl4jNetwork network) {
        BackpropType type;
        int forward;
        int backward;
        if (network instanceof Dl4jNetwork.Layers layers) {
            var conf = layers.model().getLayerWiseConfigurations();
            type = conf.getBackpropType();
            forward = conf.getTbpttFwdLength();
            backward = conf.getTbpttBackLength();
        } else {
            var conf = ((ComputationGraph) network.model()).getConfiguration();
            type = conf.getBackpropType();
            forward = conf.getTbpttFwdLength();
            backward = conf.getTbpttBackLength();
        }
        return type == BackpropType.TruncatedBPTT
                ? new TruncatedBptt(true, forward, backward)
                : new TruncatedBptt(false, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /** How many pieces a sequence of so many steps has. */
    int pieces(int steps) {
        return used ? (steps + forward - 1) / forward : 1;
    }

    /** The step of a piece where the gradient stops going back. */
    int first(int steps) {
        return Math.max(0, steps - backward);
    }
}
