package rnnlab.series;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rnnlab.series.csv.CsvException;

@DisplayName("A file that cannot be used is refused")
class BadFilesTest {
    private static final String NAMES = "Data,Otwarcie,Najwyzszy,Najnizszy,Zamkniecie\n";

    @TempDir
    Path folder;

    private CsvException refused(Path path, String... parts) {
        var e = assertThrows(CsvException.class, () -> StooqCsv.read(path));
        assertTrue(e.getMessage().startsWith(path.getFileName().toString()), e::getMessage);
        assertTrue(e.getMessage().endsWith(e.advice()), e::getMessage);
        assertFalse(e.advice().isBlank());
        for (var part : parts) {
            assertTrue(e.getMessage().contains(part), e::getMessage);
        }
        return e;
    }

    private CsvException refused(String text, String... parts) throws IOException {
        return refused(Files.write(folder.resolve("prices.csv"), text.getBytes(UTF_8)), parts);
    }

    private void refusedAt(int line, int column, String text, String... parts) throws IOException {
        var e = refused(text, parts);
        assertEquals(line + ":" + column, e.line() + ":" + e.column(), e::getMessage);
    }

    @Test
    void whenItIsMissing() {
        refused(folder.resolve("nowhere.csv"), "there is no such file in " + folder);
    }

    @Test
    void whenItIsMissingInAllFoldersThatAreLookedThrough() {
        var e = assertThrows(CsvException.class, () -> StooqCsv.read("nowhere.csv"));
        assertTrue(e.getMessage().contains("Looked in "), e::getMessage);
    }

