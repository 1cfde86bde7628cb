package rnnlab.series;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import net.jqwik.api.*;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import rnnlab.series.csv.CsvException;

/** Files as stooq gives them, damaged at random: a series or a named error with its place, nothing else. */
class MutatedFilesTest {
    private static final String[] DAMAGE = {
        "\"",
        ",",
        ";",
        "\t",
        "\r",
        "\n",
        "\0",
        "-",
        ".",
        "e",
        "NaN",
        "1e308",
        "999999999999999999",
        "\ufeff",
        "ą",
        "<html>",
        "2026-01-02",
        "99.99.9999",
        "Data",
        "Close",
        "Brak danych",
        " ",
        "\u00a0",
        "#",
        "\\",
        "'",
        "٣",
        "𝟚",
        "+",
        "\u2028",
        "12:00",
        "1.2M",
        "1,234.5",
        "null",
        "WIG20",
        "2026-02",
        "{",
        "$"
    };
    private static final int LAYOUTS = 12;
    private static final int ANSWER = 8;
    private static final AtomicIntegerArray readOf = new AtomicIntegerArray(LAYOUTS);
    private static final AtomicInteger read = new AtomicInteger();
    private static final AtomicInteger refused = new AtomicInteger();
    private static Path file;

    @BeforeContainer
    static void makeFile() throws IOException {
        file = Files.createTempFile("mutated", ".csv");
    }

    @AfterContainer
    static void bothHappened() throws IOException {
        Files.delete(file);
        assertTrue(read.get() > 500 && refused.get() > 500, read + " read, " + refused + " refused");
        for (int layout = 0; layout < LAYOUTS; layout++) {
            assertTrue(readOf.get(layout) > 100 == (layout != ANSWER), "read of each layout: " + readOf);
        }
    }

