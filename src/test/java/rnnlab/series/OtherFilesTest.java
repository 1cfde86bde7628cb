package rnnlab.series;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.nio.charset.Charset;
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
import rnnlab.series.csv.Column;
import rnnlab.series.csv.CsvException;

/** The layouts are those of the sites; the numbers are made up. */
@DisplayName("A table from elsewhere is read")
class OtherFilesTest {
    @TempDir
    Path folder;

    private Bars read(String text) throws IOException {
        return StooqCsv.read(Files.writeString(folder.resolve("prices.csv"), text));
    }

    private static LocalDate day(String date) {
        return LocalDate.parse(date);
    }

    @Test
    void withAdjustedPricesBesideTheClose() throws IOException {
        var bars = read("""
                Date,Open,High,Low,Close,Adj Close,Volume
                2026-01-02,10.5,12.5,9.5,11.5,11.25,1500
                2026-01-05,null,null,null,null,null,null
                2026-01-06,11.5,13,11,12.25,12.0,2500
                """);
        assertArrayEquals(new double[] {11.5, 12.25}, bars.close().values());
        assertArrayEquals(new double[] {11.25, 12}, bars.series("adj close").values());
        assertEquals(List.of("Open", "High", "Low", "Close", "Adj Close", "Volume"), bars.names());
        assertEquals(List.of("1 empty row was skipped."), bars.notes());
    }

    @Test
    void withTheNewestRowFirstMonthsFirstAndMillions() throws IOException {
        var bars = read("""
                "Date","Price","Open","High","Low","Vol.","Change %"
                "01/13/2026","2,345.60","2,340.10","2,350.00","2,330.50","1.25M","0.24%"
                "01/12/2026","2,340.00","2,330.00","2,345.00","2,321.00","987.65K","-0.05%"
                "01/09/2026","998.50","1,001.00","1,002.00","990.00","","0.00%"
                """);
        assertEquals(day("2026-01-09"), bars.firstDate());
        assertArrayEquals(new double[] {998.5, 2340, 2345.6}, bars.close().values());
        assertEquals(1001, bars.value(Column.OPEN, 0));
        assertArrayEquals(
                new double[] {987_650, 1_250_000}, bars.series("Volume").values(), 1e-6);
        assertEquals(
                List.of(
                        "The file has the newest row first; the rows were turned round.",
                        "1 of 3 rows have no volume."),
                bars.notes());
    }

    @Test
    void withPolishNamesAndWholeThousandsApartByPoints() throws IOException {
        var bars = read("""
                "Data","Ostatnio","Otwarcie","Max.","Min.","Wol.","Zmiana%"
                "13.01.2026","2.345,60","2.340,10","2.350,00","2.330,50","1,25M","0,24%"
                "12.01.2026","2.340,00","2.330,00","2.345,00","2.321,00","12.345","-0,05%"
                """);
        assertArrayEquals(new double[] {2340, 2345.6}, bars.close().values());
        assertEquals(12_345, bars.value(Column.VOLUME, 0));
        assertEquals(2350, bars.value(Column.HIGH, 1));
    }

    @Test
    void withDollarsAndCommasInVolumes() throws IOException {
        var bars = read("""
                Date,Close/Last,Volume,Open,High,Low
                01/13/2026,$259.37,"845,123",$258.10,$260.00,$257.05
                01/12/2026,$258.02,"39,123,400",$257.00,$259.10,$256.00
                """);
        assertArrayEquals(new double[] {258.02, 259.37}, bars.close().values());
        assertArrayEquals(
                new double[] {39_123_400, 845_123}, bars.series("Volume").values());
    }

