package rnnlab.series;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
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
import org.junit.jupiter.params.provider.ValueSource;
import rnnlab.series.csv.Column;
import rnnlab.series.csv.CsvException;

@DisplayName("A price file is read")
class StooqCsvTest {
    private static final String POLISH = """
            Data,Otwarcie,Najwyzszy,Najnizszy,Zamkniecie,Wolumen
            2026-01-02,10,12,9,11.5,100
            2026-01-05,11.5,13,11,12.25,200.5
            """;

    @TempDir
    Path folder;

    private Bars read(byte[] bytes) throws IOException {
        return StooqCsv.read(Files.write(folder.resolve("prices.csv"), bytes));
    }

    private Bars read(String text) throws IOException {
        return read(text.getBytes(UTF_8));
    }

    private static void isThePolishFile(Bars bars) {
        hasTheNumbersOfThePolishFile(bars);
        assertEquals(Interval.DAILY, bars.interval());
    }

    private static void hasTheNumbersOfThePolishFile(Bars bars) {
        assertEquals(2, bars.size());
        assertArrayEquals(new double[] {11.5, 12.25}, bars.close().values());
        assertEquals(LocalDate.of(2026, 1, 5), bars.lastDate());
        assertEquals(9, bars.value(Column.LOW, 0));
        assertEquals(200.5, bars.value(Column.VOLUME, 1));
        assertEquals(Interval.DAILY, bars.interval());
    }

    @Test
    void withPolishNames() throws IOException {
        isThePolishFile(read(POLISH));
        assertEquals(List.of(), read(POLISH).notes());
    }

    @Test
    void withEnglishNames() throws IOException {
        isThePolishFile(read(POLISH.replace(
                "Data,Otwarcie,Najwyzszy,Najnizszy,Zamkniecie,Wolumen", "Date,Open,High,Low,Close,Volume")));
    }

    @Test
    void withNamesInAnyCaseAndOrderAndWithAccents() throws IOException {
        var bars = read("ZAMKNIĘCIE,data,Najwyższy\n1.5,2026-01-02,2\n1.6,2026-01-05,3\n");
        assertArrayEquals(new double[] {1.5, 1.6}, bars.close().values());
        assertEquals(List.of(Column.HIGH, Column.CLOSE), bars.columns());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\r", "\n"})
    void withAnyLineEnd(String end) throws IOException {
        isThePolishFile(read(POLISH.replace("\n", end)));
        isThePolishFile(read(POLISH.strip().replace("\n", end)));
    }

    @Test
    void withSemicolonsAndDecimalCommas() throws IOException {
        isThePolishFile(read(POLISH.replace(',', ';').replace('.', ',')));
    }

    @Test
    void withQuotedCellsAndDecimalCommas() throws IOException {
        isThePolishFile(read(POLISH.replaceAll("([^,\n]+)", "\"$1\"").replace('.', ',')));
    }

    @Test
    void withTabsAsASpreadsheetsUnicodeText() throws IOException {
        isThePolishFile(read(("\ufeff" + POLISH.replace(',', '\t')).getBytes(UTF_16LE)));
    }

    @Test
    void withAByteOrderMark() throws IOException {
        isThePolishFile(read("\ufeff" + POLISH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows-1250", "ISO-8859-2"})
    void inTheEncodingsOfCentralEurope(String encoding) throws IOException {
        var accents = POLISH.replace("Najwyzszy", "Najwyższy").replace("Zamkniecie", "Zamknięcie");
        var bars = read(accents.getBytes(Charset.forName(encoding)));
        isThePolishFile(bars);
        // These letters have the same bytes in both: the commoner encoding is named.
        assertEquals(
                List.of("The file was read as windows-1250 (detected; if letters are wrong, name the encoding)."),
                bars.notes());
    }

    @Test
    void inAnEncodingThatIsNamed() throws IOException {
        var file = Files.write(
                folder.resolve("dos.csv"),
                POLISH.replace("Zamkniecie", "Zamknięcie").getBytes(Charset.forName("IBM852")));
        isThePolishFile(StooqCsv.read(file, "IBM852"));
        isThePolishFile(StooqCsv.read(file.toString(), "IBM852"));
        assertEquals(
                List.of("The file was read as IBM852, as named."),
                StooqCsv.read(file, "IBM852").notes());
        var error = assertThrows(CsvException.class, () -> StooqCsv.read(file, "Mazovia"));
        assertTrue(
                error.getMessage().startsWith("dos.csv: \"Mazovia\" is no encoding that Java knows. "),
                error.getMessage());
    }

    @Test
    void withThousandsApartAndDottedDates() throws IOException {
        var bars = read("Data;Zamkniecie\r\n2.01.2026;21 012,32\r\n05.01.2026;21\u00a0064,24\r\n");
        assertArrayEquals(new double[] {21012.32, 21064.24}, bars.close().values());
        assertEquals(LocalDate.of(2026, 1, 2), bars.firstDate());
    }

    @Test
    void withShortRowsThatLackTheVolume() throws IOException {
        var bars = read(POLISH + "2026-01-06,1,1,1,1\n2026-01-07,1,1,1,1,\n");
        assertTrue(Double.isNaN(bars.value(Column.VOLUME, 2)));
        assertEquals(4, bars.close().size());
        assertEquals(2, bars.series("Wolumen").size());
        assertEquals(List.of("2 of 4 rows have no volume."), bars.notes());
    }

    @Test
    void withEmptyRowsAndSaysSo() throws IOException {
        var bars = read(POLISH + "\n,,,,,\n2026-01-06,,,,,\n2026-01-07,1,1,1,1,1\n");
        assertEquals(3, bars.size());
        assertEquals(List.of("3 empty rows were skipped."), bars.notes());
    }

    @Test
    void fromTheBulkArchive() throws IOException {
        var bars = read("""
                <TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>
                WIG20,D,20260102,000000,10,12,9,11.5,100,0
                WIG20,D,20260105,000000,11.5,13,11,12.25,200.5,0
                """);
        hasTheNumbersOfThePolishFile(bars);
        assertEquals(List.of("All rows are of WIG20."), bars.notes());
    }

    @Test
    void withNegativePrices() throws IOException {
        var bars = read("Date,Close\n2020-04-17,18.27\n2020-04-20,-37.63\n");
        assertEquals(-37.63, bars.close().last());
    }

    @Test
    void byAColumnsNameInEitherLanguage() throws IOException {
        var bars = read(POLISH);
        assertEquals(bars.series("Close"), bars.series("zamkniecie"));
        assertEquals(bars.series("HIGH"), bars.series("Najwyższy"));
    }

    @Test
    void withItsIntervalFoundFromTheDates() throws IOException {
        var weekly = new StringBuilder("Date,Close\n");
        var monthly = new StringBuilder("Date,Close\n");
        for (int i = 0; i < 30; i++) {
            weekly.append(LocalDate.of(2026, 1, 4).plusWeeks(i)).append(",1\n");
            monthly.append(LocalDate.of(2026, 1, 31).plusMonths(i)).append(",1\n");
        }
        assertEquals(Interval.WEEKLY, read(weekly.toString()).interval());
        assertEquals(Interval.MONTHLY, read(monthly.toString()).interval());
    }
}
