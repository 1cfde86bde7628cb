package rnnlab.series;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Locale;

/** The time that one row of a file stands for; stooq's letters are d, w, m. */
public enum Interval {
    DAILY("d", "day", 250) {
        @Override
        public LocalDate endOf(LocalDate date) {
            return date;
        }
    },
    WEEKLY("w", "week", 52) {
        @Override
        public LocalDate endOf(LocalDate date) {
            return date.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
        }
    },
    MONTHLY("m", "month", 12) {
        @Override
        public LocalDate endOf(LocalDate date) {
            return date.with(TemporalAdjusters.lastDayOfMonth());
        }
    };

    private final String letter;
    private final String word;
    private final int perYear;

    Interval(String letter, String word, int perYear) {
        this.letter = letter;
        this.word = word;
        this.perYear = perYear;
    }

    /** The last calendar day of the day, week (Monday to Sunday) or month that the date lies in. */
    public abstract LocalDate endOf(LocalDate date);

    /**
     * The date of the row after the one with this date, for a forecast: the next day from Monday to Friday (holidays are
     * not known), the same weekday of the next week, the same day of the next month; after the last day, or the last working
     * day, of a month the one of the next month.
     */
    public LocalDate next(LocalDate date) {
        return switch (this) {
            case DAILY ->
                date.plusDays(
                        switch (date.getDayOfWeek()) {
                            case FRIDAY -> 3;
                            case SATURDAY -> 2;
                            default -> 1;
                        });
            case WEEKLY -> date.plusWeeks(1);
            case MONTHLY -> {
                if (date.equals(endOf(date))) yield endOf(date.plusDays(1));
                boolean lastWorkingDay = DAILY.next(date).getMonth() != date.getMonth();
                yield lastWorkingDay ? workingDayUpTo(endOf(DAILY.next(date))) : date.plusMonths(1);
            }
        };
    }

    private static LocalDate workingDayUpTo(LocalDate date) {
        return switch (date.getDayOfWeek()) {
            case SATURDAY -> date.minusDays(1);
            case SUNDAY -> date.minusDays(2);
            default -> date;
        };
    }

    /** stooq's letter: d, w or m. */
    public String letter() {
        return letter;
    }

    /** day, week or month. */
    public String word() {
        return word;
    }

    /** How many rows a full year has, roughly. */
    int perYear() {
        return perYear;
    }

    /**
     * The interval for d, w, m or daily, weekly, monthly, in any case.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static Interval parse(String text) {
        var wanted = text.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(i -> i.letter.equals(wanted)
                        || i.name().toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "interval is \"" + text + "\"; it must be d (daily), w (weekly) or m (monthly)"));
    }

    /** The interval of rows with these dates: by the usual number of days between two of them. */
    static Interval detect(LocalDate[] dates) {
        var gaps = new long[dates.length - 1];
        for (int i = 0; i < gaps.length; i++) gaps[i] = dates[i + 1].toEpochDay() - dates[i].toEpochDay();
        Arrays.sort(gaps);
        long usual = gaps[gaps.length / 2];
        return usual < 5 ? DAILY : usual < 15 ? WEEKLY : MONTHLY;
    }
}
