package rnnlab.graph;

/** Where a layer's parameters are in the network's vector, and where their gradient goes: nowhere, when the layer is frozen. */
final class Place {

    private final int at;
    private final boolean frozen;
    /** Takes the gradient that a frozen layer computes on the way to the one of its input. */
    private final float[] unused;

    /** @param count how many parameters */
    Place(int at, int count, boolean frozen, boolean training) {
        this.at = at;
        this.frozen = frozen;
        this.unused = frozen && training ? new float[count] : null;
    }

    boolean learns() {
        return !frozen;
    }

    /** Where the parameters begin. */
    int at() {
        return at;
    }

    /** The array that the gradient is added to; null for none. */
    float[] gradients(float[] all) {
        return frozen && all != null ? unused : all;
    }

    /** Where in that array. */
    int gradientsAt() {
        return frozen ? 0 : at;
    }
}
