package rnnlab.text;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import rnnlab.files.DecodedText;

/** A book that can be downloaded: where it is, and how to know that what came is that book, whole. */
enum Book {
    /**
     * Project Gutenberg's number 11. Its file gets a new header and other quotation marks every few years, so the
     * checksum is one of the letters of each chapter; an editor's note may change two of the twelve.
     */
    ALICE(
            "Alice's Adventures in Wonderland",
            "wonderland.txt",
            "https://www.gutenberg.org/cache/epub/11/pg11.txt",
            2,
            "4ec66431a5aa3e82",
            "efd76abbb002c181",
            "07c8cab4bc9e6e42",
            "06168ca7e28d485a",
            "cf25c96fa8051e4e",
            "0dc790d99a112a62",
            "28019c1e17336346",
            "747ba9e9cc997cc0",
            "fa5e88cf99427b3e",
            "68bd2723cf9fdd6c",
            "d6a29ca1f6f54b66",
            "ef40be807f022c2f"),

    /** The forty thousand lines that character networks are usually shown on. */
    SHAKESPEARE(
            "Shakespeare",
            "shakespeare.txt",
            "https://raw.githubusercontent.com/karpathy/char-rnn/master/data/tinyshakespeare/input.txt",
            0,
            "42df239800a9b0cd");

    private static final String CHAPTER = "(?m)^CHAPTER [IVX]+\\.";

    private final String title;
    private final String file;
    private final URI address;
    private final int mayDiffer;
    private final List<String> digests;

    Book(String title, String file, String address, int mayDiffer, String... digests) {
        this.title = title;
        this.file = file;
        this.address = URI.create(address);
        this.mayDiffer = mayDiffer;
        this.digests = List.of(digests);
    }

    String title() {
        return title;
    }

    /** The name under which it is kept. */
    String file() {
        return file;
    }

    URI address() {
        return address;
    }

    /**
     * Whether these bytes are the book.
     *
     * @throws TextException when they are not
     */
    void check(byte[] bytes) {
        List<String> found = chapterDigests(
                Gutenberg.book(DecodedText.of(bytes).withLineFeeds().text()));
        long missing = digests.stream().filter(d -> !found.contains(d)).count();
        if (missing > mayDiffer) {
            throw new TextException("what came from " + address + " is not this book: its checksum is wrong ("
                    + (digests.size() - missing) + " of " + digests.size() + " parts are as they should be)");
        }
    }

    /** The first 16 hexadecimal digits of SHA-256 over each chapter's letters in lower case, without accents. */
    static List<String> chapterDigests(String book) {
        return Arrays.stream(book.split(CHAPTER))
                .map(chapter -> Normalizer.normalize(chapter, Normalizer.Form.NFD)
                        .replaceAll("[^\\p{L}]", "")
                        .toLowerCase(Locale.ROOT))
                .filter(letters -> letters.length() > 1_000)
                .map(Book::digest)
                .toList();
    }

    private static String digest(String letters) {
        try {
            var sha = MessageDigest.getInstance("SHA-256").digest(letters.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
