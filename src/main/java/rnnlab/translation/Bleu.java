package rnnlab.translation;

import java.util.Arrays;
import java.util.List;

/**
 * BLEU of a whole text, from 0 to 100: which share of the translation's words, and rows of two, three and four words,
 * stands in the reference too; the geometric mean of the four shares, less where the translation is shorter.
 *
 * <p>Source: K. Papineni et al., BLEU (2002). Words as WMT cuts them (13a), one reference, and where no row of some
 * length is met, its share is taken as half, then a quarter ... of one hit (NIST's smoothing, method 3 of B. Chen
 * and C. Cherry 2014): the numbers of sacrebleu.
 */
public final class Bleu {

    private static final int LONGEST = 4;

    private Bleu() {}

    /**
     * BLEU of translations beside their references.
     *
     * @throws IllegalArgumentException when they are not equally many
     */
    public static double of(List<String> translations, List<String> references) {
        Scores.checkEqual(translations, references);
        long[] met = new long[LONGEST];
        long[] all = new long[LONGEST];
        long length = 0;
        long referenceLength = 0;
        for (int i = 0; i < translations.size(); i++) {
            List<String> words = words(translations.get(i));
            List<String> reference = words(references.get(i));
            length += words.size();
            referenceLength += reference.size();
            for (int n = 1; n <= LONGEST; n++) {
                var grams = NGrams.of(words, n);
                met[n - 1] += grams.in(NGrams.of(reference, n));
                all[n - 1] += grams.total();
            }
        }
        if (Arrays.stream(met).sum() == 0 || all[LONGEST - 1] == 0) {
            return 0;
        }
        double brevity = length < referenceLength ? Math.exp(1 - (double) referenceLength / length) : 1;
        return 100 * brevity * Math.exp(sumOfLogs(met, all) / LONGEST);
    }

    private static double sumOfLogs(long[] met, long[] all) {
        double sum = 0;
        double hit = 1; // what counts as one where nothing was met: 1/2, then 1/4 ...
        for (int n = 0; n < LONGEST; n++) {
            if (met[n] == 0) {
                hit /= 2;
            }
            sum += Math.log((met[n] == 0 ? hit : met[n]) / all[n]);
        }
        return sum;
    }

    /** Words and punctuation marks; a period, comma or hyphen inside a number stays there. */
    static List<String> words(String sentence) {
        String spaced = " "
                + sentence.replace("\n", " ")
                        .replace("&quot;", "\"")
                        .replace("&amp;", "&")
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                + " ";
        spaced = spaced.replaceAll("[\\p{Punct}&&[^'.,-]]", " $0 ")
                .replaceAll("([^0-9])([.,])", "$1 $2 ")
                .replaceAll("([.,])([^0-9])", " $1 $2")
                .replaceAll("([0-9])-", "$1 - ");
        return Arrays.stream(spaced.split("(?U)\\s+")).filter(w -> !w.isEmpty()).toList();
    }
}
