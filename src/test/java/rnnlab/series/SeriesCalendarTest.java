package rnnlab.series;

import static java.time.DayOfWeek.*;
import static org.junit.jupiter.api.Assertions.*;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected dates are read off a calendar of 2025 and 2026. */
@DisplayName("The calendar of a series")
class SeriesCalendarTest {
    private static final Set<DayOfWeek> WORKING_WEEK = Set.of(MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY);

    private static LocalDate day(String date) {
        return LocalDate.parse(date);
    }

    private static LocalDate[] days(String from, String to, Set<DayOfWeek> open, String... holidays) {
        return day(from)
                .datesUntil(day(to).plusDays(1))
                .filter(d -> open.contains(d.getDayOfWeek()))
                .filter(d -> !List.of(holidays).contains(d.toString()))
                .toArray(LocalDate[]::new);
    }

    private static LocalDate[] dates(String... dates) {
        return Arrays.stream(dates).map(LocalDate::parse).toArray(LocalDate[]::new);
    }

    /** The last of these dates and the ones that follow it, as the calendar says. */
    private static void goOn(LocalDate[] dates, String... following) {
        var calendar = SeriesCalendar.of(dates);
        assertEquals(
                Arrays.stream(following).map(LocalDate::parse).toList(),
                calendar.next(dates[dates.length - 1], following.length));
    }

    @Test
    void hasNoWeekendsWhereTheFileHasNone() {
        goOn(days("2025-01-01", "2026-01-09", WORKING_WEEK), "2026-01-12", "2026-01-13");
        goOn(dates("2026-01-08", "2026-01-09"), "2026-01-12");
    }

    @Test
    void hasWeekendsWhereTheFileHasThem() {
        goOn(days("2025-01-01", "2026-01-09", Set.of(DayOfWeek.values())), "2026-01-10", "2026-01-11", "2026-01-12");
        goOn(days("2025-12-30", "2026-01-09", Set.of(DayOfWeek.values())), "2026-01-10", "2026-01-11");
    }

    @Test
    void hasTheSixDaysOrTheOtherFiveOfTheMarket() {
        var withSaturday = Set.of(MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY);
        goOn(days("2025-10-01", "2026-01-09", withSaturday), "2026-01-10", "2026-01-12");
        var sundayToThursday = Set.of(SUNDAY, MONDAY, TUESDAY, WEDNESDAY, THURSDAY);
        goOn(days("2025-10-01", "2026-01-08", sundayToThursday), "2026-01-11", "2026-01-12");
        goOn(days("2025-12-14", "2026-01-08", sundayToThursday), "2026-01-11"); // after four weeks already
    }

    @Test
    void followsAMarketThatChangedItsWeekLately() {
        var before = days("2025-01-01", "2025-12-31", Set.of(SUNDAY, MONDAY, TUESDAY, WEDNESDAY, THURSDAY));
        var since = days("2026-01-05", "2026-04-17", WORKING_WEEK);
        goOn(Stream.of(before, since).flatMap(Arrays::stream).toArray(LocalDate[]::new), "2026-04-20");
    }

    @Test
    void isNotMovedByHolidaysOrAFewDaysOnWeekends() {
        goOn(
                days("2025-12-15", "2026-01-02", WORKING_WEEK, "2025-12-24", "2025-12-25", "2025-12-26", "2026-01-01"),
                "2026-01-05",
                "2026-01-06",
                "2026-01-07",
                "2026-01-08",
                "2026-01-09",
                "2026-01-12");
        var old = Stream.concat(
                        Arrays.stream(days("2025-10-01", "2026-01-09", WORKING_WEEK)),
                        Stream.of("2025-11-15", "2025-12-13").map(LocalDate::parse))
                .sorted()
                .toArray(LocalDate[]::new);
        goOn(old, "2026-01-12");
    }

