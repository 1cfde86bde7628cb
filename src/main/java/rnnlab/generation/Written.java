package rnnlab.generation;

/**
 * A text that a network wrote.
 *
 * @param prompt what it was given
 * @param text what it wrote
 * @param tokens how many characters or words it wrote
 * @param seconds how long that took, reading the prompt included
 * @param end why it ended
 */
public record Written(String prompt, String text, int tokens, double seconds, End end) {

    /** Why a text ended. */
    public enum End {
        /** It is as long as was asked for. */
        LENGTH,
        /** The network wrote the token that ends a text. */
        STOP_TOKEN,
        /** The user pressed Stop. */
        INTERRUPTED
    }

    /** Tokens a second. */
    public double speed() {
        return tokens / seconds;
    }
}