    @Test
    void whenItIsAFolder() {
        refused(folder, "this is a folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "   \r\n \r\n", "\ufeff"})
    void whenItIsEmpty(String text) throws IOException {
        refusedAt(1, 1, text, "the file is empty");
    }

    @Test
    void whenItHasNamesAlone() throws IOException {
        refused(NAMES, "there is no row below the names");
        refused(NAMES + "2026-01-02,1,1,1,1\n", "there is one row only");
    }

    @ParameterizedTest
    @CsvSource({
        "Brak danych, no data",
        "No data, no data",
        "Przekroczony dzienny limit wywolan, used up",
        "Przekroczony dzienny limit wywołań, used up",
        "Exceeded the daily hits limit, used up",
        "Odmowa dostępu, denies access",
        "Odmowa dostepu, denies access",
        "Access denied, denies access",
        "<!DOCTYPE html><html><body>Wait</body></html>, a web page",
        "<html lang='pl'>, a web page"
    })
    void whenItIsAnAnswerInsteadOfATable(String body, String meaning) throws IOException {
        refusedAt(1, 1, body, meaning, "save the CSV file again");
        refusedAt(1, 1, "\r\n  " + body + "\r\n", meaning);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Get your apikey:\\n\\n1. Open https://stooq.pl/q/d/?s=eurpln&get_apikey\\n2. Enter the "
                        + "code|wants a key from"
                        + " programs; it says: \"Get your apikey: 1. Open https://stooq.pl/q/d/?s=eurpln&get_apikey 2. Enter",
                "Too many requests, try again later.|a text, not a table; it says: \"Too many requests, "
                        + "try again later.\"",
                "Sorry, you are blocked.\\nPlease, come back later.|a text, not a table; it says: "
                        + "\"Sorry, you are blocked.",
                "Service unavailable\\n\\nSorry, come back in an hour|a text, not a table; it says: "
                        + "\"Service unavailable Sorry,",
                "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>x</body></html>|a "
                        + "web page, not a"
                        + " table; it says: \"Just a moment...\"",
                "<div><script>var a = 1;</script><p>Log in,&nbsp;please</p></div>|a web page, not a "
                        + "table; it says: \"Log in,"
                        + " please\"",
                "<html></html>|this is a web page, not a table. Links",
                "{\"Error Message\": \"Invalid API call\", \"code\": 4}|JSON, an answer to a program, not "
                        + "a table; it says:"
                        + " \"Invalid API call\"",
                "[\\n[20260102, 4.1],\\n[20260105, 4.2]]|JSON, an answer to a program, not a table; it "
                        + "says: \"[ [20260102, 4.1]",
                "[{\"date\":\"2026-01-02\",\"close\":4.1}]|JSON, an answer to a program, not a table; it "
                        + "says: \"[{\"date\""
            })
    void whenItIsAnAnswerInTheWordsOfTheSite(String body, String meaning) throws IOException {
        refusedAt(1, 1, body.replace("\\n", "\r\n"), meaning, "save the CSV file again");
    }

    @Test
    void whenTheAnswerComesAfterSomeRows() throws IOException {
        refusedAt(
                3,
                1,
                NAMES + "2026-01-02,1,1,1,1\nExceeded the daily hits limit,1,1,1,1\n",
                "the rows break off: stooq answered that today's number of downloads is used up");
    }

    @Test
    void whenDatesAreNotForSure() throws IOException {
        refusedAt(
                2,
                1,
                NAMES + "03/04/2026,1,1,1,1\n04/04/2026,1,1,1,1\n",
                "either number may be the month",
                "2026-11-21");
        refusedAt(3, 1, NAMES + "2026-01-02,1,1,1,1\n2026-02,1,1,1,1\n", "it is a month, they are days");
        refusedAt(3, 1, NAMES + "13/04/2026,1,1,1,1\n04/14/2026,1,1,1,1\n", "\"04/14/2026\" is not a date");
    }

    @Test
    void whenTheOnlyColumnIsNoNumbers() throws IOException {
        refusedAt(
                3, 2, "Date,Temperature\n2026-01-02,4.2\n2026-01-03,4.2x\n", "(Temperature): \"4.2x\" is not a number");
    }

    @Test
    void whenItIsAnotherKindOfFile() throws IOException {
        refused("PK\3\4rest", "a workbook or a zip archive", "Save the table as CSV");
        refused("%PDF-1.7", "a PDF document");
        refused(NAMES + "2026-01-02,1\0,1,1,1", "character 13 of the line is not text (code 0)");
        refused("just some words\nand more", "a text, not a table; it says: \"just some words and more\"");
        refused("Kurs,Obrot\n1,2\n", "names no column Data or Date, but: Kurs, Obrot");
        refused("Data,Wolumen\n2026-01-02,5\n", "names no column of prices");
        refused(
                "2026-01-02,1,1,1,1\n2026-01-03,1,1,1,1\n",
                "names no column Data or Date",
                "The line of names is missing: write it above");
    }

    @Test
    void whenDatesAreOutOfOrderOrTwice() throws IOException {
        var newestFirst = NAMES + "2026-01-05,1,1,1,1\n2026-01-02,1,1,1,1\n";
        refusedAt(3, 1, newestFirst + "2026-01-06,1,1,1,1\n", "2026-01-02 stands after 2026-01-05", "the oldest first");
        refusedAt(
                5,
                1,
                newestFirst + "2026-01-01,1,1,1,1\n2026-01-03,1,1,1,1\n",
                "2026-01-03 stands after 2026-01-01",
                "the newest first");
        refusedAt(3, 1, NAMES + "2026-01-05,1,1,1,1\n2026-01-05,1,1,1,1\n", "2026-01-05 is there twice", "Delete");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-30", "05/01/2026", "yesterday", "", "2026-1-5"})
    void whenADateIsNone(String date) throws IOException {
        refusedAt(2, 1, NAMES + date + ",1,1,1,1\n", "column 1 (Data)", "\"" + date + "\" is not a date");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.2x", "4.2.1", "NaN", "Infinity", "1e999", "0x1p3", "--1", "1d", "4,2 PLN"})
    void whenANumberHasALetterOrIsNone(String number) throws IOException {
        var row = "2026-01-05,1,1,1,\"" + number + "\"\n";
        refusedAt(2, 5, NAMES + row, "column 5 (Zamkniecie)", "\"" + number + "\" is not a number");
    }

    @Test
    void whenARowIsShortOrLong() throws IOException {
        refusedAt(2, 4, NAMES + "2026-01-05,1,1\n", "column 4 (Najnizszy): the price is missing");
        refusedAt(2, 6, NAMES + "2026-01-05,1,1,1,1,7\n", "more cells than the first line has names");
    }

    @Test
    void whenAColumnIsThereTwice() throws IOException {
        refusedAt(1, 3, "Date,Close,Zamkniecie\n", "there twice");
    }

    @Test
    void whenTheBulkArchivesRowsAreOfSeveralIntervalsOrOfNone() throws IOException {
        var names = "<TICKER>,<PER>,<DATE>,<TIME>,<CLOSE>\n";
        refusedAt(2, 2, names + "WIG20,X,20260102,090500,1\n", "\"X\" is no interval");
        refusedAt(3, 2, names + "A,D,20260102,0,1\nA,5,20260105,0,1\n", "the interval \"5\" follows \"D\"");
        refusedAt(2, 4, names + "WIG20,5,20260102,250500,1\n", "\"250500\" is not a time of day");
    }

    @Test
    void whenAskedForWhatItHasNot() throws IOException {
        var file = Files.writeString(folder.resolve("prices.csv"), "Data,Zamkniecie\n2026-01-02,1\n2026-01-05,1\n");
        var bars = StooqCsv.read(file);
        var column = assertThrows(CsvException.class, () -> bars.series("Kurs dnia"));
        assertEquals(
                "prices.csv, line 1, column 1: there is no column \"Kurs dnia\". The columns are Close (Zamkniecie).",
                column.getMessage());
        var range = assertThrows(
                CsvException.class, () -> bars.range(LocalDate.of(2020, 1, 1), LocalDate.of(2020, 12, 31)));
        assertTrue(range.getMessage().contains("rows from 2026-01-02 to 2026-01-05"), range::getMessage);
        var swapped = assertThrows(
                CsvException.class, () -> bars.range(LocalDate.of(2027, 1, 1), LocalDate.of(2026, 12, 31)));
        assertTrue(swapped.getMessage().contains("runs backwards"), swapped::getMessage);
        var finer = assertThrows(
                CsvException.class, () -> bars.every(Interval.MONTHLY).every(Interval.DAILY));
        assertTrue(finer.getMessage().contains("Download the file with the interval d"), finer::getMessage);
    }

    /**
     * 200 MB must not become memory: what the thread allocates is counted. And of 20 MB no more is read than up to the
     * first thing that is wrong, at most the empty rows that are allowed: what comes later is not looked at.
     */
    @ParameterizedTest
    @ValueSource(strings = {"x", "\n", "\"", ";", "2026-01-02,1,1,1,1\n", "\0", "9"})
    void atTheFirstThingThatIsWrongAndInLittleMemoryWhenItIsGarbage(String garbage) throws IOException {
        for (long megabytes : new long[] {200, 20}) {
            var path = folder.resolve("garbage.csv");
            try (var out = Files.newOutputStream(path)) {
                out.write(NAMES.getBytes(UTF_8));
                var block = garbage.repeat((1 << 20) / garbage.length()).getBytes(UTF_8);
                for (long i = 0; i < megabytes; i++) {
                    out.write(block);
                }
            }
            var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();
            var e = refused(path);
            assertTrue(e.line() <= 10_003, e::getMessage);
            long allocated = (threads.getCurrentThreadAllocatedBytes() - before) >> 20;
            assertTrue(allocated < (megabytes == 200 ? 2 : 400), () -> allocated + " MB allocated");
        }
    }
}
