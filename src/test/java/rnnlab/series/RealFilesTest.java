package rnnlab.series;

import static org.junit.jupiter.api.Assertions.*;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import rnnlab.series.csv.Column;

/** Needs the downloads themselves, which nobody may pass on; the expected figures were counted with other tools. */
@DisplayName("A real download from stooq")
@EnabledIfEnvironmentVariable(
        named = "RNNLAB_DATA",
        matches = ".+",
        disabledReason = "set RNNLAB_DATA to a folder with stooq/eurpln_d.csv, ftse250_d.csv and wig20_d.csv")
class RealFilesTest {
    private static Bars read(String name) {
        return StooqCsv.read(Path.of(System.getenv("RNNLAB_DATA"), "stooq", name));
    }

    @Test
    void withoutVolumesIsReadToTheLastRow() {
        var bars = read("eurpln_d.csv");
        assertEquals("eurpln_d.csv: 2831 rows (daily) from 2015-01-02 to 2025-12-12", bars.toString());
        assertEquals(4.22404, bars.close().last());
        assertEquals(List.of(Column.OPEN, Column.HIGH, Column.LOW, Column.CLOSE), bars.columns());
        assertEquals(List.of(), bars.notes());
    }

    @Test
    void withRaggedVolumesSaysHowManyAreMissing() {
        var bars = read("ftse250_d.csv");
        assertEquals(2787, bars.size());
        assertEquals(List.of("1119 of 2787 rows have no volume."), bars.notes());
        assertEquals(2787 - 1119, bars.series("Wolumen").size());
        assertEquals(20712.96, bars.close().last());
    }

    @Test
    void withASparseStartLosesItOnRequestAlone() {
        var bars = read("wig20_d.csv");
        assertEquals("wig20_d.csv: 7831 rows (daily) from 1991-04-16 to 2024-05-23", bars.toString());
        var dense = bars.withoutSparseStart();
        assertEquals(1993, dense.firstDate().getYear());
        assertTrue(dense.notes().get(0).contains("rows before 1993-01-04 were left out"), dense.notes()::toString);
    }

    @Test
    void isPutTogetherToWeeksAndMonths() {
        var bars = read("eurpln_d.csv").range(LocalDate.of(2015, 1, 1), LocalDate.of(2015, 1, 31));
        var week = bars.every(Interval.WEEKLY);
        assertEquals(LocalDate.of(2015, 1, 9), week.date(1));
        assertEquals(4.2933, week.value(Column.OPEN, 1)); // Monday's
        assertEquals(4.3209, week.value(Column.HIGH, 1)); // Tuesday's
        assertEquals(1, bars.every(Interval.MONTHLY).size());
    }
}
