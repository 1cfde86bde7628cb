package rnnlab.translation.language;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Czech dates: the day as an ordinal, "21.", and the month, both in the genitive: "21. listopadu", "dvacátého prvního
 * listopadu" or "jednadvacátého listopadu".
 */
public final class CzechDates implements DateWords {

    private static final String[] MONTHS = {
        "ledna",
        "února",
        "března",
        "dubna",
        "května",
        "června",
        "července",
        "srpna",
        "září",
        "října",
        "listopadu",
        "prosince"
    };
    private static final String[] WEEKDAYS = {"pondělí", "úterý", "středa", "čtvrtek", "pátek", "sobota", "neděle"};
    /** On which weekday, in the accusative. */
    private static final String[] ON_WEEKDAYS = {
        "v pondělí", "v úterý", "ve středu", "ve čtvrtek", "v pátek", "v sobotu", "v neděli"
    };

    private static final String[] ORDINALS_BELOW_20 = {
        "",
        "prvního",
        "druhého",
        "třetího",
        "čtvrtého",
        "pátého",
        "šestého",
        "sedmého",
        "osmého",
        "devátého",
        "desátého",
        "jedenáctého",
        "dvanáctého",
        "třináctého",
        "čtrnáctého",
        "patnáctého",
        "šestnáctého",
        "sedmnáctého",
        "osmnáctého",
        "devatenáctého"
    };
    private static final String[] ORDINAL_TENS = {"", "", "dvacátého", "třicátého"};

    @Override
    public List<String> forms(LocalDate date) {
        int d = DateWords.checked(date).getDayOfMonth();
        int m = date.getMonthValue();
        int y = date.getYear();
        int weekday = date.getDayOfWeek().ordinal();
        String month = MONTHS[m - 1];
        String usual = d + ". " + month + " " + y;
        Set<String> forms = new LinkedHashSet<>(List.of(
                usual,
                d + ". " + m + ". " + y,
                d + "." + m + "." + y,
                String.format(Locale.ROOT, "%02d.%02d.%d", d, m, y),
                WEEKDAYS[weekday] + " " + usual,
                ON_WEEKDAYS[weekday] + " " + usual,
                "dne " + usual,
                ordinal(d) + " " + month + " " + y,
                onesFirst(d) + " " + month + " " + y,
                ordinal(d) + " " + month + " roku " + y));
        for (String year : List.of(year(y), inHundreds(y))) {
            forms.add(ordinal(d) + " " + month + " " + year);
            forms.add(onesFirst(d) + " " + month + " " + year);
        }
        return List.copyOf(forms);
    }

    /** An ordinal in the genitive, from 1 to 31: "dvacátého prvního". */
    static String ordinal(int n) {
        if (n < 20) {
            return ORDINALS_BELOW_20[n];
        }
        return ORDINAL_TENS[n / 10] + (n % 10 == 0 ? "" : " " + ORDINALS_BELOW_20[n % 10]);
    }

    /** The same with the ones first where there are ones and tens: "jednadvacátého". */
    static String onesFirst(int n) {
        return n > 20 && n % 10 > 0 ? CzechNumbers.onesFirst(n, ORDINAL_TENS[n / 10]) : ordinal(n);
    }

    /** "tisíc devět set osmdesát čtyři". */
    static String year(int y) {
        return new CzechNumbers().cardinal(y, Gender.MASCULINE, CzechNumbers.Order.TENS_FIRST);
    }

    /** A year of the second millennium from its hundreds, "devatenáct set osmdesát čtyři"; others as they are. */
    static String inHundreds(int y) {
        if (y < 1100 || y >= 2000) {
            return year(y);
        }
        var numbers = new CzechNumbers();
        String century = numbers.cardinal(y / 100, Gender.MASCULINE, CzechNumbers.Order.TENS_FIRST) + " set";
        return y % 100 == 0
                ? century
                : century + " " + numbers.cardinal(y % 100, Gender.MASCULINE, CzechNumbers.Order.TENS_FIRST);
    }
}