    @Test
    void hasAWorkingWeekWhereAShareIsTradedNowAndThen() {
        var rare = IntStream.range(0, 120)
                .mapToObj(i -> day("2024-01-01").plusDays((long) i * 6 + i % 3))
                .filter(d -> WORKING_WEEK.contains(d.getDayOfWeek()))
                .toArray(LocalDate[]::new);
        assertEquals(WORKING_WEEK, SeriesCalendar.openDays(rare));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02, 2026-01-09, 2026-01-16", // Fridays
        "2026-01-04, 2026-01-11, 2026-01-18", // Sundays
        "2026-01-05, 2026-01-12, 2026-01-19" // Mondays
    })
    void datesWeeksAsTheyAreDated(String first, String second, String third) {
        goOn(dates(first, second), third);
    }

    @Test
    void goesOnWithTheFridayAfterAWeekThatEndedEarlierOrIsNotOver() {
        goOn(dates("2026-03-13", "2026-03-20", "2026-03-27", "2026-04-02"), "2026-04-10", "2026-04-17");
    }

    @Test
    void followsAFileWhoseWeeksWereDatedOnFridayAndAreOnSunday() {
        var fridays = Stream.iterate(day("2024-01-05"), d -> d.plusWeeks(1)).limit(80);
        var sundays = Stream.iterate(day("2025-07-20"), d -> d.plusWeeks(1)).limit(10); // to 2025-09-21
        goOn(Stream.concat(fridays, sundays).toArray(LocalDate[]::new), "2025-09-28");
    }

    @Test
    void goesOnByTwoWeeksOrHalfAYearWhereTheFileDoes() {
        goOn(dates("2026-01-02", "2026-01-16", "2026-01-30", "2026-02-13"), "2026-02-27", "2026-03-13");
        goOn(dates("2024-06-30", "2024-12-31", "2025-06-30", "2025-12-31"), "2026-06-30", "2026-12-31");
    }

    @ParameterizedTest
    @CsvSource({
        "m, 2025-09-30 2025-10-31 2025-11-28, 2025-12-31 2026-01-30 2026-02-27 2026-03-31", // last working days
        "m, 2025-10-31 2025-11-30 2025-12-31, 2026-01-31 2026-02-28", // last days
        "m, 2025-10-01 2025-11-01 2025-12-01, 2026-01-01 2026-02-01", // first days
        "m, 2025-08-01 2025-09-01 2025-10-01 2025-11-03, 2025-12-01 2026-01-01 2026-02-02", // first working days
        "m, 2025-10-15 2025-11-15 2025-12-15, 2026-01-15 2026-02-15",
        "m, 2025-11-30 2025-12-31 2026-01-31 2026-02-13, 2026-03-31", // the last one is not over
        "q, 2025-03-31 2025-06-30 2025-09-30 2025-12-31, 2026-03-31 2026-06-30",
        "q, 2024-12-31 2025-03-31 2025-06-30 2025-09-30 2025-11-21, 2026-03-31", // the last one is not over
        "q, 2025-06-28 2025-09-28 2025-12-28, 2026-03-28",
        "q, 2025-01-01 2025-04-01 2025-07-01 2025-10-01, 2026-01-01 2026-04-01",
        "q, 2024-06-28 2024-09-30 2024-12-31 2025-03-31, 2025-06-30 2025-09-30",
        "q, 2023-09-29 2023-12-29 2024-03-29 2024-06-28, 2024-09-30 2024-12-31",
        "q, 2025-01-31 2025-04-30 2025-07-31 2025-10-31, 2026-01-31 2026-04-30", // a business year from November
        "y, 2022-12-30 2023-12-29 2024-12-31, 2025-12-31 2026-12-31 2027-12-31 2028-12-29",
        "y, 2023-12-31 2024-12-31 2025-12-31, 2026-12-31",
        "y, 2022-12-31 2023-12-31 2024-12-31 2025-11-21, 2026-12-31",
        "y, 2023-01-01 2024-01-01 2025-01-01, 2026-01-01",
        "y, 2020-12-30 2021-12-30 2022-12-30 2023-12-29 2024-05-23, 2025-12-30 2026-12-30", // Warsaw; one is not over
        "y, 2020-12-30 2021-12-30 2022-12-30 2023-12-29 2024-12-30, 2025-12-30 2026-12-30 2027-12-30 2028-12-29",
        "m, 2025-10-15 2025-11-14 2025-12-15 2026-01-15, 2026-02-13 2026-03-13 2026-04-15", // a Friday where it is a
        // weekend
        "y, 2023-06-30 2024-06-30 2025-06-30, 2026-06-30"
    })
    void datesMonthsQuartersAndYearsAsTheyAreDated(String interval, String rows, String following) {
        var dates = dates(rows.split(" "));
        assertEquals(Interval.parse(interval), Interval.detect(dates));
        goOn(dates, following.split(" "));
    }

    @Test
    void knowsTheLastTradingDayOfAMarketWithAnotherWeek() {
        // Sunday to Thursday: 2026-01-31 is a Saturday, 2026-02-28 too
        goOn(
                dates("2025-07-31", "2025-08-31", "2025-09-30", "2025-10-30", "2025-11-30", "2025-12-31"),
                "2026-01-29",
                "2026-02-26",
                "2026-03-31");
    }

    @Test
    void needsADateAndACount() {
        assertThrows(IllegalArgumentException.class, () -> SeriesCalendar.of(new LocalDate[0], Interval.DAILY));
        var one = SeriesCalendar.of(dates("2026-01-09"), Interval.DAILY);
        assertEquals(day("2026-01-12"), one.next(day("2026-01-09")));
        assertThrows(IllegalArgumentException.class, () -> one.next(day("2026-01-09"), 0));
    }
}
