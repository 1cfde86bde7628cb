package rnnlab.series;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import rnnlab.series.csv.CsvException;

@DisplayName("The course's data")
@ResourceLock("system.properties")
class DatasetsTest {
    @Test
    void hasTheLecturesSunspots() {
        var sunspots = Datasets.sunspots();
        assertEquals(2820, sunspots.size());
        assertEquals(58.0, sunspots.value(0));
        assertEquals(LocalDate.of(1983, 12, 1), sunspots.lastDate());
        assertEquals(33.4, sunspots.last());
    }

    @Test
    @EnabledIfEnvironmentVariable(
            named = "RNNLAB_DATA",
            matches = ".+",
            disabledReason = "set RNNLAB_DATA to a folder with sunspots/monthly-sunspots.csv")
    void hasEveryFigureOfTheLecturesSunspotFile() throws IOException {
        var lines = Files.readAllLines(Path.of(System.getenv("RNNLAB_DATA"), "sunspots", "monthly-sunspots.csv"));
        var sunspots = Datasets.sunspots();
        assertEquals(lines.size() - 1, sunspots.size());
        for (int t = 0; t < sunspots.size(); t++) {
            assertEquals(Double.parseDouble(lines.get(t + 1).split(",")[1]), sunspots.value(t));
        }
    }

    @Test
    void hasTheCentralBanksRatesAndAnIndex() {
        assertEquals(
                "EUR/PLN [PLN]: 7126 values from 1999-01-04 to 2026-10-30",
                Datasets.eurPln().toString());
        assertEquals(4.0712, Datasets.eurPln().value(0));
        assertEquals(35.107, Datasets.eurCzk().value(0));
        assertEquals(1.1789, Datasets.eurUsd().value(0));
        assertEquals(1860, Datasets.dax().size());
    }

    /** The bank's rate at 14:15 and stooq's close of the day are two figures, close to each other. */
    @Test
    @EnabledIfEnvironmentVariable(
            named = "RNNLAB_DATA",
            matches = ".+",
            disabledReason = "set RNNLAB_DATA to a folder with stooq/eurpln_d.csv")
    void hasRatesNearThoseOfStooq() {
        var rate = Datasets.eurPln();
        var stooq = StooqCsv.read(Path.of(System.getenv("RNNLAB_DATA"), "stooq", "eurpln_d.csv"))
                .close();
        double sum = 0;
        int days = 0;
        for (int t = 0; t < stooq.size(); t++) {
            int i = rate.lowerBound(stooq.date(t));
            if (!rate.date(i).equals(stooq.date(t))) {
                continue;
            }
            sum += Math.abs(rate.value(i) - stooq.value(t));
            days++;
        }
        assertTrue(days > 2700 && sum / days < 0.01, days + " days, mean difference " + sum / days);
    }

    @Test
    void isRefusedWhereAFigureWasChanged(@TempDir Path home) throws IOException {
        Files.createDirectory(home.resolve("data"));
        for (var name : new String[] {"SHA256SUMS", "sunspots.csv", "dax.csv"}) {
            Files.copy(
                    Datasets.home().resolve("data").resolve(name),
                    home.resolve("data").resolve(name));
        }
        var sunspots = home.resolve("data").resolve("sunspots.csv");
        Files.writeString(sunspots, Files.readString(sunspots).replace("1749-01,58.0", "1749-01,58.1"));
        var before = System.setProperty("rnnlab.home", home.toString());
        try {
            assertEquals(1860, Datasets.dax().size());
            var changed = assertThrows(CsvException.class, Datasets::sunspots);
            assertTrue(changed.getMessage().contains("git checkout data/sunspots.csv"), changed::getMessage);
            var missing = assertThrows(CsvException.class, Datasets::eurPln);
            assertTrue(missing.getMessage().startsWith("eurpln.csv: the file cannot be read"), missing::getMessage);
        } finally {
            if (before == null) {
                System.clearProperty("rnnlab.home");
            } else {
                System.setProperty("rnnlab.home", before);
            }
        }
    }
}
