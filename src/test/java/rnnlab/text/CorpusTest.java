package rnnlab.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rnnlab.AnyText;
import rnnlab.files.Escapes;

class CorpusTest {

    private static final String HEADER = """
            The Project Gutenberg eBook of Something

            This eBook is for the use of anyone anywhere in the United States.

            *** START OF THE PROJECT GUTENBERG EBOOK SOMETHING ***

            Produced by A. Typist and another
            """;
    private static final String FOOTER = """


            *** END OF THE PROJECT GUTENBERG EBOOK SOMETHING ***

            Updated editions will replace the previous one.
            """;

    @TempDir
    Path folder;

    @Test
    void headerFooterAndCreditOfAGutenbergBookAreLeftOut() {
        assertEquals("CHAPTER I.\n\nIt began.\n", Gutenberg.book(HEADER + "\n\nCHAPTER I.\n\nIt began.\n" + FOOTER));
        assertEquals(
                "It began.\n",
                Gutenberg.book(
                        "***START OF THIS PROJECT GUTENBERG EBOOK A VERY LONG\nTITLE***\n\nIt began.\n\nEnd of Project"
                                + " Gutenberg's A Very Long Title\n"));
        assertEquals("No *** START of anything\n", Gutenberg.book("No *** START of anything"));
    }

    @Test
    void aTextIsReadInItsEncoding() throws Exception {
        String text = "Zażółć — “gęślą”\nña\n";
        for (Charset charset :
                new Charset[] {StandardCharsets.UTF_8, StandardCharsets.UTF_16}) { // UTF_16 writes its mark
            assertEquals(text, TextFile.read(Files.writeString(folder.resolve("a.txt"), text, charset)));
        }
        Path marked = Files.writeString(folder.resolve("b.txt"), "\uFEFFone\r\ntwo\rthree\n");
        assertEquals("one\ntwo\nthree\n", TextFile.read(marked));
        Path old = Files.writeString(folder.resolve("c.txt"), "“café”", Charset.forName("windows-1252"));
        assertEquals("“café”", TextFile.read(old));
    }

    @Test
    void aTextOfAnEightBitEncodingIsReadAndTheCorpusSaysAsWhat() throws Exception {
        String text = "Zażółć gęślą jaźń, powiedział młynarz.\n";
        for (String encoding : new String[] {"windows-1250", "ISO-8859-2"}) {
            Path file = Files.writeString(folder.resolve("old.txt"), text, Charset.forName(encoding));
            var corpus = Corpus.read(file);
            assertEquals(text, corpus.text());
            assertTrue(corpus.toString().contains("old.txt, read as " + encoding + " (detected"), corpus.toString());
        }
    }

    /**
     * Reading a text file means to find lines in it, so carriage returns become line feeds; and a mark at its beginning
     * goes.
     */
    @Property(tries = 300)
    void aWrittenTextComesBackOrIsRefused(@ForAll(supplier = AnyText.class) String any) throws Exception {
        Path file = Files.createTempFile("text", ".txt");
        String text = "A" + any;
        try {
            if (!Escapes.isWellFormed(text)) {
                var error = assertThrows(TextException.class, () -> TextFile.write(file, text));
                assertTrue(error.getMessage().contains("half a character"), error.getMessage());
                return;
            }
            TextFile.write(file, text);
            assertEquals(text, Files.readString(file));
            if (text.contains("\0")) {
                if (Files.size(file) % 2 == 1) { // of an even number of bytes it may be UTF-16
                    assertRefused(file, "is no text");
                }
            } else {
                assertEquals(text.replace("\r\n", "\n").replace('\r', '\n'), TextFile.read(file));
            }
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void anotherEncodingCanBeNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("dos.txt"), "Łódź\n", Charset.forName("IBM852"));
        assertEquals("Łódź\n", Corpus.read(file, "IBM852").text());
        assertEquals("Łódź\n", TextFile.read(file, "IBM852"));
        var error = assertThrows(TextException.class, () -> Corpus.read(file, "Mazovia"));
        assertTrue(
                error.getMessage().startsWith(file + ": \"Mazovia\" is no encoding that Java knows"),
                error.getMessage());
    }

    @Test
    void whatIsNoTextIsRefusedByName() throws Exception {
        assertRefused(folder.resolve("none.txt"), "there is no such file");
        assertRefused(folder, "is a folder");
        assertRefused(Files.writeString(folder.resolve("empty.txt"), " \n"), "is empty");
        assertRefused(Files.write(folder.resolve("picture.png"), new byte[] {'P', 0, 1, 2}), "is no text");
    }

    private static void assertRefused(Path file, String why) {
        var error = assertThrows(TextException.class, () -> Corpus.read(file));
        assertTrue(error.getMessage().contains(file.getFileName().toString()), error.getMessage());
        assertTrue(error.getMessage().contains(why), error.getMessage());
    }

    @Test
    void theStoryOfTheCourseIsLongEnoughToLearnFrom() {
        var story = Corpus.story();
        assertTrue(story.text().length() >= 60_000, story.toString());
        assertEquals(13, story.text().split("(?m)^CHAPTER [IVX]+\\.").length - 1);
        // Written, not assembled: few long phrases come twice.
        String[] words = Words.split(Words.spacedStory(story.text()));
        var seen = new HashSet<String>();
        int repeated = 0;
        for (int i = 0; i + 8 < words.length; i++) {
            repeated += seen.add(String.join(" ", Arrays.copyOfRange(words, i, i + 8))) ? 0 : 1;
        }
        assertTrue(repeated < words.length / 100, repeated + " of " + words.length);
    }

    @Test
    void aCorpusSaysWhereItIsFrom() throws Exception {
        Path book = Files.writeString(folder.resolve("mine.txt"), HEADER + "\n\nMine.\n" + FOOTER);
        var corpus = Corpus.read(book);
        assertEquals("Mine.\n", corpus.text());
        assertTrue(corpus.toString().contains(book.toString()), corpus.toString());
        assertEquals("mine.\n", corpus.lowerCase().text());
    }

    @Test
    void theChecksumKnowsTheBookInOtherTypographyAndNotWithoutAChapter() {
        var own = System.getenv("RNNLAB_DATA");
        assumeTrue(
                own != null && Files.exists(Path.of(own, "text", "wonderland.txt")),
                "RNNLAB_DATA has no wonderland.txt");
        String alice = TextFile.read(Path.of(own, "text", "wonderland.txt"));
        Book.ALICE.check(alice.getBytes(StandardCharsets.UTF_8));
        Book.ALICE.check(
                alice.replace("'", "’").replace("--", "—").toUpperCase().getBytes(StandardCharsets.UTF_8));
        for (String damaged :
                new String[] {alice.substring(0, alice.length() / 2), alice.replace("Alice", "Alise"), "<html>"}) {
            var error =
                    assertThrows(TextException.class, () -> Book.ALICE.check(damaged.getBytes(StandardCharsets.UTF_8)));
            assertTrue(error.getMessage().contains("checksum is wrong"), error.getMessage());
        }
        assertFalse(Corpus.alice().text().contains("PROJECT GUTENBERG"));
    }
}
