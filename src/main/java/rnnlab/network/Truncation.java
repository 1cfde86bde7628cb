package rnnlab.network;

/**
 * Truncated back-propagation through time (Williams, Peng 1990): a sequence is read in pieces of {@code forward} steps,
 * each followed by a step of the optimiser whose gradient goes back {@code backward} steps; the state is carried from
 * piece to piece.
 */
public record Truncation(boolean used, int forward, int backward) {

    /** Whole sequences. */
    public static final Truncation NONE = new Truncation(false, Integer.MAX_VALUE, Integer.MAX_VALUE);

    /** How many pieces a sequence of so many steps has. */
    public int pieces(int steps) {
        return used ? (steps + forward - 1) / forward : 1;
    }

    /** The step of a piece of so many steps where the gradient stops going back. */
    public int first(int steps) {
        return Math.max(0, steps - backward);
    }
}
