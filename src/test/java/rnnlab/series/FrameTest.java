package rnnlab.series;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rnnlab.series.csv.Column;
import rnnlab.series.csv.CsvException;

@DisplayName("Several inputs")
class FrameTest {
    private static final String PRICES = """
            Data,Otwarcie,Najwyzszy,Najnizszy,Zamkniecie,Wolumen
            2026-01-05,10,12,9,11,100
            2026-01-06,11,13,10,12,200
            2026-01-07,12,14,11,13,300
            2026-01-08,13,15,12,14,400
            2026-01-09,14,16,13,15,500
            """;

    @TempDir
    Path folder;

    private Bars bars(String name, String text) throws IOException {
        return StooqCsv.read(Files.writeString(folder.resolve(name), text));
    }

    @Test
    void areColumnsOfAFileByTheirNamesInEitherLanguage() throws IOException {
        var frame = bars("prices.csv", PRICES).frame("Zamkniecie", "high", "Wolumen");
        assertEquals(List.of("Close", "High", "Volume"), frame.names());
        assertArrayEquals(
                new double[][] {{11, 12, 13, 14, 15}, {12, 13, 14, 15, 16}, {100, 200, 300, 400, 500}}, frame.values());
        assertEquals(frame.series("Close"), frame.series("zamkniecie"));
        assertEquals(List.of(), frame.notes());
        assertEquals("Close, High, Volume: 5 dates from 2026-01-05 to 2026-01-09", frame.toString());
        assertArrayEquals(frame.slice(3, 5).values(), frame.tail(2).values());
        assertEquals(2, frame.indexOf(LocalDate.of(2026, 1, 7)));
        assertEquals(
                frame.toString(),
                bars("prices.csv", PRICES).frame("Close, High,Volume").toString());
    }

    @Test
    void areFilledForwardAndNeverBackward() throws IOException {
        var frame = bars("prices.csv", PRICES.replace(",100\n", "\n").replace(",300\n", ",\n"))
                .frame("Close", "Volume");
        assertArrayEquals(new double[][] {{12, 13, 14, 15}, {200, 200, 400, 500}}, frame.values());
        assertEquals(
                List.of(
                        "Rows left out before 2026-01-06, where not all inputs have a value: 1.",
                        "Missing values of Volume filled with the value before: 1."),
                frame.notes());
    }

    @Test
    void withManyMissingInARowAreRefused() throws IOException {
        var text = new StringBuilder("Date,Close,Volume\n");
        for (int i = 0; i < 40; i++) {
            text.append(LocalDate.of(2026, 1, 1).plusDays(i)).append(",1,").append(i < 5 || i > 15 ? "7\n" : "\n");
        }
        var long11 = bars("prices.csv", text.toString());
        var e = assertThrows(CsvException.class, () -> long11.frame("Close", "Volume"));
        assertEquals(
                "prices.csv: Volume is missing in 11 rows after 2026-01-05. Choose a range from "
                        + "2026-01-17 on, or leave Volume"
                        + " out of the inputs.",
                e.getMessage());
        assertEquals(40, long11.frame("Close").size());
        var ten = bars("prices.csv", text.toString().replace("2026-01-16,1,", "2026-01-16,1,7"));
        assertEquals(10, ten.values("Volume").length - ten.series("Volume").size());
        assertEquals(40, ten.frame("Close", "Volume").size());
    }

    @Test
    void fromAnotherFileAreThoseKnownByThen() throws IOException {
        var dollar = bars("usdpln.csv", """
                Date,High,Close
                2026-01-02,5,4.1
                2026-01-07,5,4.2
                2026-01-08,6,4.3
                2026-01-12,7,9.9
                """);
        var joined = bars("prices.csv", PRICES).with(dollar).with(dollar, "High");
        assertEquals(List.of("Open", "High", "Low", "Close", "Volume", "usdpln", "usdpln High"), joined.names());
        assertArrayEquals(
                new double[] {4.1, 4.1, 4.2, 4.3, 4.3}, joined.frame("usdpln").values()[0]);
        assertArrayEquals(
                new double[] {5, 5, 5, 6, 6}, joined.series("usdpln High").values());
        assertThrows(CsvException.class, () -> joined.with(dollar));
    }

