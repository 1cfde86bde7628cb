package rnnlab.series;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
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
        "m, 2025-01-15, 2025-02-15"
    })
    void theNextRowIsDatedAsTheFileGoesOn(String interval, LocalDate last, LocalDate next) {
        assertEquals(next, Interval.parse(interval).next(last));
    }
}
