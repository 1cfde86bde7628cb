package rnnlab.series;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rnnlab.series.csv.Column;

@DisplayName("The rows of a price file")
class BarsTest {
    @TempDir
    Path folder;

    private Bars bars(Stream<LocalDate> dates) throws IOException {
        var text = new StringBuilder("Date,Open,High,Low,Close,Volume\n");
        var close = new int[] {100};
        dates.forEach(d -> text.append(d)
                .append("," + close[0] + "," + (close[0] + 5) + "," + (close[0] - 5) + "," + ++close[0] + ",10\n"));
        return StooqCsv.read(Files.writeString(folder.resolve("prices.csv"), text));
    }

    private static Stream<LocalDate> workingDays(String from, String to) {
        return LocalDate.parse(from)
                .datesUntil(LocalDate.parse(to).plusDays(1))
                .filter(d -> d.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0);
    }

    @Test
    void areMergedToWeeks() throws IOException {
        var weeks = bars(workingDays("2026-01-05", "2026-01-16")).every(Interval.WEEKLY);
        assertEquals(2, weeks.size());
        assertEquals(LocalDate.of(2026, 1, 9), weeks.date(0));
        assertEquals(100, weeks.value(Column.OPEN, 0)); // Monday opens
        assertEquals(109, weeks.value(Column.HIGH, 0)); // Friday's 104 + 5
        assertEquals(95, weeks.value(Column.LOW, 0)); // Monday's 100 - 5
        assertEquals(105, weeks.value(Column.CLOSE, 0)); // Friday closes
        assertEquals(50, weeks.value(Column.VOLUME, 0));
        assertEquals(105, weeks.value(Column.OPEN, 1));
        assertEquals(List.of("10 rows of a day each were put together to 2 rows of a week each."), weeks.notes());
    }

    @Test
    void areMergedToMonthsAcrossTheYearsEnd() throws IOException {
        var months = bars(workingDays("2025-11-03", "2026-02-13")).every(Interval.MONTHLY);
        assertEquals(LocalDate.of(2025, 11, 28), months.firstDate());
        assertEquals(4, months.size());
    }

    @Test
    void areMergedToQuartersAndYears() throws IOException {
        var days = bars(workingDays("2023-11-01", "2026-02-13"));
        var quarters = days.every(Interval.QUARTERLY);
        assertEquals(LocalDate.of(2023, 12, 29), quarters.firstDate());
        assertEquals(LocalDate.of(2024, 3, 29), quarters.date(1));
        assertEquals(10, quarters.size()); // two of 2023 and 2026, four in each of 2024 and 2025
        assertEquals(10 * 43, quarters.value(Column.VOLUME, 0)); // 22 working days in November 2023, 21 in December
        var years = days.every(Interval.YEARLY);
        assertEquals(LocalDate.of(2024, 12, 31), years.date(1));
        assertEquals(4, years.size());
        assertEquals(4, quarters.every(Interval.YEARLY).size());
        assertEquals(3, years.withoutPartialLast(LocalDate.of(2026, 11, 21)).size());
        assertEquals(9, quarters.withoutPartialLast(LocalDate.of(2026, 11, 21)).size());
    }

    @Test
    void keepALastQuarterThatIsOver() throws IOException {
        var quarters = bars(workingDays("2023-11-01", "2025-12-31")).every(Interval.QUARTERLY);
        assertSame(quarters, quarters.withoutPartialLast(LocalDate.of(2026, 1, 1)));
        assertEquals(8, quarters.withoutPartialLast(LocalDate.of(2025, 12, 31)).size());
    }

    /** Some sites date months on the first, and add today's price as one more row. */
    @Test
    void loseASecondRowOfTheLastMonth() throws IOException {
        var months = bars(Stream.of("2025-11-01", "2025-12-01", "2026-01-01", "2026-02-01", "2026-02-13")
                .map(LocalDate::parse));
        assertEquals(4, months.withoutPartialLast(LocalDate.of(2026, 11, 21)).size());
        assertEquals(LocalDate.of(2026, 3, 1), months.nextDate());
    }

    /** A quarterly file of 173 rows was called monthly. */
    @Test
    void areQuartersWhereTheirDatesAre() throws IOException {
        var quarters = bars(Stream.iterate(LocalDate.of(1983, 1, 1), d -> d.plusMonths(3))
                .limit(173)
                .map(Interval.QUARTERLY::endOf));
        assertEquals(Interval.QUARTERLY, quarters.interval());
        assertEquals(LocalDate.of(2026, 3, 31), quarters.lastDate());
        assertEquals(List.of(LocalDate.of(2026, 6, 30), LocalDate.of(2026, 9, 30)), quarters.nextDates(2));
        assertSame(quarters, quarters.withoutSparseStart());
    }

    @Test
    void goOnAsTheirOwnMarketDoesAfterMergingToo() throws IOException {
        var everyDay = bars(LocalDate.of(2025, 6, 1).datesUntil(LocalDate.of(2026, 1, 10)));
        assertEquals(LocalDate.of(2026, 1, 10), everyDay.nextDate());
        assertEquals(LocalDate.of(2026, 1, 18), everyDay.every(Interval.WEEKLY).nextDate()); // weeks end on Sundays
        assertEquals(LocalDate.of(2026, 2, 28), everyDay.every(Interval.MONTHLY).nextDate()); // a Saturday
        var working = bars(workingDays("2025-06-02", "2026-01-09"));
        assertEquals(LocalDate.of(2026, 1, 16), working.every(Interval.WEEKLY).nextDate());
        assertEquals(
                List.of(LocalDate.of(2026, 2, 27), LocalDate.of(2026, 3, 31)),
                working.every(Interval.MONTHLY).nextDates(2));
        assertEquals(
                LocalDate.of(2026, 6, 30), working.every(Interval.QUARTERLY).nextDate());
        var saturdayToWednesday = bars(LocalDate.of(2025, 9, 1)
                .datesUntil(LocalDate.of(2026, 2, 1))
                .filter(d -> d.getDayOfWeek() != DayOfWeek.THURSDAY && d.getDayOfWeek() != DayOfWeek.FRIDAY));
        assertEquals(
                List.of(LocalDate.of(2026, 2, 28), LocalDate.of(2026, 3, 31), LocalDate.of(2026, 4, 29)),
                saturdayToWednesday.every(Interval.MONTHLY).nextDates(3));
    }

