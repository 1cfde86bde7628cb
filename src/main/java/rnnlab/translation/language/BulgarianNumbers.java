package rnnlab.translation.language;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Bulgarian numbers: "и" (and) stands before the last word of a number and nowhere else: "сто и двадесет", "сто
 * двадесет и три", "хиляда и сто"; a counted thousand or million ends such a number of its own, "двадесет и една
 * хиляди". One and two have a gender. Some tens have a short form that is spoken, "двайсет".
 */
public final class BulgarianNumbers implements NumberWords {

    private static final String[] ONES = {
        "нула", "един", "два", "три", "четири", "пет", "шест", "седем", "осем", "девет"
    };
    private static final String[] TEENS = {
        "десет",
        "единадесет",
        "дванадесет",
        "тринадесет",
        "четиринадесет",
        "петнадесет",
        "шестнадесет",
        "седемнадесет",
        "осемнадесет",
        "деветнадесет"
    };
    private static final String[] TENS = {
        "", "", "двадесет", "тридесет", "четиридесет", "петдесет", "шестдесет", "седемдесет", "осемдесет", "деветдесет"
    };
    private static final String[] HUNDREDS = {
        "",
        "сто",
        "двеста",
        "триста",
        "четиристотин",
        "петстотин",
        "шестстотин",
        "седемстотин",
        "осемстотин",
        "деветстотин"
    };

    /** How long the words from eleven to nineteen, twenty, thirty, forty and sixty are. */
    public enum Style {
        /** As written: "двадесет". */
        FULL,
        /** As spoken: "двайсет". */
        SHORT
    }

    @Override
    public List<String> forms(int n) {
        return Stream.of(Style.values())
                .flatMap(style -> Stream.of(Gender.MASCULINE, Gender.FEMININE, Gender.NEUTER)
                        .map(gender -> cardinal(n, gender, style)))
                .distinct()
                .toList();
    }

    /** A number in words, for what it counts; men are masculine. */
    public String cardinal(int n, Gender gender, Style style) {
        if (NumberWords.checked(n) == 0) {
            return ONES[0];
        }
        int millions = n / 1_000_000;
        int thousands = n / 1_000 % 1_000;
        var groups = new ArrayList<String>();
        if (millions > 0) {
            groups.add(and(below1000(millions, Gender.MASCULINE)) + (millions == 1 ? " милион" : " милиона"));
        }
        if (thousands == 1) {
            groups.add("хиляда");
        } else if (thousands > 1) {
            groups.add(and(below1000(thousands, Gender.FEMININE)) + " хиляди");
        }
        List<String> rest = below1000(n % 1_000, gender);
        boolean lastIsOneWord = rest.size() == 1 || rest.isEmpty() && isOneWord(thousands);
        if (!rest.isEmpty()) {
            groups.add(and(rest));
        }
        int last = groups.size() - 1;
        if (last > 0 && lastIsOneWord) {
            groups.set(last, "и " + groups.get(last));
        }
        String words = String.join(" ", groups);
        return style == Style.FULL ? words : shortened(words);
    }

    private static boolean isOneWord(int n) {
        return below1000(n, Gender.FEMININE).size() == 1;
    }

    /** The words of a number below 1000, without "и". */
    private static List<String> below1000(int n, Gender gender) {
        var words = new ArrayList<String>();
        int below100 = n % 100;
        if (n >= 100) {
            words.add(HUNDREDS[n / 100]);
        }
        if (below100 >= 20) {
            words.add(TENS[below100 / 10]);
        }
        if (below100 >= 10 && below100 < 20) {
            words.add(TEENS[below100 - 10]);
        } else if (below100 % 10 > 0) {
            words.add(gendered(below100 % 10, gender));
        }
        return words;
    }

    private static String gendered(int n, Gender gender) {
        if (n == 1) {
            return gender == Gender.FEMININE ? "една" : gender == Gender.NEUTER ? "едно" : "един";
        }
        return n == 2 && (gender == Gender.FEMININE || gender == Gender.NEUTER) ? "две" : ONES[n];
    }

    /** The words with "и" before the last of several. */
    private static String and(List<String> words) {
        int last = words.size() - 1;
        return last < 1 ? String.join("", words) : String.join(" ", words.subList(0, last)) + " и " + words.get(last);
    }

    /** The words as they are spoken. */
    static String shortened(String words) {
        return words.replace("надесет", "найсет")
                .replace("двадесет", "двайсет")
                .replace("тридесет", "трийсет")
                .replace("четиридесет", "четирийсет")
                .replace("шестдесет", "шейсет");
    }
}
