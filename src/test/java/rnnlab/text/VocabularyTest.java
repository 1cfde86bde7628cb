package rnnlab.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Property(tries = 200)
    void eachTextOfCharactersComesBackFromItsIndices(@ForAll @NotEmpty String any) {
        String text = new String(any.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8); // no half characters
        var vocabulary = Vocabulary.characters(text);
        assertEquals(text, vocabulary.decode(vocabulary.encode(text)));
        assertEquals(vocabulary, VocabularyFile.parse("v", VocabularyFile.text(vocabulary)));
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
