package rnnlab.translation.language;

import java.util.List;

/** How a language writes whole numbers in words. */
public interface NumberWords {

    /** The largest number that can be written. */
    int LARGEST = 999_999_999;

    /**
     * Each way of writing a number, the usual one first; none twice.
     *
     * @param n from 0 to {@link #LARGEST}
     * @throws IllegalArgumentException when it is not
     */
    List<String> forms(int n);

    /** The number itself, where it can be written; else a message. */
    static int checked(int n) {
        if (n < 0 || n > LARGEST) {
            throw new IllegalArgumentException("n: " + n + " is not allowed; 0 to " + LARGEST);
        }
        return n;
    }
}
