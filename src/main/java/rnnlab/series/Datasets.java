package rnnlab.series;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import rnnlab.series.csv.CsvException;
import rnnlab.series.csv.CsvText;

/** The data files that come with the course (data/README.md says where they are from), and the folders for others. */
public final class Datasets {
    private static final String SUNSPOTS = "sunspots.csv";

    private Datasets() {}

    /** Zürich monthly mean relative sunspot numbers, 1749-01 to 1983-12, each dated on the first of its month. */
    public static Series sunspots() {
        var lines = lines(SUNSPOTS);
        var dates = new LocalDate[lines.size() - 1];
        var values = new double[dates.length];
        for (int t = 0; t < dates.length; t++) {
            var cells = lines.get(t + 1).split(",");
            dates[t] = LocalDate.parse(cells[0] + "-01");
            values[t] = Double.parseDouble(cells[1]);
        }
        return Series.of("sunspots", "relative number", dates, values);
    }

    /** What one euro cost in złoty on each working day since 1999: the European Central Bank's reference rate. */
    public static Series eurPln() {
        return StooqCsv.read(file("eurpln.csv")).close().named("EUR/PLN").inUnit("PLN");
    }

    /** What one euro cost in Czech koruna on each working day since 1999. */
    public static Series eurCzk() {
        return StooqCsv.read(file("eurczk.csv")).close().named("EUR/CZK").inUnit("CZK");
    }

    /** What one euro cost in United States dollars on each working day since 1999. */
    public static Series eurUsd() {
        return StooqCsv.read(file("eurusd.csv")).close().named("EUR/USD").inUnit("USD");
    }

    /** The German share index DAX at the close of each working day from mid-1991 to August 1998. */
    public static Series dax() {
        return StooqCsv.read(file("dax.csv")).close().named("DAX").inUnit("points");
    }

    /**
     * The project's folder: what the environment variable RNNLAB_HOME or the system property rnnlab.home names, or else
     * the nearest folder, from the current one upwards, that has the course's data.
     */
    public static Path home() {
        var named = Optional.ofNullable(System.getProperty("rnnlab.home", System.getenv("RNNLAB_HOME")));
        if (named.isPresent()) {
            return Path.of(named.get());
        }
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("data").resolve("SHA256SUMS"))) {
                return folder;
            }
        }
        throw new IllegalStateException("the course's data folder was not found from "
                + Path.of("").toAbsolutePath() + " upwards; set RNNLAB_HOME to the project's folder");
    }

    /**
     * The folder of what a student makes: what the environment variable RNNLAB_WORK names, where many students share
     * the project's folder, or else {@code work} in it.
     */
    public static Path work() {
        var own = System.getenv("RNNLAB_WORK");
        return own == null || own.isBlank() ? home().resolve("work") : Path.of(own);
    }

    /**
     * Where a file named without its folder is looked for: here, the student's work, the course's data, RNNLAB_DATA.
     */
    public static List<Path> folders() {
        var folders = new ArrayList<Path>();
        folders.add(Path.of("").toAbsolutePath());
        folders.add(work());
        folders.add(home().resolve("data"));
        var own = System.getenv("RNNLAB_DATA");
        if (own != null && !own.isBlank()) {
            folders.add(Path.of(own));
            folders.add(Path.of(own, "stooq"));
        }
        return folders;
    }

    /**
     * The file of that name in one of the {@link #folders()}, or at that whole path.
     *
     * @throws CsvException when there is none
     */
    public static Path find(String name) {
        try {
            for (var folder : folders()) {
                if (Files.exists(folder.resolve(name))) {
                    return folder.resolve(name);
                }
            }
        } catch (InvalidPathException e) {
            throw CsvException.whole("\"" + name + "\"", "this is no name of a file", "Check the name.");
        }
        throw CsvException.whole(
                name,
                "there is no such file",
                "Looked in " + folders().stream().map(Path::toString).collect(Collectors.joining(", "))
                        + ". Put it into one of these, or give the whole path.");
    }

    /**
     * A file of the course, its bytes checked against data/SHA256SUMS.
     *
     * @throws CsvException when it is missing or is not the file that the course came with
     */
    public static Path file(String name) {
        var path = home().resolve("data").resolve(name);
        try {
            var expected = Files.readAllLines(home().resolve("data").resolve("SHA256SUMS")).stream()
                    .filter(l -> l.endsWith("  " + name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(name + " is no file of the course"));
            if (!expected.startsWith(sha256(path))) {
                throw CsvException.whole(
                        name,
                        "the file was changed: its SHA-256 checksum is not the one in data/SHA256SUMS",
                        "Restore it: git checkout data/" + name + ".");
            }
            return path;
        } catch (IOException e) {
            throw CsvException.whole(
                    name, "the file cannot be read (" + e + ")", "Restore it: git checkout data/" + name + ".");
        }
    }

    private static List<String> lines(String name) {
        return CsvText.read(file(name)).lines().toList();
    }

    private static String sha256(Path path) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(path)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
