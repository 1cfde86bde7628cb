package rnnlab.exercise;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What is wrong with an answer, in the student's words: labelled lines such as called, came, expected, off by. */
public final class Mistake extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Map<String, String> lines;
    private final boolean fatal;

    private Mistake(Map<String, String> lines, boolean fatal) {
        super(null, null, false, false);
        this.lines = new LinkedHashMap<>(lines);
        this.fatal = fatal;
    }

    /** A mistake told in one sentence. */
    public static Mistake because(String sentence) {
        return new Mistake(Map.of("", sentence), false);
    }

    /**
     * A mistake after which calling the student's methods again makes no sense: no answer in time, the kernel has
     * ended.
     */
    public static Mistake fatal(String sentence) {
        return new Mistake(Map.of("", sentence), true);
    }

    /** The same mistake with one more line; one with this label already there stays as it is. */
    public Mistake with(String label, String text) {
        var more = new LinkedHashMap<>(lines);
        more.putIfAbsent(label, text);
        return new Mistake(more, fatal);
    }

    /** The same mistake with this line first. */
    Mistake after(String label, String text) {
        var more = new LinkedHashMap<String, String>();
        more.put(label, text);
        more.putAll(lines);
        return new Mistake(more, fatal);
    }

    boolean isFatal() {
        return fatal;
    }

    @Override
    public String getMessage() {
        return lines.entrySet().stream()
                .map(e -> e.getKey().isEmpty() ? e.getValue() : String.format("%-9s %s", e.getKey(), e.getValue()))
                .collect(Collectors.joining("\n"));
    }
}
