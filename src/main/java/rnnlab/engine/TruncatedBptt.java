package rnnlab.engine;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

/**
 * Truncated back-propagation through time (Williams, Peng 1990): a sequence is read in pieces of {@code forward} steps, each followed by
 * a step of the optimiser whose gradient goes back {@code backward} steps; the state is carried from piece to piece.
 */
record TruncatedBptt(boolean used, int forward, int backward) {

    /** Whole sequences. */
    static final TruncatedBptt NONE = new TruncatedBptt(false, Integer.MAX_VALUE, Integer.MAX_VALUE);

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
        return type == BackpropType.TruncatedBPTT ? new TruncatedBptt(true, forward, backward) : NONE;
    }

    /**
     * Refuses data that Deeplearning4j would pass over with no more than a line in its log.
     *
     * @param all whether all must be sequences; else those that are
     */
    void check(MultiDataSet data, boolean all) {
        INDArray first = data.getFeatures(0);
        for (INDArray[] arrays : List.of(data.getFeatures(), data.getLabels())) {
            for (INDArray array : arrays) {
                if (array.rank() == 3 ? first.rank() == 3 && array.size(2) != first.size(2) : all) {
                    throw new IllegalArgumentException(
                            "truncated back-propagation wants features and labels of one number of time steps, not "
                                    + Arrays.toString(array.shape()) + " beside " + Arrays.toString(first.shape()));
                }
            }
        }
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
