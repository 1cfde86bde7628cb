package rnnlab.translation.language;

import java.time.LocalDate;

/** A month in Roman numerals, as Poles and Bulgarians write it. */
final class RomanMonth {

    private static final String[] NUMERALS = {"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"};

    private RomanMonth() {}

    static String of(LocalDate date) {
        return NUMERALS[date.getMonthValue() - 1];
    }
}
