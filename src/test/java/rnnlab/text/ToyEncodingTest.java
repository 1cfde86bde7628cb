package rnnlab.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The encodings that the lecture shows, number for number. */
class ToyEncodingTest {

    private static final String[] SENTENCES = {
        "this is a good phone",
        "this is a bad mobile",
        "she is a good cat",
        "he has a bad temper",
        "this mobile phone is not good"
    };
    private static final int[][] INDICES = {
        {13, 7, 1, 4, 10}, {13, 7, 1, 2, 8}, {11, 7, 1, 4, 3}, {6, 5, 1, 2, 12}, {13, 8, 10, 7, 9, 4}
    };

    @Test
    void sentencesOfTheLectureGetTheIndicesOfTheLecture() {
        var vocabulary = Vocabulary.alphabetical(Unit.WORD, String.join(" ", SENTENCES));
        var words = "a bad cat good has he is mobile not phone she temper this".split(" ");
        for (int i = 0; i < words.length; i++) {
            assertEquals(i + 1, vocabulary.index(words[i]));
        }
        for (int i = 0; i < SENTENCES.length; i++) {
            assertArrayEquals(INDICES[i], vocabulary.encode(SENTENCES[i]));
            assertEquals(SENTENCES[i], vocabulary.decode(INDICES[i]));
        }
    }

    @Test
    void lettersCountFromA() {
        var letters = Vocabulary.alphabetical(Unit.CHARACTER, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
        assertArrayEquals(new int[] {18, 14, 14}, letters.encode("RNN"));
        assertEquals(1, letters.index("A"));
        assertEquals(26, letters.index("Z"));
    }

    @Test
    void aWordThatIsNotThereIsNamed() {
        var vocabulary = Vocabulary.alphabetical(Unit.WORD, SENTENCES[0]);
        var error = assertThrows(TextException.class, () -> vocabulary.encode("this is a turtle"));
        assertTrue(error.getMessage().contains("\"turtle\""), error.getMessage());
    }

    @Test
    void oneHotVectorsHaveTheirOneAtTheIndex() {
        float[][] animals = OneHot.of(new int[] {0, 1, 2, 3}, 4); // cat, dog, turtle, fish
        assertArrayEquals(new float[] {1, 0, 0, 0}, animals[0]);
        assertArrayEquals(new float[] {0, 1, 0, 0}, animals[1]);
        assertArrayEquals(new float[] {0, 0, 1, 0}, animals[2]);
        assertArrayEquals(new float[] {0, 0, 0, 1}, animals[3]);
        assertArrayEquals(new int[] {0, 1, 2, 3}, OneHot.indices(animals));
        assertThrows(IllegalArgumentException.class, () -> OneHot.of(new int[] {4}, 4));
    }

    @Test
    void aThousandOneHotWordsOfTenThousandTakeFortyMegabytes() {
        assertEquals(40_000_000, OneHot.bytes(1_000, 10_000));
    }
}
