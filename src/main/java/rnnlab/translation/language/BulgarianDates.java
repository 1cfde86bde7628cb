package rnnlab.translation.language;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Bulgarian dates: the day as an ordinal of masculine gender, "двадесет и първи"; the year in words as one of
 * feminine gender, for година is, "две хиляди двадесет и шеста".
 */
public final class BulgarianDates implements DateWords {

    private static final String[] MONTHS = {
        "януари",
        "февруари",
        "март",
        "април",
        "май",
        "юни",
        "юли",
        "август",
        "септември",
        "октомври",
        "ноември",
        "декември"
    };
    private static final String[] WEEKDAYS = {"понеделник", "вторник", "сряда", "четвъртък", "петък", "събота", "неделя"
    };
    /** The ordinals that are not the cardinal and an ending. */
    private static final String[] ORDINALS = {
        "", "първ", "втор", "трет", "четвърт", "пет", "шест", "седм", "осм", "девет", "десет"
    };

    @Override
    public List<String> forms(LocalDate date) {
        int d = DateWords.checked(date).getDayOfMonth();
        int y = date.getYear();
        String month = MONTHS[date.getMonthValue() - 1];
        String usual = d + " " + month + " " + y;
        String digits = String.format(Locale.ROOT, "%d.%02d.%d", d, date.getMonthValue(), y);
        String day = ordinal(d, "и");
        String spoken = BulgarianNumbers.shortened(day);
        var forms = new ArrayList<>(List.of(
                usual + " г.",
                usual,
                usual + " година",
                "на " + usual + " г.",
                WEEKDAYS[date.getDayOfWeek().ordinal()] + ", " + usual + " г.",
                digits + " г.",
                digits,
                d + "." + RomanMonth.of(date) + "." + y + " г.",
                d + suffix(d) + " " + month + " " + y + " г.",
                day + " " + month + " " + y + " г."));
        if (!spoken.equals(day)) {
            forms.add(spoken + " " + month + " " + y + " г.");
        }
        if (y % 100 != 0) {
            String words = day + " " + month + " " + year(y) + " година";
            forms.add(words);
            if (!BulgarianNumbers.shortened(words).equals(words)) {
                forms.add(BulgarianNumbers.shortened(words));
            }
        }
        return List.copyOf(forms);
    }

    /**
     * The ordinal of 1 to 99, "двадесет и първи".
     *
     * @param ending of its gender: "и", "а" or "о"
     */
    static String ordinal(int n, String ending) {
        if (n <= 10) {
            return ORDINALS[n] + ending;
        }
        String cardinal = new BulgarianNumbers().cardinal(n, Gender.MASCULINE, BulgarianNumbers.Style.FULL);
        int and = cardinal.indexOf(" и ");
        return and < 0 ? cardinal + ending : cardinal.substring(0, and + 3) + ordinal(n % 10, ending);
    }

    /** What is written after the digits of a day: "21-ви", "22-ри", "27-ми", "25-ти". */
    static String suffix(int day) {
        if (day / 10 == 1) {
            return "-ти";
        }
        return switch (day % 10) {
            case 1 -> "-ви";
            case 2 -> "-ри";
            case 7, 8 -> "-ми";
            default -> "-ти";
        };
    }

    /** A year as an ordinal of feminine gender; not for years that end in 00. */
    static String year(int y) {
        var numbers = new BulgarianNumbers();
        String hundreds = numbers.cardinal(y / 100 * 100, Gender.FEMININE, BulgarianNumbers.Style.FULL)
                .replace(" и ", " ");
        String rest = ordinal(y % 100, "а");
        return hundreds + (rest.contains(" и ") ? " " : " и ") + rest;
    }
}
