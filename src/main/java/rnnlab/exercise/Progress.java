package rnnlab.exercise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import rnnlab.files.AtomicFile;
import rnnlab.files.FileProblem;
import rnnlab.series.Datasets;

/** What a student has passed and which hints were asked for, kept in work/progress.properties. */
final class Progress {

    private final Path file;
    private final Properties entries = new Properties();

    /** @throws UncheckedIOException when the file is there and cannot be read, or is damaged */
    Progress(Path file) {
        this.file = file;
        if (!Files.exists(file)) {
            return;
        }
        try (var in = Files.newInputStream(file)) {
            entries.load(in);
        } catch (IOException | IllegalArgumentException e) { // a damaged escape is the latter
            throw unusable("cannot be read", e);
        }
    }

    private UncheckedIOException unusable(String problem, Exception e) {
        return new UncheckedIOException(
                file + " " + problem + " (" + e.getMessage()
                        + "). Correct it, or delete it and check your answers again",
                e instanceof IOException io ? io : new IOException(e));
    }

    static Progress here() {
        return new Progress(Datasets.work().resolve("progress.properties"));
    }

    /** The most visible points that a check has earned so far. */
    double best(String exercise) {
        return number(exercise + ".points");
    }

    void record(Report report) {
        var name = report.exercise().name();
        put(name + ".tries", String.valueOf(tries(name) + 1));
        if (report.earned() > best(name)) {
            put(name + ".points", String.valueOf(report.earned()));
        }
        if (report.passed() && !entries.containsKey(name + ".passed")) {
            put(name + ".passed", "true"); // for the start page, which does not know how many points there are
        }
    }

    /** How often the check was run. */
    int tries(String exercise) {
        return (int) number(exercise + ".tries");
    }

    /** Whether the lecturer may count this book among others', without a name. */
    void share(boolean yes) {
        put("share", String.valueOf(yes));
    }

    /** How many hints were shown. */
    int hints(String exercise) {
        return (int) number(exercise + ".hints");
    }

    void hinted(String exercise, int count) {
        put(exercise + ".hints", String.valueOf(count));
    }

    private double number(String key) {
        var value = entries.getProperty(key, "0");
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw unusable("has no number for " + key, e);
        }
    }

    private void put(String key, String value) {
        entries.setProperty(key, value);
        try { // as bytes: that way any key comes back
            AtomicFile.write(file, out -> entries.store(out, "Exercises: visible points earned and hints shown"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + FileProblem.reason(e), e);
        }
    }

    /** A bar per lab: {@code recurrence-by-hand [######....] 3 of 5 visible points}. */
    String table(List<Exercise> exercises) {
        var text = new StringBuilder();
        double all = 0;
        double have = 0;
        for (var lab : exercises.stream().map(Exercise::lab).distinct().toList()) {
            double points = 0;
            double earned = 0;
            var rows = new StringBuilder();
            for (var e : exercises.stream().filter(e -> e.lab().equals(lab)).toList()) {
                double best = Math.min(best(e.name()), e.points());
                points += e.points();
                earned += best;
                rows.append(String.format(
                        "    %-30s %s of %s%n", e.name(), Report.points(best), Report.points(e.points())));
            }
            int filled = (int) Math.floor(10 * earned / points);
            text.append(String.format(
                    "%-24s [%s%s] %s of %s visible points%n",
                    lab, "#".repeat(filled), ".".repeat(10 - filled), Report.points(earned), Report.points(points)));
            if (earned > 0 && earned < points) {
                text.append(rows);
            }
            all += points;
            have += earned;
        }
        return text.append(
                        String.format("the course: %s of %s visible points", Report.points(have), Report.points(all)))
                .toString();
    }
}
