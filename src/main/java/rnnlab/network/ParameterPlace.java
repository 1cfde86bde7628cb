package rnnlab.network;

/**
 * Where the parameters of a layer are in the network's one vector.
 *
 * @param at the first of them
 * @param frozen whether learning leaves them as they are
 */
public record ParameterPlace(int at, boolean frozen) {

    /** Of a layer that has none. */
    public static final ParameterPlace NONE = new ParameterPlace(0, false);
}
