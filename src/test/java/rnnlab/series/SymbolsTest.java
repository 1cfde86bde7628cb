package rnnlab.series;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rnnlab.series.csv.CsvException;

@DisplayName("A file with a column of symbols")
class SymbolsTest {
    private static final String TWO = """
            Symbol,Data,Czas,Otwarcie,Najwyzszy,Najnizszy,Zamkniecie
            WIG20,2026-01-08,17:00,1,1,1,10
            KGH,2026-01-08,17:00,1,1,1,20
            WIG20,2026-01-09,17:00,1,1,1,11
            KGH,2026-01-09,17:00,N/D,N/D,N/D,N/D
            KGH,2026-01-12,17:00,1,1,1,21
            """;

    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("quotes.csv"), text);
    }

    private CsvException refused(String text) {
        return assertThrows(CsvException.class, () -> StooqCsv.read(file(text)));
    }

    @Test
    void andSeveralOfThemAsksWhichOne() {
        var e = refused(TWO);
        assertEquals(
                "quotes.csv, line 3, column 1 (Symbol): the file has rows of 2 instruments: WIG20, KGH. "
                        + "Choose one by writing it"
                        + " after the file's name: csv = \"quotes.csv#WIG20\".",
                e.getMessage());
    }

    @Test
    void givesTheRowsOfTheOneThatIsChosen() throws IOException {
        var path = file(TWO);
        var kgh = StooqCsv.readSymbol(path, "kgh");
        assertArrayEquals(new double[] {20, 21}, kgh.close().values());
        assertEquals("KGH", kgh.name());
        assertEquals("KGH", kgh.close().name());
        assertEquals(
                List.of("Of 2 instruments in the file, the rows of KGH are used.", "1 empty row was skipped."),
                kgh.notes());
        var wig = StooqCsv.read(path + "#WIG20");
        assertArrayEquals(new double[] {10, 11}, wig.close().values());
        assertEquals("quotes.csv", wig.file());
    }

    @Test
    void saysWhichThereAreWhenAskedForAnother() throws IOException {
        var path = file(TWO);
        var e = assertThrows(CsvException.class, () -> StooqCsv.readSymbol(path, "PKO"));
        assertEquals(
                "quotes.csv, line 1, column 1: there is no symbol \"PKO\". The symbols are WIG20, KGH.",
                e.getMessage());
        var none = file("Date,Close\n2026-01-08,1\n2026-01-09,2\n");
        var no = assertThrows(CsvException.class, () -> StooqCsv.read(none + "#PKO"));
        assertTrue(
                no.getMessage().contains("the file has no column of symbols. Name the file without #PKO"),
                no::getMessage);
    }

    @Test
    void listsSomeOfMany() {
        var rows = IntStream.range(0, 500)
                .mapToObj(i -> "2026-01-08,1," + "S" + i)
                .collect(Collectors.joining("\n", "date,close,Name\n", "\n"));
        var e = refused(rows);
        assertTrue(e.getMessage().contains("rows of 500 instruments: S0, S1, S2,"), e::getMessage);
        assertTrue(e.getMessage().contains("S11 and 488 more. "), e::getMessage);
        assertEquals("3:3", e.line() + ":" + e.column());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<TICKER>", "Symbol", "Walor", "Nazwa", "name", "Spółka"})
    void andOneOfThemIsUsedAndSaid(String column) throws IOException {
        var bars = StooqCsv.read(file(column + ",Date,Close\nPKO,2026-01-08,1\nPKO,2026-01-09,2\n"));
        assertEquals(List.of("All rows are of PKO."), bars.notes());
        assertEquals("quotes", bars.name());
    }

    @Test
    void andOneQuoteOfEachIsNoSeries() {
        var e = refused("Symbol,Date,Time,Close\nWIG20,2026-01-08,17:00:00,1\n");
        assertEquals(
                "quotes.csv, line 2, column 1 (Symbol): there is one row only. Choose a longer range of "
                        + "dates; a series needs"
                        + " more. For a quote, take the historical data.",
                e.getMessage());
    }

    /** The symbols come one below the other as often as mixed. */
    @Test
    void mayHaveThemOneAfterTheOther() throws IOException {
        var path = file("ticker;date;close\nA;2026-01-08;1\nA;2026-01-09;2\nB;2020-01-08;3\nB;2020-01-09;4\n");
        assertArrayEquals(
                new double[] {1, 2}, StooqCsv.readSymbol(path, "A").close().values());
        assertArrayEquals(
                new double[] {3, 4}, StooqCsv.readSymbol(path, "B").close().values());
    }
}
