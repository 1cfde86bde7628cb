package rnnlab.text.kitchen;

import java.util.List;
import java.util.SplittableRandom;

/** Chance, as it is with words: a few are met all the time, most of them seldom. */
final class Draw {

    /** The larger, the more even: the first of a list is this much ahead of the second. */
    private static final double EVENNESS = 4;

    private Draw() {}

    /**
     * One of a list that goes from common to rare. The one at place k, from 0, is taken with a probability near 1 / ((k
     * + 4) ln(1 + n / 4)): Zipf's law, less steep at its beginning.
     */
    static <T> T of(List<T> fromCommonToRare, SplittableRandom random) {
        int n = fromCommonToRare.size();
        // The density 1 / (x + e) on [0, n) has the distribution function ln(1 + x / e) / ln(1 + n / e); this is its
        // inverse.
        double x = EVENNESS * (Math.pow(1 + n / EVENNESS, random.nextDouble()) - 1);
        return fromCommonToRare.get(Math.min((int) x, n - 1));
    }

    /** One of a list, each as likely as the others. */
    static <T> T evenly(List<T> list, SplittableRandom random) {
        return list.get(random.nextInt(list.size()));
    }
}
