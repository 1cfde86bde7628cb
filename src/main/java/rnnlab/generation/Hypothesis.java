package rnnlab.generation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A sentence that a model may mean.
 *
 * @param tokens without the start token; the end token is the last one where {@code ended}
 * @param logProbability the sum of the natural logarithms of its tokens' probabilities, the end's too
 * @param ended whether it came to its end, and was not cut off
 */
public record Hypothesis(List<Integer> tokens, double logProbability, boolean ended) {

    /** Nothing written yet. */
    static final Hypothesis EMPTY = new Hypothesis(List.of(), 0, false);

    public Hypothesis {
        tokens = List.copyOf(tokens);
    }

    /** The same with one more token. */
    Hypothesis with(int token, double logP, boolean end) {
        Integer[] longer = tokens.toArray(new Integer[tokens.size() + 1]);
        longer[tokens.size()] = token;
        return new Hypothesis(Arrays.asList(longer), logProbability + logP, end);
    }

    /** The last token. */
    int last() {
        return tokens.get(tokens.size() - 1);
    }

    /** Its tokens without the end. */
    public int[] text() {
        return tokens.stream()
                .limit(ended ? tokens.size() - 1 : tokens.size())
                .mapToInt(token -> token)
                .toArray();
    }

    /**
     * The logarithm of its probability beside its length, log p / length^alpha: with alpha 0 the probability alone,
     * which favours short sentences; with 1 the mean of a token.
     */
    public double score(double alpha) {
        return logProbability / Math.pow(Math.max(1, tokens.size()), alpha);
    }

    /** By score, the best one first; of equal ones the one that was found first. */
    static Comparator<Hypothesis> best(double alpha) {
        return Comparator.comparingDouble(h -> -h.score(alpha));
    }

    /** The ones that ended first, then by score. */
    static Comparator<Hypothesis> endedFirst(double alpha) {
        return Comparator.comparing(Hypothesis::ended).reversed().thenComparing(best(alpha));
    }

    /** For example {@code 3 7 7 (log p -1.234)}. */
    @Override
    public String toString() {
        return tokens.stream().map(String::valueOf).collect(Collectors.joining(" "))
                + String.format(Locale.ROOT, " (log p %.3f%s)", logProbability, ended ? "" : ", cut off");
    }
}
