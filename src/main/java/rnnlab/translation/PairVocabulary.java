package rnnlab.translation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import rnnlab.text.TextException;
import rnnlab.text.Unit;
import rnnlab.text.Vocabulary;

/**
 * Which index stands for which token, on either side of pairs. A target begins with {@link Vocabulary#START} and ends
 * with {@link Vocabulary#END}; shorter sentences of a batch are filled with {@link Vocabulary#PADDING}.
 *
 * @param source of the sentences
 * @param target of their translations
 */
public record PairVocabulary(Vocabulary source, Vocabulary target) {

    /** @throws IllegalArgumentException when the target side has no [START] or [END] */
    public PairVocabulary {
        if (!target.contains(Vocabulary.START) || !target.contains(Vocabulary.END)) {
            throw new IllegalArgumentException("target: a vocabulary without " + Vocabulary.START + " and "
                    + Vocabulary.END + "; make it by Vocabulary.sentences");
        }
    }

    /** The tokens of these pairs, the ones to learn from. */
    public static PairVocabulary of(Unit unit, List<Pair> pairs) {
        return new PairVocabulary(
                Vocabulary.sentences(unit, pairs.stream().map(Pair::source).toList()),
                Vocabulary.sentences(unit, pairs.stream().map(Pair::target).toList()));
    }

    /** The index of [START]. */
    public int start() {
        return target.index(Vocabulary.START);
    }

    /** The index of [END]. */
    public int end() {
        return target.index(Vocabulary.END);
    }

    /** The indices of a sentence, [S]. */
    public int[] source(String sentence) {
        return source.encode(sentence);
    }

    /** The indices of a translation with [START] before and [END] after it, [T + 1]. */
    public int[] target(String sentence) {
        int[] inner = target.encode(sentence);
        int[] whole = new int[inner.length + 2];
        System.arraycopy(inner, 0, whole, 1, inner.length);
        whole[0] = start();
        whole[whole.length - 1] = end();
        return whole;
    }

    /** The text of a translation's indices, up to the first [END]; [START] and padding are left out. */
    public String text(int... indices) {
        int[] shown = Arrays.stream(indices)
                .takeWhile(i -> i != end())
                .filter(i -> i != start())
                .toArray();
        return target.decode(shown);
    }

    /**
     * Looks whether these pairs can be read.
     *
     * @param longestSource how many tokens a source has at most, as a network's positions or memory allow
     * @param longestTarget the same for a target, without [START] and [END]
     * @throws TextException with the place of the first pair that has a token which nobody has learned, or is longer
     */
    public void check(List<Pair> pairs, int longestSource, int longestTarget) {
        for (Pair pair : pairs) {
            problem("sentence", pair.source(), source, longestSource)
                    .or(() -> problem("translation", pair.target(), target, longestTarget))
                    .ifPresent(problem -> {
                        throw new TextException(pair.place() + ": " + problem);
                    });
        }
    }

    private static Optional<String> problem(String side, String text, Vocabulary vocabulary, int longest) {
        String[] tokens = vocabulary.unit().split(text);
        if (tokens.length > longest) {
            return Optional.of("the " + side + " has " + tokens.length + " tokens, and " + longest + " is the most: \""
                    + text + "\"; shorten it, or make room for longer ones");
        }
        String unknown = Arrays.stream(tokens)
                .filter(token -> !vocabulary.contains(token))
                .distinct()
                .map(PairVocabulary::named)
                .collect(Collectors.joining(", "));
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of("the " + side + " \"" + text + "\" has what is not in the vocabulary: " + unknown
                        + "; train with sentences that have it, or write it in another way");
    }

    /** A token, and the code point of a character, for two may look alike. */
    private static String named(String token) {
        boolean one = token.codePointCount(0, token.length()) == 1;
        return "'" + token + "'" + (one ? String.format(" (U+%04X)", token.codePointAt(0)) : "");
    }
}
