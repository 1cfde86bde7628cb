package rnnlab.graph;

/** A node that carries something from one pass to the next. */
interface Carrying extends Node {

    /** Starts the next pass from what is carried after this one, or from nothing. */
    void carry(boolean keep);

    /**
     * Column i of what is carried becomes what column {@code from[i]} is in a node of the same kind, or in this one.
     */
    void take(Carrying before, int[] from);

    /** Column i of {@code to} becomes column {@code from[i]} of {@code of}, in rows of different widths. */
    static void columns(float[] of, int ofWidth, float[] to, int toWidth, int rows, int[] from) {
        float[] old = of == to ? of.clone() : of;
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < from.length; i++) {
                to[row * toWidth + i] = old[row * ofWidth + from[i]];
            }
        }
    }
}
