package rnnlab.text;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the labels of a table mean. Words: pos, positive, true, yes and their opposites. Numbers: of two different ones
 * the greater is positive; of more, as with stars, those above the middle are, and the middle itself is neither.
 */
final class ReviewLabels {

    static final String ALLOWED = "labels are positive and negative (or pos and neg, yes and no, true and false), or"
            + " whole numbers: 1 and 0, 1 and -1, stars from 1 to 5";

    private static final Set<String> POSITIVE = Set.of("positive", "pos", "true", "yes");
    private static final Set<String> NEGATIVE = Set.of("negative", "neg", "false", "no");
    private static final Set<String> NEITHER = Set.of("neutral");
    private static final int MOST = 100;

    private final boolean numbers;
    private final double middle;

    private ReviewLabels(boolean numbers, double middle) {
        this.numbers = numbers;
        this.middle = middle;
    }

    /** What these labels mean, all of a table: the first one says whether they are words or numbers. */
    static ReviewLabels of(List<String> labels) {
        var numbers = new TreeSet<Integer>();
        labels.stream().filter(ReviewLabels::isNumber).map(ReviewLabels::number).forEach(numbers::add);
        boolean first = !labels.isEmpty() && isNumber(labels.get(0));
        return new ReviewLabels(first, numbers.isEmpty() ? 0 : (numbers.first() + numbers.last()) / 2.0);
    }

    /** Whether this could be a label. */
    static boolean isLabel(String text) {
        String word = word(text);
        return POSITIVE.contains(word) || NEGATIVE.contains(word) || NEITHER.contains(word) || isNumber(text);
    }

    private static boolean isNumber(String text) {
        return text.strip().matches("[+-]?\\d{1,3}(\\.0)?") && Math.abs(number(text)) <= MOST;
    }

    private static int number(String text) {
        return (int) Double.parseDouble(text.strip());
    }

    private static String word(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    /** Whether it is one of these labels: a word among words, a number among numbers. */
    boolean knows(String label) {
        return numbers ? isNumber(label) : isLabel(label) && !isNumber(label);
    }

    boolean undecided(String label) {
        return numbers ? number(label) == middle : NEITHER.contains(word(label));
    }

    boolean positive(String label) {
        return numbers ? number(label) > middle : POSITIVE.contains(word(label));
    }
}