    @Property(tries = 12_000, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void aSeriesOrANamedErrorWithLineAndColumn(@ForAll long seed) throws IOException {
        var random = new Random(seed);
        int layout = random.nextInt(LAYOUTS);
        Files.write(file, damaged(original(layout, random), random));
        try {
            var bars = StooqCsv.read(file);
            assertTrue(bars.size() >= 2 && !bars.names().isEmpty());
            for (var column : bars.names()) {
                bars.series(column); // a Series checks its dates and values
            }
            var longest = bars.interval().compareTo(Interval.MONTHLY) > 0 ? bars.interval() : Interval.MONTHLY;
            bars.every(longest).withoutSparseStart().withoutPartialLast(LocalDate.of(2026, 11, 21));
            var next = bars.nextDates(3);
            assertTrue(next.get(0).isAfter(bars.lastDate()) && next.get(2).isAfter(next.get(1)), next::toString);
            read.incrementAndGet();
            readOf.incrementAndGet(layout);
        } catch (CsvException e) {
            assertTrue(e.getMessage().startsWith(file.getFileName().toString()), e::getMessage);
            assertTrue(e.line() >= 1 && e.column() >= 1, e::getMessage);
            assertFalse(e.advice().isBlank());
            assertTrue(e.getMessage().length() < 600, e::getMessage);
            refused.incrementAndGet();
        }
    }

    private static byte[] original(int layout, Random random) {
        var written = layout(layout, random);
        if (random.nextInt(3) == 0) {
            written = written.replace("\n", "\r\n");
        }
        if (random.nextInt(6) == 0) {
            written = written.replace("Zamkniecie", "Zamknięcie");
        }
        var charsets = List.of(StandardCharsets.UTF_8, Charset.forName("windows-1250"), StandardCharsets.UTF_16);
        return written.getBytes(charsets.get(random.nextInt(8) / 3));
    }

    private static String layout(int layout, Random random) {
        return switch (layout) {
            case 0 ->
                table(
                        random,
                        "Data,Czas,Otwarcie,Najwyzszy,Najnizszy,Zamkniecie,Wolumen",
                        (date, i) -> LocalDate.of(2020, 1, 1).plusDays(i / 3) + "," + (9 + i % 3) + ":00:00,"
                                + prices(random, 4) + "," + random.nextInt(9999));
            case 1 ->
                table(
                        random,
                        "Symbol,Date,Time,Open,High,Low,Close,Volume",
                        (date, i) -> "AB".charAt(random.nextInt(20) / 19) + "," + date + ",17:00," + prices(random, 4)
                                + ",7");
            case 2 ->
                table(
                        random,
                        "<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>",
                        (date, i) -> "X,5," + date.toString().replace("-", "") + ",09" + (10 + i) + "00,"
                                + prices(random, 4) + ",1,0");
            case 3 ->
                table(
                        random,
                        "Date,Open,High,Low,Close,Adj Close,Volume",
                        (date, i) -> date + ","
                                + (random.nextInt(5) == 0
                                        ? "null,null,null,null,null,null"
                                        : prices(random, 5) + ",1000"));
            case 4 ->
                turned(table(
                        random,
                        "\"Date\",\"Price\",\"Open\",\"High\",\"Low\",\"Vol.\",\"Change %\"",
                        (date, i) -> "\""
                                + date.format(DateTimeFormatter.ofPattern("MM/dd/yyyy")) + "\",\""
                                + prices(random, 4).replace(",", "\",\"") + "\",\"1.2M\",\"-0.15%\""));
            case 5 -> table(random, "Rok;Temperatura", (date, i) -> 1990 + i + ";" + random.nextInt(30) + ",5");
            case 6 ->
                table(
                        random,
                        "Month,Passengers,Trains",
                        (date, i) -> "20%02d-%02d,".formatted(10 + i / 12, 1 + i % 12) + random.nextInt(500) + ","
                                + random.nextInt(9));
            case 7 ->
                table(
                        random,
                        "data;1USD;1EUR;nr tabeli;",
                        (date, i) -> date.toString().replace("-", "") + ";"
                                + prices(random, 2).replace(',', ';').replace('.', ',') + ";" + i + "/A;");
            case ANSWER -> ANSWERS[random.nextInt(ANSWERS.length)];
            case 9 -> stooq(random).replace(',', ';').replace('.', ',');
            default -> stooq(random);
        };
    }

    private static final String[] ANSWERS = {
        "Get your apikey:\n\n1. Open https://stooq.pl/q/d/\n2. Enter the code\n",
        "{\"Information\": \"The rate limit is reached, 25 requests per day\"}",
        "<!DOCTYPE html><html><head><title>Just a moment</title></head></html>",
        "Exceeded the daily hits limit"
    };

    private static String stooq(Random random) {
        return table(
                random,
                "Data,Otwarcie,Najwyzszy,Najnizszy,Zamkniecie,Wolumen",
                (date, i) -> date + "," + prices(random, 4)
                        + (random.nextInt(5) == 0 ? "" : "," + random.nextInt(1_000_000)));
    }

    private static String table(Random random, String names, BiFunction<LocalDate, Integer, String> row) {
        var text = new StringBuilder(names + "\n");
        var date = LocalDate.of(2020, 1, 1);
        int rows = random.nextInt(12);
        for (int i = 0; i < rows; i++) {
            date = date.plusDays(1 + random.nextInt(3));
            text.append(row.apply(date, i)).append('\n');
        }
        return text.toString();
    }

    private static String prices(Random random, int count) {
        return random.doubles(count)
                .mapToObj(x -> String.valueOf(4 + (int) (x * 9999) / 10000.0))
                .collect(Collectors.joining(","));
    }

    /** The rows below the names the other way round. */
    private static String turned(String table) {
        var lines = new ArrayList<>(table.lines().toList());
        Collections.reverse(lines.subList(1, lines.size()));
        return String.join("\n", lines) + "\n";
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        for (int mutations = random.nextInt(4); mutations > 0; mutations--) {
            int at = random.nextInt(bytes.length + 1);
            int end = Math.min(bytes.length, at + random.nextInt(40));
            bytes = switch (random.nextInt(6)) {
                case 0 -> join(bytes, at, DAMAGE[random.nextInt(DAMAGE.length)].getBytes(StandardCharsets.UTF_8), at);
                case 1 -> join(bytes, at, new byte[] {(byte) random.nextInt(256)}, Math.min(bytes.length, at + 1));
                case 2 -> join(bytes, at, new byte[0], end); // cut out
                case 3 -> join(bytes, end, Arrays.copyOfRange(bytes, at, end), end); // twice
                case 4 -> Arrays.copyOf(bytes, at); // cut off
                default -> swapLines(bytes, random);
            };
        }
        return bytes;
    }

    private static byte[] join(byte[] bytes, int until, byte[] middle, int from) {
        var joined = Arrays.copyOf(bytes, until + middle.length + bytes.length - from);
        System.arraycopy(middle, 0, joined, until, middle.length);
        System.arraycopy(bytes, from, joined, until + middle.length, bytes.length - from);
        return joined;
    }

    private static byte[] swapLines(byte[] bytes, Random random) {
        var lines = new ArrayList<>(List.of(new String(bytes, StandardCharsets.ISO_8859_1).split("\n", -1)));
        int i = random.nextInt(lines.size()), j = random.nextInt(lines.size());
        var line = lines.get(i);
        lines.set(i, lines.get(j));
        lines.set(j, line);
        return String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1);
    }
}