    /**
     * The joined value is that of the newest row which was over by then; every later row is a random number nobody may
     * know.
     */
    @Test
    void neverLookIntoTheFuture() throws IOException {
        var random = new Random(1);
        var everyDay = new StringBuilder("Date,Close\n");
        var working = new StringBuilder("Date,Close\n");
        for (int i = 0; i < 1600; i++) {
            var date = LocalDate.of(2020, 1, 1).plusDays(i);
            everyDay.append(date).append(',').append(random.nextInt()).append('\n');
            if (date.getDayOfWeek().getValue() <= 5 && i > 800) {
                working.append(date).append(",1\n");
            }
        }
        var days = bars("other.csv", everyDay.toString());
        for (var mine : Interval.values()) {
            for (var theirs : Interval.values()) {
                var prices = bars("prices.csv", working.toString()).every(mine).withoutPartialLast();
                var other = days.every(theirs);
                var joined = prices.with(other).series("other");
                for (int t = 0; t < joined.size(); t++) {
                    var date = joined.date(t);
                    int newest = IntStream.range(0, other.size())
                            .filter(i -> !other.date(i).isAfter(date)
                                    && !theirs.endOf(other.date(i)).isAfter(mine.endOf(date)))
                            .max()
                            .orElseThrow();
                    assertEquals(other.value(Column.CLOSE, newest), joined.value(t), mine + " " + theirs + " " + date);
                }
            }
        }
    }

    /** A month dated on its first day holds the price of its last one. */
    @Test
    void ofALongerIntervalAreKnownWhenItIsOver() throws IOException {
        var months = bars("rate.csv", "Date,Close\n2025-11-01,1\n2025-12-01,2\n2026-01-01,3\n");
        var joined = bars("prices.csv", PRICES).with(months).series("rate");
        assertArrayEquals(new double[] {2, 2, 2, 2, 2}, joined.values());
        var fridays = bars("week.csv", "Date,Close\n2025-12-26,1\n2026-01-02,2\n2026-01-09,3\n");
        assertArrayEquals(
                new double[] {2, 2, 2, 2, 3},
                bars("prices.csv", PRICES).with(fridays).series("week").values());
    }

    @Test
    void thatAreTooOldAreRefused() throws IOException {
        var ends = bars("usdpln.csv", "Date,Close\n2025-12-29,1\n2025-12-30,2\n");
        var prices = bars("prices.csv", PRICES);
        var e = assertThrows(CsvException.class, () -> prices.with(ends));
        assertEquals(
                "usdpln.csv: the last row is of 2025-12-30, and prices.csv goes on to 2026-01-09; a value "
                        + "older than 9 days is"
                        + " not used. Download a newer file, or set to = \"2026-01-08\".",
                e.getMessage());
        var gap = bars("usdpln.csv", "Date,Close\n2025-12-29,1\n2025-12-30,2\n2026-02-02,1\n2026-02-03,1\n");
        var hole = assertThrows(CsvException.class, () -> prices.with(gap));
        assertTrue(hole.getMessage().contains("no row lies between 2025-12-30 and 2026-01-09"), hole::getMessage);
        var begins = bars("usdpln.csv", "Date,Close\n2026-01-07,1\n2026-01-08,2\n");
        assertEquals(3, prices.with(begins).frame("Close", "usdpln").size());
    }

    @Test
    void areReadFromFilesByTheirNames() throws IOException {
        bars("usdpln.csv", "Date,High,Close\n2026-01-02,5,4.1\n2026-01-07,6,4.2\n");
        Files.writeString(
                folder.resolve("quotes.csv"),
                "Symbol,Date,Close\nA,2026-01-02,1\nB,2026-01-02,2\nA,2026-01-05,3\nB,2026-01-05,4\n");
        var prices = bars("prices.csv", PRICES);
        var frame = prices.frame(
                "Close, " + folder.resolve("usdpln.csv") + ", " + folder.resolve("usdpln.csv:High"),
                folder.resolve("quotes.csv#b").toString());
        assertEquals(List.of("Close", "usdpln", "usdpln High", "B"), frame.names());
        assertArrayEquals(new double[] {4, 4, 4, 4, 4}, frame.series("B").values());
        var unknown = assertThrows(CsvException.class, () -> prices.frame("Close", "Turnover"));
        assertTrue(unknown.getMessage().contains("there is no column \"Turnover\""), unknown::getMessage);
        var missing = assertThrows(CsvException.class, () -> prices.frame("Close", "nowhere.csv"));
        assertTrue(missing.getMessage().startsWith("nowhere.csv: there is no such file"), missing::getMessage);
        var twice = assertThrows(CsvException.class, () -> prices.frame("Close", "Zamkniecie"));
        assertTrue(twice.getMessage().contains("Name each of them once"), twice::getMessage);
        assertThrows(CsvException.class, () -> prices.frame(" , "));
    }

    @Test
    void onOtherDatesAreNoFrame() {
        var a = TestSeries.of(1, 2).named("a");
        assertEquals(List.of("a", "b"), Frame.of(a, a.named("b")).names());
        assertThrows(IllegalArgumentException.class, () -> Frame.of());
        assertThrows(IllegalArgumentException.class, () -> Frame.of(a, a));
        assertThrows(
                IllegalArgumentException.class,
                () -> Frame.of(a, TestSeries.of(1).named("b")));
        assertThrows(IllegalArgumentException.class, () -> Frame.of(a).series("b"));
    }
}
