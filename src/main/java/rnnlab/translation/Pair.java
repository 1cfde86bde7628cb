package rnnlab.translation;

/**
 * A sentence and its translation.
 *
 * @param language of the source; scores are told for each
 * @param place where the pair is from, as messages name it: {@code pairs.tsv, line 7}
 */
public record Pair(String source, String target, String language, String place) {

    /** For example {@code 21 listopada 2026 -> 2026-11-21}. */
    @Override
    public String toString() {
        return source + " -> " + target;
    }
}
