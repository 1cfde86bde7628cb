package rnnlab.translation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often each row of n tokens stands in a sentence. */
record NGrams(Map<List<String>, Integer> counts, int total) {

    static NGrams of(List<String> tokens, int n) {
        Map<List<String>, Integer> counts = new HashMap<>();
        int total = Math.max(0, tokens.size() - n + 1);
        for (int i = 0; i < total; i++) {
            counts.merge(List.copyOf(tokens.subList(i, i + n)), 1, Integer::sum);
        }
        return new NGrams(counts, total);
    }

    /** How many of these are in the other sentence too; one that is there once is met once. */
    int in(NGrams other) {
        return counts.entrySet().stream()
                .mapToInt(e -> Math.min(e.getValue(), other.counts.getOrDefault(e.getKey(), 0)))
                .sum();
    }
}
