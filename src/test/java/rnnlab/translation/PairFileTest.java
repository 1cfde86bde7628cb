package rnnlab.translation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rnnlab.text.TextException;
import rnnlab.text.Unit;

/** Files of sentence pairs, good and bad, and pairs that a vocabulary cannot read. */
class PairFileTest {

    @TempDir
    Path folder;

    private Path file(String text, Charset encoding) throws IOException {
        return Files.write(folder.resolve("pairs.tsv"), text.getBytes(encoding));
    }

    private Path file(String text) throws IOException {
        return file(text, StandardCharsets.UTF_8);
    }

    private String message(String text) throws IOException {
        Path file = file(text);
        String message =
                assertThrows(TextException.class, () -> PairFile.read(file)).getMessage();
        assertTrue(message.startsWith(file + ", line "), message);
        return message.substring((file + ", ").length());
    }

    @Test
    void aLineIsAPair() throws IOException {
        var read = PairFile.read(file("Dobry wieczór.\tGood evening.\r\n Nic \tNothing \r\n\r\n"));
        assertEquals(
                List.of(
                        new Pair("Dobry wieczór.", "Good evening.", "pairs.tsv", "pairs.tsv, line 1"),
                        new Pair("Nic", "Nothing", "pairs.tsv", "pairs.tsv, line 2")),
                read.pairs());
        assertEquals(folder.resolve("pairs.tsv").toString(), read.origin());
    }

    @Test
    void whatStandsAfterASecondTabIsLeftOutAndSaid() throws IOException {
        var read = PairFile.read(file("Idź.\tGo.\tCC-BY 2.0\nTak\tYes\n"));
        assertEquals("Go.", read.pairs().get(0).target());
        assertTrue(read.origin().endsWith(", what stands after a second tab left out, in 1 lines"), read.origin());
    }

    @Test
    void anOldEncodingIsFoundOrNamed() throws IOException {
        String text = "Zażółć gęślą jaźń, mówiła babcia.\tA Polish sentence with all its letters.\n".repeat(20);
        Path file = file(text, Charset.forName("ISO-8859-2"));
        assertEquals(
                "Zażółć gęślą jaźń, mówiła babcia.",
                PairFile.read(file).pairs().get(3).source());
        assertTrue(PairFile.read(file).origin().contains("ISO-8859-2"));
        assertEquals(20, PairFile.read(file, "ISO-8859-2").pairs().size());
        var utf16 = PairFile.read(file("\uFEFFда\tyes\n", StandardCharsets.UTF_16LE));
        assertEquals("да", utf16.pairs().get(0).source());
    }

    @Test
    void accentsAreComposed() throws IOException {
        assertEquals(
                "café",
                PairFile.read(file("cafe\u0301\tcoffee\n")).pairs().get(0).source());
    }

    @Test
    void aLineWithoutTabIsNamedWithItsTextAndWhatToDo() throws IOException {
        assertEquals(
                "line 2 has no tab: \"Good evening, Dobry wieczór\"; write the sentence, a tab and its translation (a"
                        + " program for spreadsheets saves so as TSV)",
                message("a\tb\nGood evening, Dobry wieczór\n"));
    }

    @Test
    void anEmptySideIsNamed() throws IOException {
        assertEquals(
                "line 1 has nothing before the tab: \" <tab>b\"; write what is missing, or take the line out",
                message(" \tb\nc\td\n"));
        assertEquals(
                "line 2 has nothing after the tab: \"c<tab>\"; write what is missing, or take the line out",
                message("a\tb\nc\t\n"));
    }

    @Test
    void anEmptyLineInTheMiddleIsNamed() throws IOException {
        assertEquals("line 2 is empty; take it out", message("a\tb\n\nc\td\n"));
    }

    @Test
    void allWrongLinesAreNamedAtOnce() throws IOException {
        assertEquals("line 1 is empty; take it out. Lines that are no pairs either: 3, 4", message("\na\tb\nc\nd\t\n"));
        String many = message("a\tb\n" + "c\n".repeat(30));
        assertTrue(many.endsWith(": 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 19 more"), many);
    }

    @Test
    void aMissingOrEmptyFileIsNamed() throws IOException {
        Path missing = folder.resolve("none.tsv");
        assertTrue(assertThrows(TextException.class, () -> PairFile.read(missing))
                .getMessage()
                .startsWith(missing.toString()));
        Path empty = file("");
        assertEquals(
                empty + " is empty",
                assertThrows(TextException.class, () -> PairFile.read(empty)).getMessage());
    }

    /** A sentence with several translations is in one part with all of them. */
    @Test
    void partsShareNoSentence() throws IOException {
        var read = PairFile.read(file(IntStream.range(0, 3_000)
                .mapToObj(i -> "sentence " + i % 1_000 + "\ttranslation " + i)
                .collect(Collectors.joining("\n"))));
        var seen = new HashSet<String>();
        int all = 0;
        for (Part part : Part.values()) {
            var pairs = read.part(part);
            all += pairs.size();
            var sources = pairs.stream().map(Pair::source).collect(Collectors.toSet());
            sources.forEach(source -> assertTrue(seen.add(source), source));
        }
        assertEquals(3_000, all);
        assertEquals(0.8, read.part(Part.TRAINING).size() / 3_000.0, 0.05);
    }

    @Test
    void whatAVocabularyCannotReadIsNamedWithItsLine() throws IOException {
        var learned = PairFile.read(file("ab\txy\nba\tyx\n")).pairs();
        var vocabulary = PairVocabulary.of(Unit.CHARACTER, learned);
        vocabulary.check(learned, 2, 2);
        var others = PairFile.read(file("ab\txy\naßb𝄞\tx\n")).pairs();
        assertEquals(
                "pairs.tsv, line 2: the sentence \"aßb𝄞\" has what is not in the vocabulary: 'ß' (U+00DF), '𝄞'"
                        + " (U+1D11E); train with sentences that have it, or write it in another way",
                assertThrows(TextException.class, () -> vocabulary.check(others, 10, 10))
                        .getMessage());
        assertEquals(
                "pairs.tsv, line 1: the translation has 2 tokens, and 1 is the most: \"xy\"; shorten it, or make room"
                        + " for longer ones",
                assertThrows(TextException.class, () -> vocabulary.check(learned, 2, 1))
                        .getMessage());
    }

    @Test
    void wordsAreTokensToo() throws IOException {
        var pairs = PairFile.read(file("dobry wieczór\tgood evening\n")).pairs();
        var vocabulary = PairVocabulary.of(Unit.WORD, pairs);
        assertEquals("evening good", vocabulary.text(vocabulary.target("evening good")));
        assertTrue(assertThrows(
                        TextException.class,
                        () -> vocabulary.check(List.of(new Pair("dobry dzień", "good", "", "line 9")), 5, 5))
                .getMessage()
                .startsWith("line 9: the sentence \"dobry dzień\" has what is not in the vocabulary: 'dzień';"));
    }
}
