package rnnlab.chart;

import java.util.List;

/** Drawings of networks with their real numbers in them. Each is a {@link Picture}: a cell shows it, {@code save} writes it. */
public final class Diagrams {

    private Diagrams() {}

    /**
     * A recurrent network unrolled over time: the same weights at each step, and the values that they give.
     *
     * @param inputs [step][feature]
     * @param hidden [step][unit], the values after each step; before the first one they are 0
     * @param outputs [step][output]; an empty array at a step without an output
     * @param wx weights from input to hidden [feature][unit]
     * @param wh weights from hidden to hidden, one step later [unit before][unit]
     * @param wy weights from hidden to output [unit][output]
     * @throws IllegalArgumentException if shapes do not fit each other, or there is too much to be read: at most 8 steps, 4 units,
     *     3 features and 3 outputs
     */
    public static Diagram unrolled(
            double[][] inputs, double[][] hidden, double[][] outputs, double[][] wx, double[][] wh, double[][] wy) {
        return new UnrolledDiagram(inputs, hidden, outputs, new RecurrentWeights(wx, wh, wy), false);
    }

    /** The same network folded: one step alone, with the hidden values led back to themselves. */
    public static Diagram folded(
            double[] input, double[] hidden, double[] output, double[][] wx, double[][] wh, double[][] wy) {
        return new UnrolledDiagram(
                new double[][] {input},
                new double[][] {hidden},
                new double[][] {output},
                new RecurrentWeights(wx, wh, wy),
                true);
    }

    /**
     * One unit of an LSTM at one step: c = f c' + i g, h = o tanh(c).
     *
     * @param x its input
     * @param hBefore h', the hidden value one step before
     * @param cBefore c', the cell state one step before
     * @param f forget gate
     * @param i input gate
     * @param g candidate
     * @param o output gate
     */
    public static Diagram lstm(double x, double hBefore, double cBefore, double f, double i, double g, double o) {
        return new LstmDiagram(x, hBefore, cBefore, f, i, g, o);
    }

    /**
     * One unit of a GRU at one step: h = z h' + (1 - z) g.
     *
     * @param x its input
     * @param hBefore h', the hidden value one step before
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
}
