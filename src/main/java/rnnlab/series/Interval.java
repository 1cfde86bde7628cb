package rnnlab.series;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import rnnlab.series.csv.Column;

/** The time that one row of a file stands for; stooq's letters are d, w, m, q, y. */
public enum Interval {
    DAILY("day", 250, 0, "d", "day", "days", "daily", "dzien", "dni", "dzienny", "dziennie"),
    WEEKLY("week", 52, 0, "w", "week", "weeks", "weekly", "t", "tydzien", "tygodnie", "tygodniowy", "tygodniowo"),
    MONTHLY("month", 12, 1, "m", "month", "months", "monthly", "miesiac", "miesiace", "miesieczny", "miesiecznie"),
    QUARTERLY("quarter", 4, 3, "q", "quarter", "quarters", "quarterly", "k", "kwartal", "kwartaly", "kwartalny"),
    YEARLY("year", 1, 12, "y", "year", "years", "yearly", "annual", "a", "r", "rok", "lata", "roczny", "rocznie");

    private final String word;
    private final int perYear;
    private final int months;
    private final List<String> names;

    Interval(String word, int perYear, int months, String... names) {
        this.word = word;
        this.perYear = perYear;
        this.months = months;
        this.names = List.of(names);
    }

    /** The last calendar day of the day, week (Monday to Sunday), month, quarter or year that the date lies in. */
    public LocalDate endOf(LocalDate date) {
        return switch (this) {
            case DAILY -> date;
            case WEEKLY -> date.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
            case MONTHLY -> date.with(TemporalAdjusters.lastDayOfMonth());
            case QUARTERLY ->
                date.with(IsoFields.DAY_OF_QUARTER, 1).plusMonths(2).with(TemporalAdjusters.lastDayOfMonth());
            case YEARLY -> date.with(TemporalAdjusters.lastDayOfYear());
        };
    }

    /**
     * The date of the row after the one with this date, as far as one date alone shows it; where there are more dates,
     * {@link SeriesCalendar} knows better. The next day from Monday to Friday, the same weekday of the next week, the
     * same day of the next month, quarter or year; after the last day, or the last working day, of a month again such a
     * day.
     */
    public LocalDate next(LocalDate date) {
        return SeriesCalendar.of(new LocalDate[] {date}, this).next(date);
    }

    /** stooq's letter: d, w, m, q or y. */
    public String letter() {
        return names.get(0);
    }

    /** day, week, month, quarter or year. */
    public String word() {
        return word;
    }

    /** How many rows make a year where a year can be seen in a window: 12 of months, 4 of quarters; 0 of the others. */
    public int season() {
        return this == MONTHLY || this == QUARTERLY ? perYear : 0;
    }

    /** How many rows a full year has, roughly, where a market is open from Monday to Friday. */
    int perYear() {
        return perYear;
    }

    /** How many months it has; 0 for days and weeks. */
    int months() {
        return months;
    }

    /**
     * The interval for d, w, m, q, y, or a word for it in English or Polish, in any case: weekly, kwartal, rok.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static Interval parse(String text) {
        var wanted = Column.plain(text);
        return Arrays.stream(values())
                .filter(i -> i.names.contains(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("interval is \"" + text
                        + "\"; it must be d (daily), w (weekly), m (monthly), q (quarterly) or y (yearly)"));
    }

    /** The interval of rows with these dates: the one nearest to the usual number of days between two of them. */
    static Interval detect(LocalDate[] dates) {
        long usual = SeriesCalendar.usualGap(dates);
        // Borders near the geometric mean of two neighbours; half a year counts as two quarters.
        return usual < 5 ? DAILY : usual < 15 ? WEEKLY : usual < 53 ? MONTHLY : usual < 250 ? QUARTERLY : YEARLY;
    }
}
