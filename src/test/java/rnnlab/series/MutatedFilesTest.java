package rnnlab.series;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.*;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

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
        "\u2028"
    };
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
    }

    @Property(tries = 12_000, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void aSeriesOrANamedErrorWithLineAndColumn(@ForAll long seed) throws IOException {
        var random = new Random(seed);
        Files.write(file, damaged(original(random), random));
        try {
            var bars = StooqCsv.read(file);
            assertTrue(bars.size() >= 2 && !bars.columns().isEmpty());
            for (var column : bars.columns()) bars.series(column.english()); // a Series checks its dates and values
            bars.every(Interval.MONTHLY).withoutSparseStart().withoutPartialLast(LocalDate.of(2026, 11, 21));
            read.incrementAndGet();
        } catch (CsvException e) {
            assertTrue(e.getMessage().startsWith(file.getFileName().toString()), e::getMessage);
            assertTrue(e.line() >= 1 && e.column() >= 1, e::getMessage);
            assertFalse(e.advice().isBlank());
            assertTrue(e.getMessage().length() < 600, e::getMessage);
            refused.incrementAndGet();
        }
    }

    private static byte[] original(Random random) {
        var text = new StringBuilder("Data,Otwarcie,Najwyzszy,Najnizszy,Zamkniecie,Wolumen\n");
        var date = LocalDate.of(2020, 1, 1);
        int rows = random.nextInt(12);
        for (int i = 0; i < rows; i++) {
            date = date.plusDays(1 + random.nextInt(3));
            text.append(date);
            for (int column = 0; column < 4; column++) text.append(',').append(4 + random.nextInt(9999) / 10000.0);
            text.append(random.nextInt(5) == 0 ? "\n" : "," + random.nextInt(1_000_000) + "\n");
        }
        var written = text.toString();
        if (random.nextInt(3) == 0) written = written.replace("\n", "\r\n");
        if (random.nextInt(4) == 0) written = written.replace(',', ';').replace('.', ',');
        if (random.nextInt(6) == 0) written = written.replace("Zamkniecie", "Zamknięcie");
        var charsets = List.of(StandardCharsets.UTF_8, Charset.forName("windows-1250"), StandardCharsets.UTF_16);
        return written.getBytes(charsets.get(random.nextInt(8) / 3));
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
