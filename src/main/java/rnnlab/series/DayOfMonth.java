package rnnlab.series;

import static java.time.DayOfWeek.*;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The day of the month on which rows of months, quarters or years are dated. */
sealed interface DayOfMonth {
    /** The weeks that markets have, the usual one first. */
    List<Set<DayOfWeek>> WEEKS = List.of(
            EnumSet.range(MONDAY, FRIDAY),
            EnumSet.range(MONDAY, SATURDAY),
            EnumSet.of(SUNDAY, MONDAY, TUESDAY, WEDNESDAY, THURSDAY));

    /** The dated day in a month, counted since the year 0. */
    LocalDate in(int month);

    /** Whether rows are dated at the end of what they stand for. */
    default boolean atEnd() {
        return true;
    }

    record LastDay() implements DayOfMonth {
        @Override
        public LocalDate in(int month) {
            return first(month).plusMonths(1).minusDays(1);
        }
    }

    /** The last day on which the market is open. */
    record LastOpenDay(Set<DayOfWeek> open) implements DayOfMonth {
        @Override
        public LocalDate in(int month) {
            var date = new LastDay().in(month);
            while (!open.contains(date.getDayOfWeek())) {
                date = date.minusDays(1);
            }
            return date;
        }
    }

    /**
     * Always the same number, or the last day of a month that is shorter; the open day before where the market is
     * closed then.
     */
    record SameDay(int day, Set<DayOfWeek> open) implements DayOfMonth {
        @Override
        public LocalDate in(int month) {
            var first = first(month);
            var date = first.withDayOfMonth(Math.min(day, first.lengthOfMonth()));
            while (!open.contains(date.getDayOfWeek())) {
                date = date.minusDays(1);
            }
            return date;
        }

        @Override
        public boolean atEnd() {
            return day > 15;
        }
    }

    /** The first day on which the market is open. */
    record FirstOpenDay(Set<DayOfWeek> open) implements DayOfMonth {
        @Override
        public LocalDate in(int month) {
            var date = first(month);
            while (!open.contains(date.getDayOfWeek())) {
                date = date.plusDays(1);
            }
            return date;
        }

        @Override
        public boolean atEnd() {
            return false;
        }
    }

    private static LocalDate first(int month) {
        return LocalDate.of(Math.floorDiv(month, 12), Math.floorMod(month, 12) + 1, 1);
    }

    /**
     * The rule that fits most of the dates.
     *
     * @param open the weekdays on which the market is open; empty where that is not known
     */
    static DayOfMonth of(LocalDate[] dates, Set<DayOfWeek> open) {
        var weeks = open.isEmpty() ? WEEKS : List.of(open);
        var rules = new ArrayList<DayOfMonth>();
        rules.add(new LastDay()); // of rules that fit equally well the first one is taken
        weeks.forEach(week -> rules.add(new LastOpenDay(week)));
        int day = SeriesCalendar.mostFrequent(dates, LocalDate::getDayOfMonth);
        rules.add(new SameDay(day, EnumSet.allOf(DayOfWeek.class)));
        weeks.forEach(week -> rules.add(new SameDay(day, week)));
        weeks.forEach(week -> rules.add(new FirstOpenDay(week)));
        return Collections.max(rules, Comparator.comparingLong(rule -> rule.fits(dates)));
    }

    /** How many of the dates it gives. */
    private long fits(LocalDate[] dates) {
        return Arrays.stream(dates)
                .filter(date -> in(SeriesCalendar.month(date)).equals(date))
                .count();
    }
}
