package rnnlab.network;

/** A number that may change during training, such as a learning rate. */
@FunctionalInterface
public interface Rate {

    /**
     * Its value at a step of the optimiser.
     *
     * @param iteration steps done before this one
     * @param epoch epochs done before
     */
    double at(int iteration, int epoch);
}
