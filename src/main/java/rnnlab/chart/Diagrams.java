package rnnlab.chart;

import java.util.List;

/**
 * Drawings of networks with their real numbers in them. Each is a {@link Picture}: a cell shows it, {@code save}
 * writes it.
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
     * A sequence that a recurrent network reads, and what it says.
     *
     * @param name as "many to one: sentiment"
     * @param inputs what goes in at each step; "" where nothing does
     * @param outputs what comes out at each step; "" where nothing does
     */
    public record SequenceKind(String name, List<String> inputs, List<String> outputs) {
        public SequenceKind {
            if (inputs.isEmpty() || inputs.size() != outputs.size()) {
                throw new IllegalArgumentException("'" + name + "' has " + inputs.size() + " inputs and "
                        + outputs.size() + " outputs; both need one for each step, \"\" where there is none");
            }
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
        }

        int steps() {
            return inputs.size();
        }
    }

    /** Kinds of sequences side by side: one to many, many to one, and so on. */
    public static Diagram sequenceKinds(SequenceKind... kinds) {
        return new SequenceKindsDiagram(List.of(kinds));
    }

    /**
     * A window that slides over a series: the first examples, each one step later than the one before.
     *
     * @param steps values that go in
     * @param ahead values that should come out
     * @param examples how many are drawn
     */
    public static Diagram slidingWindow(String title, double[] series, int steps, int ahead, int examples) {
        return new SlidingWindowDiagram(title, series, steps, ahead, examples);
    }

    /**
     * One hidden unit unrolled over time, and the gradient of a loss on its way back; shared parameters collect from
     * every step.
     *
     * @param x inputs, [T]
     * @param h hidden values, [T]
     * @param dh the loss's derivative by each hidden value, [T]
     * @param parameters their names, [P]
     * @param shares what each step adds to each parameter's gradient, [P][T]
     */
    public static Diagram gradients(
            String title, double[] x, double[] h, double[] dh, String[] parameters, double[][] shares) {
        return new UnrolledGradient(title, x, h, dh, parameters, shares);
    }

    /**
     * Sequences read in chunks, side by side in lanes: where the state goes on and where the gradient ends.
     *
     * @param lanes what is read, [B][steps]; each step is a short text, as one character
     * @param chunk steps of one chunk; the whole lane for back-propagation that is not truncated
     */
    public static Diagram lanes(String title, String[][] lanes, int chunk) {
        return new LanesDiagram(title, lanes, chunk);
    }

    /** The numbers of one step of an LSTM unit: input, gates, candidate, and both states after it. */
    public record LstmNumbers(double x, double f, double i, double g, double o, double c, double h) {}

    /** An LSTM unit unrolled over time. */
    public static Diagram lstm(String title, List<LstmNumbers> steps) {
        return new UnrolledLstm(title, steps);
    }

    /**
     * A bidirectional layer with one unit each way.
     *
     * @param x what goes in at each step, as it is shown, [T]
     * @param forward hidden values of the unit that reads from the left, [T]
     * @param backward hidden values of the one that reads from the right, at the same steps, [T]
     */
    public static Diagram bidirectional(String title, String[] x, double[] forward, double[] backward) {
        return new BidirectionalDiagram(title, x, forward, backward);
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

    /**
     * What an encoder has read at a step.
     *
     * @param state of the units after it that are shown, [K]
     */
    public record Read(String token, double[] state) {}

    /**
     * What a decoder did at a step.
     *
     * @param read the token before
     * @param state of the units after it that are shown, [K]
     * @param said the token that it says next
     * @param probability of that token
     */
    public record Written(String read, double[] state, String said, double probability) {}

    /**
     * An encoder-decoder at work, with its states.
     *
     * @throws IllegalArgumentException when either half has no step, or states are not equally long
     */
    public static Diagram encoderDecoder(String title, List<Read> source, List<Written> target) {
        return new EncoderDecoderDiagram(title, source, target);
    }

    /** A token that may come next. */
    public record Said(String token, double probability) {}

    /**
     * One step of attention, with its weights.
     *
     * @param source the tokens that are attended to
     * @param weights of each, [S]
     * @param read the token that the decoder has just read
     * @param said what it may say next, the likeliest first; three are shown
     * @throws IllegalArgumentException when there are not as many weights as tokens
     */
    public static Diagram attention(String title, List<String> source, double[] weights, String read, List<Said> said) {
        return new AttentionDiagram(title, source, weights, read, said);
    }
}
