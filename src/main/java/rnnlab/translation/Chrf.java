package rnnlab.translation;

import java.util.List;

/**
 * chrF of a whole text, from 0 to 100: which share of the translation's letters, and rows of two to six letters,
 * stands in the reference too (precision), and which share of the reference's in the translation (recall), the means
 * over the six lengths joined with recall twice as weighty. Spaces do not count. Inflected languages are judged more
 * justly than by whole words.
 *
 * <p>Source: M. Popović, chrF: character n-gram F-score (2015); chrF2 as sacrebleu has it.
 */
public final class Chrf {

    private static final int LONGEST = 6;
    private static final double BETA = 2;

    private Chrf() {}

    /**
     * chrF of translations beside their references.
     *
     * @throws IllegalArgumentException when they are not equally many
     */
    public static double of(List<String> translations, List<String> references) {
        Scores.checkEqual(translations, references);
        double precision = 0;
        double recall = 0;
        int lengths = 0;
        for (int n = 1; n <= LONGEST; n++) {
            long said = 0;
            long wanted = 0;
            long met = 0;
            for (int i = 0; i < translations.size(); i++) {
                var mine = NGrams.of(letters(translations.get(i)), n);
                var reference = NGrams.of(letters(references.get(i)), n);
                said += reference.total() == 0 ? 0 : mine.total();
                wanted += reference.total();
                met += mine.in(reference);
            }
            if (said > 0 && wanted > 0) {
                precision += (double) met / said;
                recall += (double) met / wanted;
                lengths++;
            }
        }
        if (precision + recall == 0) {
            return 0;
        }
        double weight = BETA * BETA;
        return 100 * (1 + weight) * precision * recall / (weight * precision + recall) / lengths;
    }

    private static List<String> letters(String sentence) {
        return sentence.codePoints()
                .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c))
                .mapToObj(Character::toString)
                .toList();
    }
}