    @Test
    void withTheTimeOfTheCloseInEachDate() throws IOException {
        var bars = read("Date,Close\n1/2/2026 16:00:00,10.5\n1/13/2026 16:00:00,11.5\n");
        assertEquals(day("2026-01-02"), bars.firstDate());
        assertEquals(day("2026-01-13"), bars.lastDate());
        assertEquals(List.of(), bars.notes());
        var iso = read("timestamp,close\n2026-01-02T00:00:00Z,1\n2026-01-03T00:00:00.000+01:00,2\n");
        assertEquals(day("2026-01-03"), iso.lastDate());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "02-Jan-2026;05-Jan-2026",
                "Jan 02, 2026;Jan 05, 2026",
                "2 January 2026;5 January 2026",
                "2026/01/02;2026/01/05",
                "20260102;20260105",
                "2.01.2026;5.01.2026",
                "2026.01.02;2026.01.05"
            })
    void withDatesInManyForms(String dates) throws IOException {
        var two = dates.split(";");
        var bars = read("Date;Close\n" + two[0] + ";1\n" + two[1] + ";2\n");
        assertEquals(day("2026-01-02"), bars.firstDate());
        assertEquals(day("2026-01-05"), bars.lastDate());
    }

    @Test
    void withTheDayFirstWhereOneDateShowsIt() throws IOException {
        assertEquals(
                day("2026-04-03"),
                read("Date,Close\n03/04/2026,1\n13/04/2026,2\n").firstDate());
        assertEquals(
                day("2026-03-04"),
                read("Date,Close\n03/04/2026,1\n03/13/2026,2\n").firstDate());
        assertEquals(
                day("2026-04-03"),
                read("Date,Close\n03-04-2026,1\n13-04-2026,2\n").firstDate());
    }

    @ParameterizedTest
    @CsvSource({
        "Month, 2025-11 2025-12 2026-01, MONTHLY, 2026-02-01",
        "Quarter, 2025Q2 2025Q3 2025Q4, QUARTERLY, 2026-01-01",
        "Rok, 2023 2024 2025, YEARLY, 2026-01-01"
    })
    void withMonthsQuartersOrYearsForDates(String name, String dates, Interval interval, LocalDate next)
            throws IOException {
        var text = new StringBuilder(name + ",Passengers\n");
        for (var date : dates.split(" ")) {
            text.append(date).append(",112\n");
        }
        var bars = read(text.toString());
        assertEquals(interval, bars.interval());
        assertEquals(next, bars.nextDate());
    }

    @Test
    void withOneColumnOfWhatever() throws IOException {
        var bars = read("data;Temperatura\n2026-01-01;-3,5\n2026-01-02;0\n2026-01-03;2,25\n");
        assertArrayEquals(new double[] {-3.5, 0, 2.25}, bars.close().values());
        assertEquals(bars.close(), bars.series("Zamkniecie"));
        assertEquals(bars.close(), bars.series("temperatura"));
        assertEquals(List.of("Temperatura"), bars.names());
        assertEquals(List.of("Temperatura"), bars.frame("Close").names());
    }

    @Test
    void withSeveralColumnsOfWhateverByTheirNames() throws IOException {
        var bars = read("Date,Wind,Rain,Sky\n2026-01-01,3,0.5,grey\n2026-01-02,4,.,blue\n2026-01-03,5,1.5,blue\n");
        assertEquals(List.of("Wind", "Rain"), bars.names());
        assertArrayEquals(new double[] {0.5, 1.5}, bars.series("Rain").values());
        assertArrayEquals(
                new double[][] {{3, 4, 5}, {0.5, 0.5, 1.5}},
                bars.frame("Wind", "Rain").values());
        var e = assertThrows(CsvException.class, bars::close);
        assertTrue(e.getMessage().endsWith("there is no column \"Close\". The columns are Wind, Rain."), e::getMessage);
        var sky = assertThrows(CsvException.class, () -> bars.series("Sky"));
        assertEquals(
                "prices.csv, line 2, column 4 (Sky): \"grey\" is not a number",
                sky.getMessage().split("\\. ")[0]);
    }

    @Test
    void withABadCellInAColumnThatNobodyAsksFor() throws IOException {
        var bars = read("Date,Close,Note\n2026-01-01,3,1\n2026-01-02,4,sold\n");
        assertEquals(2, bars.close().size());
        var e = assertThrows(CsvException.class, () -> bars.series("Note"));
        assertEquals(3, e.line());
    }

    @Test
    void fromTheNationalBanksArchive() throws IOException {
        var text = """
                data;1THB;1USD;nr tabeli;pełny numer tabeli;
                ;bat (Tajlandia);dolar amerykański;;;
                20260102;0,1145;3,5932;1;001/A/NBP/2026;
                20260105;0,1146;3,6012;2;002/A/NBP/2026;

                kod ISO;THB;USD;;;
                nazwa waluty;bat (Tajlandia);dolar amerykański;;;
                liczba jednostek;1;1;;;
                """;
        var bars = StooqCsv.read(
                Files.write(folder.resolve("archiwum.csv"), text.getBytes(Charset.forName("windows-1250"))));
        assertArrayEquals(new double[] {3.5932, 3.6012}, bars.series("1USD").values());
        assertEquals(day("2026-01-05"), bars.lastDate());
        assertTrue(bars.notes().contains("Lines of words were skipped: 4."), bars.notes()::toString);
    }

    @Test
    void belowAHintForSpreadsheetsOrALineAboutTheSite() throws IOException {
        assertEquals(
                2, read("sep=;\nData;Zamkniecie\n2026-01-02;1\n2026-01-03;2\n").size());
        assertEquals(
                2,
                read("https://www.example.org\nDate,Close\n2026-01-02,1\n2026-01-03,2\n")
                        .size());
    }

    @Test
    void withASecondNameForTheClose() throws IOException {
        var bars = read("Date,Last,Close\n2026-01-01,3,1\n2026-01-02,4,2\n");
        assertArrayEquals(new double[] {1, 2}, bars.close().values());
        assertArrayEquals(new double[] {3, 4}, bars.series("Last").values());
    }
}
