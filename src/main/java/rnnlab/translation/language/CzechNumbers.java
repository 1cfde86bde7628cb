package rnnlab.translation.language;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Czech numbers: one and two have a gender at the end of a number, "dvacet dvě". From 21 on the ones may come first,
 * in one word and without gender: "dvaadvacet". Thousand and million are nouns of masculine gender: tisíc, tisíce,
 * tisíc.
 */
public final class CzechNumbers implements NumberWords {

    private static final String[] BELOW_20 = {
        "nula",
        "jeden",
        "dva",
        "tři",
        "čtyři",
        "pět",
        "šest",
        "sedm",
        "osm",
        "devět",
        "deset",
        "jedenáct",
        "dvanáct",
        "třináct",
        "čtrnáct",
        "patnáct",
        "šestnáct",
        "sedmnáct",
        "osmnáct",
        "devatenáct"
    };
    private static final String[] TENS = {
        "", "", "dvacet", "třicet", "čtyřicet", "padesát", "šedesát", "sedmdesát", "osmdesát", "devadesát"
    };
    private static final String[] HUNDREDS = {
        "", "sto", "dvě stě", "tři sta", "čtyři sta", "pět set", "šest set", "sedm set", "osm set", "devět set"
    };
    /** The ones before the tens: "jednadvacet" is one-and-twenty. */
    private static final String[] ONES_FIRST = {
        "", "jedna", "dvaa", "třia", "čtyřia", "pěta", "šesta", "sedma", "osma", "devěta"
    };

    /** How a number between the tens is written. */
    public enum Order {
        /** "dvacet dva". */
        TENS_FIRST,
        /** "dvaadvacet". */
        ONES_FIRST
    }

    @Override
    public List<String> forms(int n) {
        return Stream.concat(
                        Stream.of(Gender.MASCULINE, Gender.FEMININE, Gender.NEUTER)
                                .map(gender -> cardinal(n, gender, Order.TENS_FIRST)),
                        Stream.of(cardinal(n, Gender.MASCULINE, Order.ONES_FIRST)))
                .distinct()
                .toList();
    }

    /** A number in words, for what it counts; men are masculine. */
    public String cardinal(int n, Gender gender, Order order) {
        if (NumberWords.checked(n) == 0) {
            return BELOW_20[0];
        }
        var words = new ArrayList<String>();
        addNoun(words, n / 1_000_000, order, "milion", "miliony", "milionů");
        addNoun(words, n / 1_000 % 1_000, order, "tisíc", "tisíce", "tisíc");
        addBelow1000(words, n % 1_000, gender, order);
        return String.join(" ", words);
    }

    private static void addNoun(List<String> words, int n, Order order, String one, String few, String many) {
        if (n > 1) { // "tisíc" alone is one thousand
            addBelow1000(words, n, Gender.MASCULINE, order);
        }
        if (n > 0) {
            words.add(SlavicPlural.czech(n).of(one, few, many));
        }
    }

    private static void addBelow1000(List<String> words, int n, Gender gender, Order order) {
        if (n >= 100) {
            words.add(HUNDREDS[n / 100]);
        }
        int below100 = n % 100;
        int ones = below100 % 10;
        if (below100 >= 20 && ones > 0 && order == Order.ONES_FIRST) {
            words.add(onesFirst(below100, TENS[below100 / 10]));
            return;
        }
        if (below100 >= 20) {
            words.add(TENS[below100 / 10]);
        }
        int last = below100 < 20 ? below100 : ones;
        if (last > 0) {
            words.add(gendered(last, gender));
        }
    }

    private static String gendered(int n, Gender gender) {
        if (n == 1) {
            return gender == Gender.FEMININE ? "jedna" : gender == Gender.NEUTER ? "jedno" : "jeden";
        }
        boolean dve = n == 2 && (gender == Gender.FEMININE || gender == Gender.NEUTER);
        return dve ? "dvě" : BELOW_20[n];
    }

    /** The ones of a number put before its tens. */
    static String onesFirst(int n, String tens) {
        return ONES_FIRST[n % 10] + tens;
    }
}
