package rnnlab.text;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import rnnlab.series.Datasets;

/** Where files of the user are looked for, and where the course keeps what it downloaded or made. */
final class Folders {

    private Folders() {}

    /**
     * A file of that name in RNNLAB_DATA or its folders {@code text} and {@code recipes}, or in the course's
     * {@code work}.
     */
    static Optional<Path> find(String name) {
        return folders().stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    static List<Path> folders() {
        String own = System.getProperty("rnnlab.data", System.getenv("RNNLAB_DATA"));
        Stream<Path> data = own == null || own.isBlank()
                ? Stream.empty()
                : Stream.of(Path.of(own), Path.of(own, "text"), Path.of(own, "recipes"));
        return Stream.concat(data, Stream.of(Datasets.work())).toList();
    }

    /** The folder of what was downloaded or made once. */
    static Path cache() {
        return Datasets.work().resolve("cache");
    }
}
