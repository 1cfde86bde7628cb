package rnnlab.translation.language;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Polish dates: the month in the genitive, "21 listopada"; the day as an ordinal of masculine gender, "dwudziesty
 * pierwszy", or in the genitive, "dwudziestego pierwszego" (on the twenty-first); the year in words as an ordinal in
 * the genitive, of which the last two numerals alone are inflected.
 */
public final class PolishDates implements DateWords {

    private static final String[] MONTHS = {
        "stycznia",
        "lutego",
        "marca",
        "kwietnia",
        "maja",
        "czerwca",
        "lipca",
        "sierpnia",
        "września",
        "października",
        "listopada",
        "grudnia"
    };
    private static final String[] MONTHS_SHORT = {
        "sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paź", "lis", "gru"
    };
    private static final String[] WEEKDAYS = {
        "poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela"
    };
    /** On which weekday, in the accusative. */
    private static final String[] ON_WEEKDAYS = {
        "w poniedziałek", "we wtorek", "w środę", "w czwartek", "w piątek", "w sobotę", "w niedzielę"
    };

    private static final String[] ORDINALS_BELOW_20 = {
        "",
        "pierwszy",
        "drugi",
        "trzeci",
        "czwarty",
        "piąty",
        "szósty",
        "siódmy",
        "ósmy",
        "dziewiąty",
        "dziesiąty",
        "jedenasty",
        "dwunasty",
        "trzynasty",
        "czternasty",
        "piętnasty",
        "szesnasty",
        "siedemnasty",
        "osiemnasty",
        "dziewiętnasty"
    };
    private static final String[] ORDINAL_TENS = {
        "",
        "",
        "dwudziesty",
        "trzydziesty",
        "czterdziesty",
        "pięćdziesiąty",
        "sześćdziesiąty",
        "siedemdziesiąty",
        "osiemdziesiąty",
        "dziewięćdziesiąty"
    };

    @Override
    public List<String> forms(LocalDate date) {
        int d = DateWords.checked(date).getDayOfMonth();
        int y = date.getYear();
        int weekday = date.getDayOfWeek().ordinal();
        String month = MONTHS[date.getMonthValue() - 1];
        String digits = String.format(Locale.ROOT, "%d.%02d.%d", d, date.getMonthValue(), y);
        var forms = new ArrayList<>(List.of(
                d + " " + month + " " + y,
                d + " " + month + " " + y + " r.",
                d + " " + month + " " + y + " roku",
                d + " " + MONTHS_SHORT[date.getMonthValue() - 1] + " " + y,
                digits,
                digits + " r.",
                d + " " + RomanMonth.of(date) + " " + y,
                WEEKDAYS[weekday] + ", " + d + " " + month + " " + y,
                ON_WEEKDAYS[weekday] + " " + d + " " + month + " " + y + " roku",
                ordinal(d) + " " + month + " " + y,
                genitive(ordinal(d)) + " " + month + " " + y + " roku"));
        if (y % 100 != 0) {
            forms.add(ordinal(d) + " " + month + " " + year(y) + " roku");
            forms.add(genitive(ordinal(d)) + " " + month + " " + year(y) + " roku");
        }
        return List.copyOf(forms);
    }

    /** "dwudziesty pierwszy"; from 1 to 99. */
    static String ordinal(int n) {
        if (n < 20) {
            return ORDINALS_BELOW_20[n];
        }
        return ORDINAL_TENS[n / 10] + (n % 10 == 0 ? "" : " " + ORDINALS_BELOW_20[n % 10]);
    }

    /** The genitive of an ordinal, word by word: -y becomes -ego, and -i after k and g or a soft consonant -iego. */
    static String genitive(String ordinal) {
        return ordinal.replaceAll("i(?= |$)", "iego").replaceAll("y(?= |$)", "ego");
    }

    /** "dwa tysiące dwudziestego szóstego"; not for years that end in 00. */
    static String year(int y) {
        return new PolishNumbers().cardinal(y / 100 * 100, Gender.MASCULINE) + " " + genitive(ordinal(y % 100));
    }
}
