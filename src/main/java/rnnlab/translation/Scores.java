package rnnlab.translation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * How good translations are that can only be right or wrong: dates, numbers. For sentences: {@link Bleu}, {@link
 * Chrf}.
 */
public final class Scores {

    private Scores() {}

    /**
     * The share of translations that are their references, letter for letter.
     *
     * @throws IllegalArgumentException when they are not equally many, or none
     */
    public static double exactMatch(List<String> translations, List<String> references) {
        checkEqual(translations, references);
        return IntStream.range(0, translations.size())
                        .filter(i -> translations.get(i).equals(references.get(i)))
                        .count()
                / (double) translations.size();
    }

    /**
     * How many letters must be changed, put in or taken out, beside the number of letters of the references; more
     * than 1 where a translation is far too long.
     *
     * @throws IllegalArgumentException when they are not equally many, or none
     */
    public static double characterError(List<String> translations, List<String> references) {
        checkEqual(translations, references);
        var distance = LevenshteinDistance.getDefaultInstance();
        long edits = IntStream.range(0, translations.size())
                .mapToLong(i -> distance.apply(translations.get(i), references.get(i)))
                .sum();
        return (double) edits / references.stream().mapToLong(String::length).sum();
    }

    /**
     * The exact match of each group of pairs, in the order in which the groups are met.
     *
     * @param translations of the pairs' sources
     * @param group what a pair is counted with: {@code Pair::language}, or its length
     */
    public static <K> Map<K, Double> exactMatchBy(
            Function<Pair, K> group, List<Pair> pairs, List<String> translations) {
        checkEqual(translations, pairs);
        return IntStream.range(0, pairs.size())
                .boxed()
                .collect(Collectors.groupingBy(
                        i -> group.apply(pairs.get(i)),
                        LinkedHashMap::new,
                        Collectors.averagingDouble(i -> pairs.get(i).target().equals(translations.get(i)) ? 1 : 0)));
    }

    static void checkEqual(List<?> translations, List<?> references) {
        if (translations.size() != references.size() || translations.isEmpty()) {
            throw new IllegalArgumentException("translations: " + translations.size() + " beside " + references.size()
                    + " references; as many of each, and at least one");
        }
    }
}
