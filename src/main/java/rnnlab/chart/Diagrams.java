package rnnlab.chart;

import java.util.List;

/**
 * Drawings of networks with their real numbers in them. Each is a {@link Picture}: a cell shows it, {@code save} writes
 * it.
 */
public final class Diagrams {

    private Diagrams() {}

    /**
     * One unit of a GRU at one step: h(t) = z h(t-1) + (1 - z) g.
     *
     * @param x its input
     * @param hBefore h(t-1), the hidden value one step back
     * @param z update gate
     * @param r reset gate
     * @param g candidate
     */
    public static Diagram gru(double x, double hBefore, double z, double r, double g) {
        return new GruDiagram(x, hBefore, z, r, g);
    }

    /**
     * A call of a function in a tree of calls.
     *
     * @param text as "fact(3)"
     * @param result as "6"
     * @param calls that it makes, in their order
     */
    public record Call(String text, String result, List<Call> calls) {
        public Call {
            calls = List.copyOf(calls);
        }

        /** A call that makes these calls. */
        public static Call of(String text, Object result, Call... calls) {
            return new Call(text, String.valueOf(result), List.of(calls));
        }
    }

    /** A recursion: each call above the calls that it makes, with what they give back. */
    public static Diagram callTree(String title, Call root) {
        return new CallTreeDiagram(title, root);
    }

    /**
     * A lattice of paths from left to right: a circle for each row at each step, an arrow for each move of a path.
     *
     * @param rows their names, from the top
     * @param values what stands in the circles, [rows][T]; the darker, the greater. Circles of 0 are empty
     * @param moves for each step t from 1 on the paths that come from a row to a row, [T-1][from][to]; 0 for no arrow,
     *     the thicker the more
     */
    public static Diagram lattice(String title, String[] rows, double[][] values, double[][][] moves) {
        return new LatticeDiagram(title, rows, values, moves);
    }
}
