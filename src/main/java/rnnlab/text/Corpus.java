package rnnlab.text;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import rnnlab.files.DecodedText;
import rnnlab.series.Datasets;

/**
 * A text to learn from, and where it came from.
 *
 * @param name as a heading shows it
 * @param source where it was taken from; a lab prints it
 * @param text the text alone, lines ended by {@code \n}
 */
public record Corpus(String name, String source, String text) {

    /** The story that comes with the course. */
    private static final String STORY = "text/the-clockwork-heron.txt";

    public Corpus {
        if (text.isBlank()) {
            throw new TextException(name + " is empty");
        }
    }

    /**
     * <i>Alice's Adventures in Wonderland</i>, from {@code RNNLAB_DATA}, or downloaded on first use, or else the
     * course's own story; {@link #source()} says which.
     */
    public static Corpus alice() {
        return of(Book.ALICE);
    }

    /** Forty thousand lines of Shakespeare, from {@code RNNLAB_DATA}, or downloaded, or else the course's own story. */
    public static Corpus shakespeare() {
        return of(Book.SHAKESPEARE);
    }

    /** The story written for this course. */
    public static Corpus story() {
        return story("comes with the course");
    }

    /**
     * A text file of your own; a header and footer of Project Gutenberg are left out. Where its encoding had to be
     * guessed, {@link #source()} says which was taken.
     *
     * @throws TextException when it cannot be read
     */
    public static Corpus read(Path file) {
        return read(file, Optional.empty());
    }

    /**
     * The same in an encoding that you name: {@code Corpus.read(Path.of("pan-tadeusz.txt"), "ISO-8859-2")}.
     *
     * @throws TextException also when there is no encoding of that name, or the file is not in it
     */
    public static Corpus read(Path file, String encoding) {
        return read(file, Optional.of(encoding));
    }

    private static Corpus read(Path file, Optional<String> encoding) {
        return of(String.valueOf(file.getFileName()), file.toString(), TextFile.decoded(file, encoding));
    }

    private static Corpus of(String name, String source, DecodedText file) {
        String noted = source + file.note().map(note -> ", " + note).orElse("");
        return new Corpus(name, noted, Gutenberg.book(file.withLineFeeds().text()));
    }

    private static Corpus story(String why) {
        return new Corpus("The Clockwork Heron", why, TextFile.read(Datasets.file(STORY)));
    }

    private static Corpus of(Book book) {
        Optional<Path> own = Folders.find(book.file());
        if (own.isPresent()) {
            return of(book.title(), "from " + own.get(), TextFile.decoded(own.get(), Optional.empty()));
        }
        Path kept = Folders.cache().resolve(book.file());
        try {
            String source = "downloaded before, from " + book.address() + " to " + kept;
            if (!Files.exists(kept)) {
                System.out.println("downloading " + book.title() + " from " + book.address() + " ...");
                System.out.flush();
                Download.to(kept, book.address(), book::check);
                source = "downloaded now, from " + book.address() + " to " + kept;
            }
            return of(book.title(), source, TextFile.decoded(kept, Optional.empty()));
        } catch (TextException e) {
            return story("comes with the course; it stands in for " + book.title() + ": " + e.getMessage()
                    + ". To use that book, save it as " + book.file() + " in the folder work");
        }
    }

    /** The same in lower case: fewer characters to learn. */
    public Corpus lowerCase() {
        return new Corpus(name, source, text.toLowerCase(Locale.ROOT));
    }

    /** Its first characters: for a quick look at a lab. */
    public Corpus first(int characters) {
        return characters >= text.length() ? this : new Corpus(name, source, text.substring(0, characters));
    }

    /** For example {@code Alice's Adventures in Wonderland, 144 389 characters (from /data/text/wonderland.txt)}. */
    @Override
    public String toString() {
        return name + ", " + String.format(Locale.ROOT, "%,d", text.length()).replace(',', ' ') + " characters ("
                + source + ")";
    }
}
