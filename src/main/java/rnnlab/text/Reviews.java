package rnnlab.text;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * Reviews, and whether each is positive: from files, or written by the course.
 *
 * @param source where they are from
 */
public record Reviews(String source, List<Review> all) {

    public Reviews {
        all = List.copyOf(all);
    }

    /**
     * The course's own, written by {@link ReviewGrammar}: short, with negation and contrast. Made up, all of them.
     *
     * @throws IllegalArgumentException when there are none to write
     */
    public static Reviews generated(int count, long seed) {
        if (count < 1) {
            throw new IllegalArgumentException("count: " + count + " is not allowed; at least 1");
        }
        var grammar = new ReviewGrammar(new Random(seed));
        List<Review> reviews = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            reviews.add(grammar.review());
        }
        return new Reviews("written by the course's grammar, seed " + seed, reviews);
    }

    /**
     * Real reviews: a folder with the folders {@code pos} and {@code neg}, a text file for each review; or a table,
     * .csv or .tsv, as {@link ReviewTable} reads it.
     *
     * @throws TextException saying what is wrong and where: nothing is read by halves
     */
    public static Reviews read(Path place) {
        return read(place, Optional.empty());
    }

    /** The same in an encoding that you name, {@code "windows-1250"}. */
    public static Reviews read(Path place, String encoding) {
        return read(place, Optional.of(encoding));
    }

    private static Reviews read(Path place, Optional<String> encoding) {
        if (Files.isDirectory(place)) {
            return ReviewFolder.read(place, encoding);
        }
        String name = place.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv") || name.endsWith(".tsv")) {
            var decoded = TextFile.decoded(place, encoding);
            String source = place + decoded.note().map(note -> ", " + note).orElse("");
            return ReviewTable.read(
                    place.toString(), source, decoded.withLineFeeds().text(), name.endsWith(".tsv"));
        }
        throw new TextException(
                place + (Files.exists(place) ? " is no .csv, .tsv or folder" : ": there is no such file or folder")
                        + "; reviews are a table, .csv or .tsv, or a folder with the folders pos and neg");
    }

    /** The same in another order. */
    public Reviews shuffled(long seed) {
        var mixed = new ArrayList<>(all);
        Collections.shuffle(mixed, new Random(seed));
        return new Reviews(source, mixed);
    }

    /** How many are positive. */
    public long positives() {
        return all.stream().filter(Review::positive).count();
    }

    @Override
    public String toString() {
        return all.size() + " reviews, " + positives() + " of them positive, " + source;
    }

    /** @throws TextException when there are none, or all say the same: nothing could be learned from them */
    Reviews checked(String place) {
        if (all.isEmpty()) {
            throw new TextException(place + " has no reviews");
        }
        if (positives() == 0 || positives() == all.size()) {
            throw new TextException(place + ": all " + all.size() + " reviews are "
                    + (positives() == 0 ? "negative" : "positive") + "; a network learns from both kinds");
        }
        return this;
    }
}
