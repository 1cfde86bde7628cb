package rnnlab.translation.language;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * English dates, American and British. Dates of digits alone are left out: 3/4/2026 is another day for either side of
 * the Atlantic.
 */
public final class EnglishDates implements DateWords {

    private static final String[] MONTHS = {
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December"
    };
    private static final String[] WEEKDAYS = {
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"
    };
    /** Ordinals that are not the cardinal and "th". */
    private static final Map<String, String> ORDINALS = Map.of(
            "one",
            "first",
            "two",
            "second",
            "three",
            "third",
            "five",
            "fifth",
            "eight",
            "eighth",
            "nine",
            "ninth",
            "twelve",
            "twelfth",
            "twenty",
            "twentieth",
            "thirty",
            "thirtieth");

    @Override
    public List<String> forms(LocalDate date) {
        int d = DateWords.checked(date).getDayOfMonth();
        int y = date.getYear();
        String month = MONTHS[date.getMonthValue() - 1];
        String mon = month.substring(0, 3);
        String weekday = WEEKDAYS[date.getDayOfWeek().ordinal()];
        return Stream.of(
                        month + " " + d + ", " + y,
                        mon + " " + d + ", " + y,
                        d + " " + month + " " + y,
                        d + " " + mon + " " + y,
                        month + " " + d + suffix(d) + ", " + y,
                        mon + " " + d + suffix(d) + ", " + y,
                        "the " + d + suffix(d) + " of " + month + " " + y,
                        weekday + ", " + month + " " + d + ", " + y,
                        weekday.substring(0, 3) + ", " + mon + " " + d + ", " + y,
                        weekday + " " + d + " " + month + " " + y,
                        month + " " + ordinal(d) + ", " + y,
                        "the " + ordinal(d) + " of " + month + " " + y,
                        "the " + ordinal(d) + " of " + month + " " + year(y),
                        month + " " + ordinal(d) + ", " + year(y))
                .distinct()
                .toList();
    }

    /** "st", "nd", "rd" or "th". */
    static String suffix(int day) {
        if (day / 10 == 1) {
            return "th";
        }
        return switch (day % 10) {
            case 1 -> "st";
            case 2 -> "nd";
            case 3 -> "rd";
            default -> "th";
        };
    }

    /** "twenty-first". */
    static String ordinal(int day) {
        String cardinal = EnglishNumbers.below100(day);
        String last = cardinal.substring(cardinal.indexOf('-') + 1);
        return cardinal.substring(0, cardinal.length() - last.length()) + ORDINALS.getOrDefault(last, last + "th");
    }

    /** A year as it is said: "nineteen eighty-four", "nineteen oh five", "two thousand six", "twenty twenty-six". */
    static String year(int y) {
        int century = y / 100;
        int rest = y % 100;
        if (century % 10 == 0 && rest < 10) {
            return new EnglishNumbers().cardinal(y, false);
        }
        String end = rest == 0 ? "hundred" : (rest < 10 ? "oh " : "") + EnglishNumbers.below100(rest);
        return EnglishNumbers.below100(century) + " " + end;
    }
}
