package rnnlab.series;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rnnlab.series.csv.CsvException;

@DisplayName("A series")
class SeriesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 1);

    @TempDir
    Path folder;

    @Test
    void doesNotChangeWithTheArraysItCameFromOrGaveAway() {
        var dates = new LocalDate[] {DAY, DAY.plusDays(1)};
        var values = new double[] {1, 2};
        var series = Series.of("x", "", dates, values);
        values[0] = 9;
        dates[0] = DAY.plusYears(1);
        series.values()[1] = 9;
        series.dates()[1] = DAY;
        assertEquals(TestSeries.of(1, 2).named("x").inUnit(""), series);
    }

    @Test
    void refusesDatesThatDoNotAscendAndValuesThatAreNotFinite() {
        var twice = new LocalDate[] {DAY, DAY};
        assertThrows(IllegalArgumentException.class, () -> Series.of("x", "", twice, new double[] {1, 2}));
        var e = assertThrows(IllegalArgumentException.class, () -> TestSeries.of(1, Double.NaN));
        assertEquals("values[1] (2026-01-02) is NaN; only finite numbers are allowed", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Series.of("x", "", twice, new double[] {1}));
    }

    @Test
    void isCutByDatesBothIncluded() {
        var series = TestSeries.counting(10);
        assertEquals(series.slice(2, 5), series.range(DAY.plusDays(2), DAY.plusDays(4)));
        assertEquals(series, series.range(DAY.minusYears(9), DAY.plusYears(9)));
        var e = assertThrows(IllegalArgumentException.class, () -> series.range(DAY.minusDays(2), DAY.minusDays(1)));
        assertTrue(e.getMessage().endsWith("it runs from 2026-01-01 to 2026-01-10"), e::getMessage);
    }

    @Test
    void isPutTogetherAgainFromItsParts() {
        var series = TestSeries.counting(10);
        assertEquals(series, series.slice(0, 4).followedBy(series.slice(4, 10)));
        assertEquals(series.slice(7, 10), series.tail(3));
        assertEquals(series, series.tail(100));
    }

    @Test
    void hasReturnsOneFewerThanValues() {
        var returns = TestSeries.of(100, 110, 99).returns();
        assertArrayEquals(new double[] {0.1, -0.1}, returns.values(), 1e-15);
        assertEquals(DAY.plusDays(1), returns.firstDate());
        var e = assertThrows(
                IllegalArgumentException.class, () -> TestSeries.of(1, 0, 1).returns());
        assertTrue(e.getMessage().contains("is 0.0 on 2026-01-02"), e::getMessage);
    }

    @Test
    void outOfAFileKnowsWhereAValueStandsThatIsNotAboveZero() throws IOException {
        var text = "Date,Open,Close\n2020-04-17,9,18.27\n2020-04-20,8,-37.63\n2020-04-21,7,0\n"
                + "2020-04-22,6,1\n2020-04-23,5,2\n";
        var close = StooqCsv.read(Files.writeString(folder.resolve("oil.csv"), text))
                .close();
        var e = assertThrows(CsvException.class, close::returns);
        assertEquals(
                "oil.csv, line 3, column 3 (Close): returns need values above zero, and oil is -37.63 on "
                        + "2020-04-20. Learn the"
                        + " values themselves (learn = \"prices\"), or choose a range from 2020-04-22 on.",
                e.getMessage());
        for (var part : List.of(
                close.slice(2, 3),
                close.tail(3).slice(0, 1),
                close.range(DAY.minusYears(9), DAY).slice(2, 4).named("x").inUnit("y"),
                close.slice(2, 3).followedBy(close.slice(3, 5)))) {
            var zero = assertThrows(CsvException.class, () -> part.requireAboveZero("logarithms"));
            assertTrue(
                    zero.getMessage().startsWith("oil.csv, line 4, column 3 (Close): logarithms need"),
                    zero::getMessage);
        }
        assertFalse(close.isAboveZero());
        assertTrue(close.tail(2).isAboveZero());
        assertEquals(1, close.tail(2).returns().last());
        var last = assertThrows(CsvException.class, () -> close.slice(0, 3).returns());
        assertTrue(last.getMessage().endsWith("(learn = \"prices\")."), last::getMessage);
    }

    @Test
    void saysWhatItIs() {
        assertEquals(
                "test [PLN]: 2 values from 2026-01-01 to 2026-01-02",
                TestSeries.of(1, 2).toString());
    }
}
