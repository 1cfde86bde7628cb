package rnnlab.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reviews as files: in the folder {@code pos} the positive ones, in {@code neg} the others, one .txt each. */
final class ReviewFolder {

    private ReviewFolder() {}

    static Reviews read(Path folder, Optional<String> encoding) {
        List<Review> reviews = new ArrayList<>();
        for (String kind : List.of("pos", "neg")) {
            Path part = folder.resolve(kind);
            if (!Files.isDirectory(part)) {
                throw new TextException(folder + " has no folder \"" + kind
                        + "\"; it needs pos and neg, with a .txt for" + " each review, and has " + names(folder));
            }
            List<Path> files = entries(part).stream()
                    .filter(file -> file.getFileName().toString().endsWith(".txt"))
                    .toList();
            if (files.isEmpty()) {
                throw new TextException(part + " has no .txt file; it has " + names(part));
            }
            for (Path file : files) {
                String text = TextFile.decoded(file, encoding).withLineFeeds().text();
                reviews.add(new Review(text.strip(), kind.equals("pos")));
            }
        }
        return new Reviews("from " + folder, reviews).checked(folder.toString());
    }

    private static List<Path> entries(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(folder.toString(), e);
        }
    }

    private static String names(Path folder) {
        List<Path> files = entries(folder);
        String some =
                files.stream().limit(5).map(f -> f.getFileName().toString()).collect(Collectors.joining(", "));
        return files.isEmpty() ? "nothing" : some + (files.size() > 5 ? ", ... (" + files.size() + ")" : "");
    }
}
