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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rnnlab.series.csv.CsvException;

@DisplayName("Rows of hours or minutes")
class IntradayTest {
    private static final String POLISH = """
            Data,Czas,Otwarcie,Najwyzszy,Najnizszy,Zamkniecie,Wolumen
            2026-01-08,10:00:00,10,12,9,11,100
            2026-01-08,11:00:00,11,15,10,14,200
            2026-01-08,12:00:00,14,14,8,9,300
            2026-01-09,10:00:00,9,10,9,10,50
            2026-01-09,11:00:00,10,11,7,8,60
            """;

    @TempDir
    Path folder;

    private Bars read(String text) throws IOException {
        return StooqCsv.read(Files.writeString(folder.resolve("prices.csv"), text));
    }

    private static void areTheTwoDays(Bars bars) {
        assertEquals(2, bars.size());
        assertEquals(LocalDate.of(2026, 1, 8), bars.firstDate());
        assertArrayEquals(new double[] {10, 9}, bars.series("Open").values());
        assertArrayEquals(new double[] {15, 11}, bars.series("High").values());
        assertArrayEquals(new double[] {8, 7}, bars.series("Low").values());
        assertArrayEquals(new double[] {9, 8}, bars.series("Close").values());
        assertArrayEquals(new double[] {600, 110}, bars.series("Volume").values());
        assertEquals(Interval.DAILY, bars.interval());
        assertTrue(
                bars.notes().contains("5 rows of 60 minutes each were put together to 2 rows of a day each."),
                bars.notes()::toString);
    }

    @Test
    void becomeDays() throws IOException {
        var bars = read(POLISH);
        areTheTwoDays(bars);
        assertEquals(LocalDate.of(2026, 1, 12), bars.nextDate());
        areTheTwoDays(read(POLISH.replace(
                "Data,Czas,Otwarcie,Najwyzszy,Najnizszy,Zamkniecie,Wolumen", "Date,Time,Open,High,Low,Close,Volume")));
        areTheTwoDays(read(POLISH.replace(",1", ";1").replace(',', ';')));
    }

    @ParameterizedTest
    @CsvSource({"10:00:00, 10:00", "1(\\d):00:00, 1$1:00:00.000", "1(\\d):00:00, 1$10000", "1(\\d):00:00, 1$1"})
    void haveTimesInManyForms(String from, String to) throws IOException {
        areTheTwoDays(read(POLISH.replaceAll(from, to)));
    }

    @Test
    void haveTimesInTheirDates() throws IOException {
        areTheTwoDays(read(POLISH.replace("Data,Czas", "Date").replaceAll("(-0\\d),(1\\d:)", "$1 $2")));
        areTheTwoDays(read(POLISH.replace("Data,Czas", "Datetime").replaceAll("(-0\\d),(1\\d:00):00", "$1T$2")));
    }

    @Test
    void haveTimesBeforeAndAfterNoon() throws IOException {
        areTheTwoDays(read(POLISH.replace("12:00:00", "12:00 PM").replaceAll("(1[01]):00:00", "$1:00 AM")));
    }

    @Test
    void areTakenFromTheBulkArchiveToo() throws IOException {
        var bulk = POLISH.replaceAll("(?m)^(2026)-(..)-(..),(..):00:00(.*)$", "WIG20,60,$1$2$3,$40000$5,0")
                .replaceFirst(
                        "(?m)^Data.*$", "<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>");
        areTheTwoDays(read(bulk));
    }

    @Test
    void areTurnedRoundWhereTheNewestIsFirst() throws IOException {
        var lines = POLISH.lines().toList();
        var text = new StringBuilder(lines.get(0) + "\n");
        for (int i = lines.size() - 1; i > 0; i--) {
            text.append(lines.get(i)).append('\n');
        }
        areTheTwoDays(read(text.toString()));
    }

    @Test
    void ofADayThatIsCutOffAreLeftOut() throws IOException {
        var text = new StringBuilder("Date,Time,Close\n");
        for (int day = 5; day <= 9; day++) {
            for (int hour = day == 5 ? 11 : 9; hour <= (day == 9 ? 12 : 16); hour++) {
                text.append("2026-01-0%d,%02d:30,%d\n".formatted(day, hour, hour));
            }
        }
        var bars = read(text.toString());
        assertEquals(LocalDate.of(2026, 1, 6), bars.firstDate());
        assertEquals(LocalDate.of(2026, 1, 8), bars.lastDate());
        assertEquals(
                List.of(
                        "34 rows of 60 minutes each were put together to 5 rows of a day each.",
                        "The first day, 2026-01-05, was left out: its rows begin only at 11:30.",
                        "The last day, 2026-01-09, was left out: its rows end already at 12:30."),
                bars.notes());
    }

    @Test
    void areNoneWhereEachDayHasOneTime() throws IOException {
        var bars = read("Date,Time,Close\n2026-01-08,17:00,1\n2026-01-09,17:05,2\n");
        assertEquals(List.of(), bars.notes());
        assertEquals(2, bars.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"25:00", "noon", "10:75", "1000000"})
    void withATimeThatIsNoneAreRefused(String time) {
        var e = assertThrows(CsvException.class, () -> read(POLISH.replace("11:00:00,11", time + ",11")));
        assertEquals(
                "prices.csv, line 3, column 2 (Czas): \"" + time + "\" is not a time of day. Write it as 09:30.",
                e.getMessage());
    }

    @Test
    void atTheSameTimeOrOfOneDayAreRefused() {
        var twice = assertThrows(CsvException.class, () -> read(POLISH.replace("11:00:00,11", "10:00:00,11")));
        assertTrue(
                twice.getMessage().contains("line 3, column 1 (Data): the time 2026-01-08 10:00 is there twice"),
                twice::getMessage);
        var day = assertThrows(CsvException.class, () -> read(POLISH.replace("2026-01-09", "2026-01-08")));
        assertTrue(day.getMessage().contains("stands after"), day::getMessage);
        var one = assertThrows(CsvException.class, () -> read(POLISH.substring(0, POLISH.indexOf("2026-01-09"))));
        assertTrue(one.getMessage().contains("all rows are of one day"), one::getMessage);
    }

    /** Their user must not be told to delete what is no mistake. */
    @Test
    void withoutAColumnOfTimesAreNamedForWhatTheyAre() {
        var e = assertThrows(CsvException.class, () -> read("Date,Close\n2026-01-08,1\n2026-01-08,2\n2026-01-09,3\n"));
        assertEquals(
                "prices.csv, line 3, column 1 (Date): the date 2026-01-08 is there twice, with different "
                        + "numbers. Keep the one"
                        + " that is right. Rows of hours or minutes need a column Czas or Time; rows of several"
                        + " instruments need"
                        + " a column Symbol.",
                e.getMessage());
    }
}
