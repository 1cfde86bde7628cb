package rnnlab.engine;

import java.util.Optional;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Trains and evaluates one Deeplearning4j network, a batch at a time.
 *
 * <p>A loss is the mean over the batch and over the time steps that no mask hides (natural logarithm), as lectures define it;
 * Deeplearning4j's own score is the sum over time.
 */
public interface Engine {

    /** The engine for a {@code MultiLayerNetwork} or {@code ComputationGraph}; the network is initialised when it is not yet. */
    static Engine of(Model network) {
        if (network instanceof MultiLayerNetwork layers) {
            return new Dl4jEngine(layers);
        }
        throw new IllegalArgumentException("network: expected a MultiLayerNetwork, got "
                + network.getClass().getSimpleName());
    }

    /** One line that says why Deeplearning4j's own, slower fit trains this network; empty when it does not. */
    Optional<String> notice();

    /** Restarts the random numbers of dropout. */
    void seed(long seed);

    /**
     * One step of the optimiser.
     *
     * @param batch indices of the examples in {@code data}
     * @return the loss before the step
     */
    double train(Examples data, int[] batch);

    /** The loss on these examples, without dropout and without learning. */
    double loss(Examples data, int[] batch);

    /** Copies parameters and the optimiser's state into the network, which is then usable for everything. */
    void writeBack();
}
