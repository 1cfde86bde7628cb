package rnnlab.text;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Windows over a text's tokens: T tokens are the input, the token after each of them is the target. The text is kept
 * once; a window is a place in it.
 */
public final class TextWindows {

    private final int[] tokens;
    private final int length;
    private final int size;
    private final IntUnaryOperator start;

    private TextWindows(int[] tokens, int length, int size, IntUnaryOperator start) {
        this.tokens = tokens;
        this.length = length;
        this.size = size;
        this.start = start;
    }

    /**
     * A window at each {@code stride}-th token.
     *
     * @param tokens the text, [N]; not copied
     * @param length tokens in a window, T
     */
    public static TextWindows every(int[] tokens, int length, int stride) {
        positive("length", length);
        positive("stride", stride);
        return new TextWindows(tokens, length, fitting(tokens, length, tokens.length, stride), i -> i * stride);
    }

    /**
     * For training with the state carried along: the text is cut into {@code lanes} equal parts, and a batch holds one
     * window of each. Window {@code k * lanes + lane} goes on where window {@code (k - 1) * lanes + lane} ended. A rest
     * of the text that fills no window of each lane is left out.
     *
     * @param lanes the batch size B
     */
    public static TextWindows lanes(int[] tokens, int length, int lanes) {
        positive("length", length);
        positive("lanes", lanes);
        int part = (tokens.length - 1) / lanes;
        int steps = part / length;
        if (steps == 0) {
            throw tooShort(tokens.length, (long) lanes * length + 1);
        }
        return new TextWindows(tokens, length, steps * lanes, i -> i % lanes * (steps * length) + i / lanes * length);
    }

    private static int fitting(int[] tokens, int length, int n, int stride) {
        if (n <= length) {
            throw tooShort(n, length + 1L);
        }
        return (n - length - 1) / stride + 1;
    }

    private static TextException tooShort(int n, long needed) {
        return new TextException("the text has " + n + " tokens; windows of this size need at least " + needed
                + ". Take a longer text or shorter windows");
    }

    private static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": " + value + " is not allowed; at least 1");
        }
    }

    /** The same windows without those from {@code from} on, and without those before it. */
    public List<TextWindows> splitAt(int from) {
        if (from < 1 || from >= size) {
            throw new IllegalArgumentException("from: " + from + " is not allowed; 1 to " + (size - 1));
        }
        return List.of(
                new TextWindows(tokens, length, from, start),
                new TextWindows(tokens, length, size - from, i -> start.applyAsInt(from + i)));
    }

    /** How many windows there are. */
    public int size() {
        return size;
    }

    /** Tokens in a window, T. */
    public int length() {
        return length;
    }

    /** Where a window begins in the text. */
    public int start(int window) {
        if (window < 0 || window >= size) {
            throw new IllegalArgumentException("window: " + window + " is not allowed; 0 to " + (size - 1));
        }
        return start.applyAsInt(window);
    }

    /** The tokens of a window, [T]. */
    public int[] input(int window) {
        return Arrays.copyOfRange(tokens, start(window), start(window) + length);
    }

    /** The token after each token of a window, [T]. */
    public int[] targets(int window) {
        return Arrays.copyOfRange(tokens, start(window) + 1, start(window) + length + 1);
    }

    /** The token after a window. */
    public int next(int window) {
        return tokens[start(window) + length];
    }

    /** The whole text, [N]; not a copy. */
    public int[] tokens() {
        return tokens;
    }

    /** Where each window begins. */
    public int[] starts() {
        int[] starts = new int[size];
        Arrays.setAll(starts, this::start);
        return starts;
    }
}
