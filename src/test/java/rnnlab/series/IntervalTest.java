package rnnlab.series;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {

    @ParameterizedTest
    @CsvSource({
        "d, 2025-12-11, 2025-12-12", // Thursday to Friday
        "d, 2025-12-12, 2025-12-15", // Friday to Monday
        "d, 2025-12-13, 2025-12-15", // Saturday, in some old files
        "d, 2024-02-28, 2024-02-29",
        "w, 2025-12-14, 2025-12-21",
        "m, 2025-11-30, 2025-12-31", // last day to last day
        "m, 2024-01-31, 2024-02-29",
        "m, 2025-11-28, 2025-12-31", // last working day to last working day
        "m, 2025-04-30, 2025-05-31", // a last day that is a working day counts as the last day
        "m, 2026-01-30, 2026-02-27",
        "m, 2025-01-15, 2025-02-15",
        "q, 2025-12-31, 2026-03-31",
        "q, 2026-01-01, 2026-04-01",
        "y, 2025-12-31, 2026-12-31",
        "y, 2024-02-29, 2025-02-28"
    })
    void theNextRowIsDatedAsTheFileGoesOn(String interval, LocalDate last, LocalDate next) {
        assertEquals(next, Interval.parse(interval).next(last));
    }

    @ParameterizedTest
    @CsvSource({
        "d, DAILY",
        "Daily, DAILY",
        "dzień, DAILY",
        "w, WEEKLY",
        " Week , WEEKLY",
        "tydzień, WEEKLY",
        "m, MONTHLY",
        "miesiące, MONTHLY",
        "q, QUARTERLY",
        "k, QUARTERLY",
        "KWARTAŁ, QUARTERLY",
        "quarters, QUARTERLY",
        "y, YEARLY",
        "r, YEARLY",
        "rok, YEARLY",
        "yearly, YEARLY"
    })
    void hasALetterAndWordsInTwoLanguages(String text, Interval interval) {
        assertEquals(interval, Interval.parse(text));
    }

    @Test
    void thatIsNoneIsRefusedWithTheOnesThereAre() {
        var e = assertThrows(IllegalArgumentException.class, () -> Interval.parse("hour"));
        assertEquals(
                "interval is \"hour\"; it must be d (daily), w (weekly), m (monthly), q (quarterly) or y (yearly)",
                e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"d, 2026-02-13", "w, 2026-02-15", "m, 2026-02-28", "q, 2026-03-31", "y, 2026-12-31"})
    void endsOnItsLastCalendarDay(String interval, LocalDate end) {
        assertEquals(end, Interval.parse(interval).endOf(LocalDate.of(2026, 2, 13)));
        assertEquals(end, Interval.parse(interval).endOf(end));
    }
}
