package rnnlab.generation;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import rnnlab.text.Vocabulary;

/**
 * The likeliest next tokens after a prompt, the likeliest one first.
 *
 * @param prompt what was read
 * @param temperature at which the probabilities are
 */
public record Likely(String prompt, double temperature, List<Candidate> candidates) {

    /** A token that may come next. */
    public record Candidate(String token, double probability) {}

    static Likely of(String prompt, double temperature, double[] q, int k, Vocabulary vocabulary) {
        var candidates = IntStream.range(0, q.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -q[i]))
                .limit(k)
                .map(i -> new Candidate(name(i, vocabulary), q[i]))
                .toList();
        return new Likely(prompt, temperature, candidates);
    }

    private static String name(int index, Vocabulary vocabulary) {
        if (index == Vocabulary.PADDING) {
            return "(end)";
        }
        if (index >= vocabulary.size()) {
            return "(unused)";
        }
        return vocabulary.token(index).replace("\n", "(line end)").replace(" ", "(space)");
    }

    /** A table: token and per cent. */
    @Override
    public String toString() {
        int width = candidates.stream().mapToInt(c -> c.token().length()).max().orElse(0);
        return String.format(Locale.ROOT, "%s ... (temperature %.1f)%n", prompt, temperature)
                + candidates.stream()
                        .map(c -> String.format(
                                Locale.ROOT, "  %-" + width + "s  %6.2f %%%n", c.token(), 100 * c.probability()))
                        .collect(Collectors.joining());
    }
}
