package rnnlab.network;

import java.util.List;

/** Something in a network that others read. */
public sealed interface Source permits Input, Vertex {

    /** What messages call it. */
    String name();

    /** What it hands on. */
    Shape shape();

    /** The inputs whose mask may hold here: of the first among them that has one. */
    List<Input> maskedBy();
}
