package rnnlab.graph;

/** One node of the network, between its input signals and its output signal. */
interface Node {

    /** Computes the output's values. */
    void forward(Pass pass);

    /**
     * From the output's gradient: adds the gradient of the parameters, writes the gradient of each input that wants
     * one.
     */
    void backward(Pass pass);

    /** Takes over its parameters, if it has any, from the network's vector; they changed. */
    default void load(float[] parameters) {}
}
