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
