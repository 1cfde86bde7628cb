package rnnlab.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rnnlab.AnyText;

class VocabularyTest {

    @TempDir
    Path folder;

    @Test
    void paddingIsZeroUnknownIsOneAndThenTheMostFrequentComeFirst() {
        var vocabulary = Vocabulary.words("the cat and the dog and the fish", 5);
        assertEquals(5, vocabulary.size());
        assertEquals("", vocabulary.token(0));
        assertEquals("[UNK]", vocabulary.token(1));
        assertEquals("the", vocabulary.token(2));
        assertEquals(3, vocabulary.frequency(2));
        assertEquals("and", vocabulary.token(3));
        assertEquals("cat", vocabulary.token(4)); // as often as dog and fish: the alphabet decides
        assertEquals(2, vocabulary.frequency(1)); // dog and fish did not fit
        assertArrayEquals(new int[] {2, 1, 3, 4}, vocabulary.encode("the turtle and cat"));
    }

    @Property(tries = 500)
    void eachTextOfCharactersComesBackFromItsIndices(@ForAll(supplier = AnyText.class) String text) throws IOException {
        var vocabulary = Vocabulary.alphabetical(Unit.CHARACTER, text);
        assertEquals(text, vocabulary.decode(vocabulary.encode(text)));
        comesBack(vocabulary);
        if (!text.isEmpty()) {
            comesBack(Vocabulary.characters(text));
        }
    }

    @Property(tries = 500)
    void wordsOfAnyCharactersComeBack(@ForAll(supplier = AnyText.class) String text) throws IOException {
        comesBack(Vocabulary.words("a " + text, 100));
        comesBack(Vocabulary.alphabetical(Unit.WORD, text));
    }

    /** From a file of its own and from a checkpoint. */
    private static void comesBack(Vocabulary vocabulary) throws IOException {
        Path folder = Files.createTempDirectory("vocabulary");
        Path file = folder.resolve("vocabulary.txt");
        Path checkpoint = folder.resolve("best.zip");
        try {
            vocabulary.save(file);
            try (var zip = FileSystems.newFileSystem(checkpoint, Map.of("create", "true"))) {
                Files.writeString(zip.getPath(Vocabulary.FILE), vocabulary.asText());
            }
            for (var loaded : new Vocabulary[] {Vocabulary.load(file), Vocabulary.load(checkpoint)}) {
                assertEquals(vocabulary, loaded);
                for (int i = 0; i < vocabulary.size(); i++) {
                    assertEquals(vocabulary.token(i), loaded.token(i));
                    assertEquals(vocabulary.frequency(i), loaded.frequency(i));
                }
            }
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(checkpoint);
            Files.delete(folder);
        }
    }

    /**
     * As it was written before other characters than these were escaped; the checksum is that of Python's zlib.crc32.
     */
    @Test
    void aVocabularyOfAnEarlierVersionIsStillRead() {
        String old = "vocabulary CHARACTER 6 checksum 91ae6f67\n\t0\n[UNK]\t0\n\\\\\t2\n\\n\t1\n\\s\t1\nu\t1\n";
        assertEquals("\\u\\ \n", VocabularyFile.parse("old", old).decode(2, 5, 2, 4, 3));
    }

    @Test
    void aSavedVocabularyIsTheSameAfterLoading() {
        var vocabulary = Vocabulary.characters("a b\n\tc\\n żółw 🐢");
        Path file = folder.resolve("deep/vocabulary.txt");
        vocabulary.save(file);
        var loaded = Vocabulary.load(file);
        assertEquals(vocabulary, loaded);
        assertEquals(vocabulary.frequency(2), loaded.frequency(2));
    }

    @Test
    void aDamagedVocabularyIsRefused() throws Exception {
        Path file = folder.resolve("vocabulary.txt");
        Vocabulary.words("one two three two", 10).save(file);
        String good = Files.readString(file);
        for (String bad : new String[] {
            good.replace("two\t2", "too\t2"),
            good.substring(0, good.length() - 8),
            good.replace("\t", ""),
            "once upon",
            "\n"
        }) {
            Files.writeString(file, bad);
            var error = assertThrows(TextException.class, () -> Vocabulary.load(file));
            assertTrue(error.getMessage().contains("vocabulary.txt"), error.getMessage());
        }
    }

    @Test
    void aNetworkOfAnotherVocabularyIsRefused() throws Exception {
        var trained = Vocabulary.words("the cat and the dog", 10);
        Path checkpoint = folder.resolve("best.zip");
        try (var zip = FileSystems.newFileSystem(checkpoint, Map.of("create", "true"))) {
            Files.writeString(zip.getPath(Vocabulary.FILE), trained.asText());
        }
        trained.check(checkpoint);
        assertEquals(trained, Vocabulary.load(checkpoint));
        assertRefused(checkpoint, Vocabulary.words("the cat and the dog and a fish", 10), "6 words, this one has 8");
        assertRefused(checkpoint, Vocabulary.words("the cat and the hog", 10), "index 5 is \"dog\" there and \"hog\"");
        assertRefused(checkpoint, Vocabulary.characters("abcd"), "of words, this one is of characters");
    }

    private static void assertRefused(Path checkpoint, Vocabulary other, String why) {
        var error = assertThrows(TextException.class, () -> other.check(checkpoint));
        assertTrue(error.getMessage().contains("another vocabulary"), error.getMessage());
        assertTrue(error.getMessage().contains(why), error.getMessage());
    }

    @Test
    void aVocabularyThatCannotBeWrittenLeavesTheOldOne() throws Exception {
        Path file = folder.resolve("vocabulary.txt");
        Vocabulary.words("old words", 10).save(file);
        Path blocked = Files.writeString(folder.resolve("file"), "x").resolve("vocabulary.txt"); // its folder is a file
        var error = assertThrows(
                TextException.class, () -> Vocabulary.words("new", 10).save(blocked));
        assertTrue(error.getMessage().contains("could not be written"), error.getMessage());
        assertEquals(Vocabulary.words("old words", 10), Vocabulary.load(file));
    }
}
