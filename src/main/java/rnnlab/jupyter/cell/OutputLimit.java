package rnnlab.jupyter.cell;

import java.util.Optional;

/**
 * How much of one cell's output is shown: what a page can hold and JupyterLab's server lets through (3 MB within 3
 * seconds). The rest is left out, with a line that says so at once, and its end is shown when the snippet ends.
 */
final class OutputLimit {

    private static final int BYTES = 1_000_000;
    private static final int LAST_LINE = 10_000; // at most so much longer, to end with a whole line
    private static final int DISPLAYS = 300;
    private static final int TAIL = 1_000;
    private static final String HOW_TO_END = " Stop (\u25a0) ends the cell.\n";

    private int bytes;
    private boolean full;
    private int displays;
    private long leftOutLines;
    private final StringBuilder leftOut = new StringBuilder();
    private Optional<String> notice = Optional.empty();

    /** The part of a text that is still shown; the rest is kept for the tail. */
    String shown(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (full) {
                leaveOut(text.substring(i));
                return text.substring(0, i);
            }
            char c = text.charAt(i);
            bytes += bytesInMessage(c);
            full = bytes >= BYTES && c == '\n' || bytes >= BYTES + LAST_LINE;
            if (full) {
                notice = Optional.of(
                        "\nThis cell has printed more than a page can show: the rest is left out." + HOW_TO_END);
            }
        }
        return text;
    }

    boolean showsDisplay() {
        displays++;
        if (displays == DISPLAYS + 1) {
            notice = Optional.of(
                    "\nThis cell has displayed more than " + DISPLAYS + " things: the rest is left out." + HOW_TO_END);
        }
        return displays <= DISPLAYS;
    }

    /** The line that is due now, once. */
    Optional<String> notice() {
        var due = notice;
        notice = Optional.empty();
        return due;
    }

    /** The last lines of what was left out since the last time. */
    Optional<String> tail() {
        if (leftOut.isEmpty()) {
            return Optional.empty();
        }
        String text = leftOut.toString();
        String last = text.length() > TAIL ? text.substring(text.indexOf('\n', text.length() - TAIL) + 1) : text;
        long before = leftOutLines - lines(last);
        leftOut.setLength(0);
        leftOutLines = 0;
        return Optional.of(before > 0 ? "[" + before + " lines were left out; the last ones:]\n" + last : last);
    }

    private void leaveOut(String text) {
        leftOutLines += lines(text);
        leftOut.append(text);
        if (leftOut.length() > 10 * TAIL) {
            leftOut.delete(0, leftOut.length() - 2 * TAIL);
        }
    }

    private static long lines(String text) {
        return text.chars().filter(c -> c == '\n').count();
    }

    /** The kernel writes JSON; it escapes what could mean something in HTML. */
    private static int bytesInMessage(char c) {
        if (c < ' ' || c == '"' || c == '\\') {
            return c == '\n' || c == '\t' || c == '"' || c == '\\' ? 2 : 6;
        }
        return c == '<' || c == '>' || c == '&' || c == '=' || c == '\'' ? 6 : c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
    }
}
