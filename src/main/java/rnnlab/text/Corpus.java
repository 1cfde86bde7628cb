package rnnlab.text;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
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
     * <i>Alice's Adventures in Wonderland</i>, from {@code RNNLAB_DATA}, or downloaded on first use, or else the course's own
     * story; {@link #source()} says which.
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
     * A text file of your own; a header and footer of Project Gutenberg are left out.
     *
     * @throws TextException when it cannot be read
     */
    public static Corpus read(Path file) {
        return new Corpus(String.valueOf(file.getFileName()), file.toString(), Gutenberg.book(TextFile.read(file)));
    }

    private static Corpus story(String why) {
        return new Corpus("The Clockwork Heron", why, TextFile.read(Datasets.file(STORY)));
    }

    private static Corpus of(Book book) {
        Optional<Path> own = Folders.find(book.file());
        if (own.isPresent()) {
            return new Corpus(book.title(), "from " + own.get(), Gutenberg.book(TextFile.read(own.get())));
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
            return new Corpus(book.title(), source, Gutenberg.book(TextFile.read(kept)));
        } catch (TextException e) {
            return story("comes with the course; it stands in for " + book.title() + ": " + e.getMessage()
                    + ". To use that book, save it as text/" + book.file() + " in a folder that RNNLAB_DATA names");
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
