package rnnlab.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TextWindowsTest {

    @Test
    void targetsAreTheInputsOneTokenLater() {
        var windows = TextWindows.every(new int[] {5, 6, 7, 8, 9}, 3, 1);
        assertEquals(2, windows.size());
        assertArrayEquals(new int[] {6, 7, 8}, windows.input(1));
        assertArrayEquals(new int[] {7, 8, 9}, windows.targets(1));
        assertEquals(8, windows.next(0));
    }

    @Property(tries = 300)
    void noWindowReachesBeyondTheTextAndNoneIsMissing(
            @ForAll @IntRange(min = 2, max = 60) int n,
            @ForAll @IntRange(min = 1, max = 20) int length,
            @ForAll @IntRange(min = 1, max = 9) int stride) {
        int[] text = IntStream.range(0, n).toArray();
        if (n <= length) {
            assertThrows(TextException.class, () -> TextWindows.every(text, length, stride));
            return;
        }
        var windows = TextWindows.every(text, length, stride);
        assertEquals(IntStream.range(0, n - length).filter(i -> i % stride == 0).count(), windows.size());
        int last = windows.size() - 1;
        assertEquals(windows.start(last) + length, windows.next(last));
    }

    @Property(tries = 300)
    void eachLaneGoesOnWhereItStopped(
            @ForAll @IntRange(min = 30, max = 200) int n,
            @ForAll @IntRange(min = 1, max = 7) int length,
            @ForAll @IntRange(min = 1, max = 4) int lanes) {
        var windows = TextWindows.lanes(IntStream.range(0, n).toArray(), length, lanes);
        for (int i = lanes; i < windows.size(); i++) {
            assertEquals(windows.next(i - lanes), windows.input(i)[0]);
        }
        int[] seen = IntStream.range(0, windows.size())
                .flatMap(i -> Arrays.stream(windows.input(i)))
                .sorted()
                .toArray();
        assertArrayEquals(IntStream.range(0, seen.length).toArray(), seen); // each token once
        assertTrue(n - seen.length <= lanes * length + lanes);
    }

    @Test
    void textsOfUnequalLengthAreCutOrPadded() {
        var texts = List.of("a b", "a b c d e f g");
        var vocabulary = Vocabulary.alphabetical(Unit.WORD, texts.get(1));
        var windows = Recipes.windows(texts, vocabulary, 4);
        assertEquals(2, windows.size());
        assertArrayEquals(new int[] {1, 2, 0, 0}, windows.input(0));
        assertArrayEquals(new int[] {2, 0, 0, 0}, windows.targets(0));
        assertArrayEquals(new int[] {1, 2, 3, 4}, windows.input(1));
        assertArrayEquals(new int[] {2, 3, 4, 5}, windows.targets(1));
    }

    @Test
    void aTextThatIsTooShortIsRefused() {
        var error = assertThrows(TextException.class, () -> TextWindows.every(new int[3], 3, 1));
        assertTrue(error.getMessage().contains("3 tokens") && error.getMessage().contains("at least 4"));
        assertThrows(TextException.class, () -> TextWindows.lanes(new int[6], 3, 2));
    }
}
