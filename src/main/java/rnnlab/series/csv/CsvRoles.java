package rnnlab.series.csv;

import java.util.List;

/**
 * Which columns of a table are no numbers, by their places in the line of names, from 0; -1 is none.
 *
 * @param date of the day
 * @param time of the day's time, in files of hours or minutes
 * @param symbol of the instrument's name
 * @param period where the bulk archive says D, W, M or a number of minutes
 */
record CsvRoles(int date, int time, int symbol, int period) {
    // Of several such names the first in the list is taken.
    private static final List<String> DATES = List.of(
            "date",
            "data",
            "datetime",
            "data notowania",
            "data sesji",
            "observation_date",
            "dzien",
            "day",
            "month",
            "miesiac",
            "quarter",
            "kwartal",
            "year",
            "rok",
            "period",
            "okres",
            "timestamp",
            "time",
            "czas");
    private static final List<String> TIMES = List.of("time", "czas", "godzina", "hour");
    private static final List<String> SYMBOLS =
            List.of("ticker", "symbol", "walor", "instrument", "spolka", "nazwa", "name", "isin");
    private static final List<String> PERIODS = List.of("per");

    /** The roles in a line of these names. */
    static CsvRoles of(List<String> names) {
        var plain = names.stream().map(Column::plain).toList();
        int date = first(plain, DATES, -1);
        return new CsvRoles(date, first(plain, TIMES, date), first(plain, SYMBOLS, date), first(plain, PERIODS, date));
    }

    /** The place of the first of the wanted names that the line has; the date's place is taken. */
    private static int first(List<String> names, List<String> wanted, int date) {
        return wanted.stream()
                .map(names::indexOf)
                .filter(place -> place >= 0 && place != date)
                .findFirst()
                .orElse(-1);
    }

    /** Whether the column of this place has one of the roles. */
    boolean has(int place) {
        return place == date || place == time || place == symbol || place == period;
    }
}
