package rnnlab.scratch;

import java.util.List;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** How wrong labels were read: letters to put in, leave out or change, beside the letters that there are. */
public final class ErrorRate {

    private ErrorRate() {}

    /**
     * Letters to put in, leave out or change, divided by the letters of the truth; more than 1 when too many were read.
     *
     * @param read the labels that were read
     * @param truth what they should be, in the same order
     * @throws IllegalArgumentException when they are not equally many, or there are no letters to be wrong
     */
    public static double of(List<int[]> read, List<int[]> truth) {
        if (read.size() != truth.size()) {
            throw new IllegalArgumentException(
                    read.size() + " labels were read, and there are " + truth.size() + " right ones");
        }
        int errors = 0;
        int letters = 0;
        for (int i = 0; i < read.size(); i++) {
            errors += distance(read.get(i), truth.get(i));
            letters += truth.get(i).length;
        }
        if (letters == 0) {
            throw new IllegalArgumentException("truth: there are no letters in it to be wrong");
        }
        return (double) errors / letters;
    }

    /** The least number of letters to put in, leave out or change that makes b of a (Levenshtein 1965). */
    public static int distance(int[] a, int[] b) {
        return LevenshteinDistance.getDefaultInstance().apply(text(a), text(b));
    }

    /** Classes as a text of one character each. */
    private static String text(int[] classes) {
        var text = new StringBuilder();
        for (int symbol : classes) {
            text.append((char) symbol);
        }
        return text.toString();
    }
}