    @Test
    void loseASparseStartThatBeginsInTheLastDaysOfAYear() throws IOException {
        var sparse = Stream.concat(
                Stream.iterate(LocalDate.of(1984, 12, 31), d -> d.plusWeeks(1)).limit(52),
                workingDays("1986-01-02", "1990-03-01"));
        assertEquals(LocalDate.of(1986, 1, 2), bars(sparse).withoutSparseStart().firstDate());
    }

    @Test
    void loseASparseStartOfQuartersAndYears() throws IOException {
        var quarters = Stream.concat(
                Stream.of("1789-12-31", "1790-12-31", "1791-12-31").map(LocalDate::parse),
                Stream.iterate(LocalDate.of(1792, 1, 1), d -> d.plusMonths(3))
                        .limit(80)
                        .map(Interval.QUARTERLY::endOf));
        assertEquals(
                LocalDate.of(1792, 3, 31), bars(quarters).withoutSparseStart().firstDate());
        var years = Stream.concat(
                Stream.of("1712-12-31", "1745-12-31", "1788-12-31", "1793-12-31")
                        .map(LocalDate::parse),
                Stream.iterate(LocalDate.of(1800, 12, 31), d -> d.plusYears(1)).limit(80));
        var dense = bars(years).withoutSparseStart();
        assertEquals(LocalDate.of(1800, 12, 31), dense.firstDate());
        assertTrue(
                dense.notes().toString().contains("fewer than half of the years have a row"), dense.notes()::toString);
        assertEquals(80, dense.withoutSparseStart().size());
    }

    @Test
    void loseTheLastOneWhereItsMonthIsNotOver() throws IOException {
        var months = bars(workingDays("2025-11-03", "2026-02-13")).every(Interval.MONTHLY);
        var whole = months.withoutPartialLast(LocalDate.of(2026, 11, 21));
        assertEquals(LocalDate.of(2026, 1, 30), whole.lastDate());
        assertEquals(
                "The last row, 2026-02-13, was left out: its month is not complete.",
                whole.notes().get(1));
        assertSame(whole, whole.withoutPartialLast(LocalDate.of(2026, 11, 21)));
    }

    @Test
    void loseTheLastOneWhereItIsDatedInTheFuture() throws IOException {
        var sundays =
                Stream.iterate(LocalDate.of(2026, 9, 6), d -> d.plusWeeks(1)).limit(12);
        var weeks = bars(sundays);
        assertEquals(LocalDate.of(2026, 11, 22), weeks.lastDate());
        assertEquals(11, weeks.withoutPartialLast(LocalDate.of(2026, 11, 18)).size());
        assertEquals(12, weeks.withoutPartialLast(LocalDate.of(2026, 11, 23)).size());
    }

    @Test
    void keepALastWeekThatEndsWithAHoliday() throws IOException {
        var fridays = Stream.concat(
                Stream.iterate(LocalDate.of(2026, 1, 2), d -> d.plusWeeks(1)).limit(12),
                Stream.of(LocalDate.of(2026, 3, 26))); // a Thursday
        assertEquals(
                13, bars(fridays).withoutPartialLast(LocalDate.of(2026, 11, 21)).size());
    }

    @Test
    void loseTheLastDayWhereItIsToday() throws IOException {
        var days = bars(workingDays("2026-01-05", "2026-01-16"));
        assertEquals(9, days.withoutPartialLast(LocalDate.of(2026, 1, 16)).size());
        assertEquals(10, days.withoutPartialLast(LocalDate.of(2026, 1, 17)).size());
    }

    @Test
    void loseTheirSparseFirstYearsOnRequest() throws IOException {
        var sparse = Stream.concat(
                Stream.iterate(LocalDate.of(1984, 1, 7), d -> d.plusWeeks(1)).limit(104),
                workingDays("1986-01-02", "1990-03-01"));
        var dense = bars(sparse).withoutSparseStart();
        assertEquals(LocalDate.of(1986, 1, 2), dense.firstDate());
        assertTrue(dense.notes().get(0).startsWith("104 rows before 1986-01-02"), dense.notes()::toString);
    }

    @Test
    void keepAFirstYearThatBeginsLate() throws IOException {
        assertEquals(
                LocalDate.of(2025, 11, 3),
                bars(workingDays("2025-11-03", "2026-06-30"))
                        .withoutSparseStart()
                        .firstDate());
    }

    @Test
    void areFewerInARange() throws IOException {
        var days = bars(workingDays("2026-01-05", "2026-01-16"));
        var range = days.range(LocalDate.of(2026, 1, 10), LocalDate.of(2026, 1, 13));
        assertEquals("prices.csv: 2 rows (daily) from 2026-01-12 to 2026-01-13", range.toString());
    }

    @Test
    void haveAnIntervalByLetterOrWord() {
        assertEquals(Interval.WEEKLY, Interval.parse(" W "));
        assertEquals(Interval.MONTHLY, Interval.parse("monthly"));
        var e = assertThrows(IllegalArgumentException.class, () -> Interval.parse("h"));
        assertTrue(e.getMessage().startsWith("interval is \"h\"; it must be d (daily)"), e::getMessage);
    }
}
