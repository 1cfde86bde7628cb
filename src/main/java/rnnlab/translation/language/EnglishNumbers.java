package rnnlab.translation.language;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** English numbers: "one hundred twenty-three", and with "and" as the British say them. */
public final class EnglishNumbers implements NumberWords {

    private static final String[] BELOW_20 = {
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen"
    };
    private static final String[] TENS = {
        "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"
    };

    @Override
    public List<String> forms(int n) {
        return Stream.of(cardinal(n, false), cardinal(n, true)).distinct().toList();
    }

    /**
     * A number in words.
     *
     * @param and whether "and" stands before what is below a hundred: "one thousand and one"
     */
    public String cardinal(int n, boolean and) {
        if (NumberWords.checked(n) == 0) {
            return BELOW_20[0];
        }
        int millions = n / 1_000_000;
        int thousands = n / 1_000 % 1_000;
        int rest = n % 1_000;
        var words = new ArrayList<String>();
        if (millions > 0) {
            words.add(below1000(millions, and) + " million");
        }
        if (thousands > 0) {
            words.add(below1000(thousands, and) + " thousand");
        }
        if (rest > 0) {
            words.add((and && n > rest && rest < 100 ? "and " : "") + below1000(rest, and));
        }
        return String.join(" ", words);
    }

    private static String below1000(int n, boolean and) {
        if (n < 100) {
            return below100(n);
        }
        String hundreds = BELOW_20[n / 100] + " hundred";
        return n % 100 == 0 ? hundreds : hundreds + (and ? " and " : " ") + below100(n % 100);
    }

    static String below100(int n) {
        return n < 20 ? BELOW_20[n] : TENS[n / 10] + (n % 10 == 0 ? "" : "-" + BELOW_20[n % 10]);
    }
}
