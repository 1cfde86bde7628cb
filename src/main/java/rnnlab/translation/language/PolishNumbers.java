package rnnlab.translation.language;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Polish numbers, in the nominative: "sto dwadzieścia dwa", feminine "dwie", and of men "stu dwudziestu dwóch". One
 * has a gender only where it stands alone. Thousands and millions are nouns: tysiąc, tysiące, tysięcy.
 */
public final class PolishNumbers implements NumberWords {

    private static final String[] BELOW_20 = {
        "zero",
        "jeden",
        "dwa",
        "trzy",
        "cztery",
        "pięć",
        "sześć",
        "siedem",
        "osiem",
        "dziewięć",
        "dziesięć",
        "jedenaście",
        "dwanaście",
        "trzynaście",
        "czternaście",
        "piętnaście",
        "szesnaście",
        "siedemnaście",
        "osiemnaście",
        "dziewiętnaście"
    };
    private static final String[] TENS = {
        "",
        "",
        "dwadzieścia",
        "trzydzieści",
        "czterdzieści",
        "pięćdziesiąt",
        "sześćdziesiąt",
        "siedemdziesiąt",
        "osiemdziesiąt",
        "dziewięćdziesiąt"
    };
    private static final String[] HUNDREDS = {
        "", "sto", "dwieście", "trzysta", "czterysta", "pięćset", "sześćset", "siedemset", "osiemset", "dziewięćset"
    };
    private static final String[] BELOW_20_OF_MEN = {
        "zero",
        "jeden",
        "dwóch",
        "trzech",
        "czterech",
        "pięciu",
        "sześciu",
        "siedmiu",
        "ośmiu",
        "dziewięciu",
        "dziesięciu",
        "jedenastu",
        "dwunastu",
        "trzynastu",
        "czternastu",
        "piętnastu",
        "szesnastu",
        "siedemnastu",
        "osiemnastu",
        "dziewiętnastu"
    };
    private static final String[] TENS_OF_MEN = {
        "",
        "",
        "dwudziestu",
        "trzydziestu",
        "czterdziestu",
        "pięćdziesięciu",
        "sześćdziesięciu",
        "siedemdziesięciu",
        "osiemdziesięciu",
        "dziewięćdziesięciu"
    };
    private static final String[] HUNDREDS_OF_MEN = {
        "",
        "stu",
        "dwustu",
        "trzystu",
        "czterystu",
        "pięciuset",
        "sześciuset",
        "siedmiuset",
        "ośmiuset",
        "dziewięciuset"
    };
    /** Two, three and four men, where no other word stands before. */
    private static final String[] FEW_MEN = {"dwaj", "trzej", "czterej"};

    @Override
    public List<String> forms(int n) {
        return Stream.of(Gender.MASCULINE, Gender.FEMININE, Gender.NEUTER, Gender.PERSONAL)
                .map(gender -> cardinal(n, gender))
                .distinct()
                .toList();
    }

    /** A number in words, for what it counts. */
    public String cardinal(int n, Gender gender) {
        if (NumberWords.checked(n) == 0) {
            return BELOW_20[0];
        }
        if (n == 1 && gender == Gender.FEMININE) {
            return "jedna";
        }
        if (n == 1 && gender == Gender.NEUTER) {
            return "jedno";
        }
        if (n >= 2 && n <= 4 && gender == Gender.PERSONAL) {
            return FEW_MEN[n - 2];
        }
        var words = new ArrayList<String>();
        addNoun(words, n / 1_000_000, "milion", "miliony", "milionów");
        addNoun(words, n / 1_000 % 1_000, "tysiąc", "tysiące", "tysięcy");
        addBelow1000(words, n % 1_000, gender);
        return String.join(" ", words);
    }

    private static void addNoun(List<String> words, int n, String one, String few, String many) {
        if (n > 1) { // "tysiąc" alone is one thousand
            addBelow1000(words, n, Gender.MASCULINE);
        }
        if (n > 0) {
            words.add(SlavicPlural.polish(n).of(one, few, many));
        }
    }

    private static void addBelow1000(List<String> words, int n, Gender gender) {
        boolean men = gender == Gender.PERSONAL;
        int below100 = n % 100;
        if (n >= 100) {
            words.add((men ? HUNDREDS_OF_MEN : HUNDREDS)[n / 100]);
        }
        if (below100 >= 20) {
            words.add((men ? TENS_OF_MEN : TENS)[below100 / 10]);
        }
        int last = below100 < 20 ? below100 : below100 % 10;
        if (last == 2 && gender == Gender.FEMININE) {
            words.add("dwie");
        } else if (last > 0) {
            words.add((men ? BELOW_20_OF_MEN : BELOW_20)[last]);
        }
    }
}
