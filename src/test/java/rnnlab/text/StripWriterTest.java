package rnnlab.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StripWriterTest {

    private static double ink(double[] column) {
        return Arrays.stream(column).sum();
    }

    @Test
    void everyColumnThatIsMarkedPaperIsPaperAndEachLetterHasInk() {
        for (Strip strip : new StripWriter(16, 0, 0, 1).random(50, "abeilmow", 4, 8)) {
            int[] letters = strip.letters();
            assertEquals(strip.columns().length, letters.length);
            double[] inked = new double[strip.text().length()];
            for (int t = 0; t < letters.length; t++) {
                if (letters[t] >= 0) {
                    inked[letters[t]] += ink(strip.columns()[t]);
                }
            }
            assertTrue(Arrays.stream(inked).allMatch(i -> i > 2), strip.text() + " " + Arrays.toString(inked));
            assertEquals(-1, letters[0]);
            assertEquals(0, ink(strip.columns()[0]));
            assertEquals(0, ink(strip.columns()[letters.length - 1]));
        }
    }

    @Test
    void lettersStandInTheirOrderAndAnMIsWiderThanAnI() {
        int wider = 0;
        for (Strip strip : new StripWriter(16, 0, 0, 2).random(30, "im", 6, 6)) {
            int[] shown = Arrays.stream(strip.letters()).filter(i -> i >= 0).toArray();
            assertTrue(IntStream.range(1, shown.length).allMatch(t -> shown[t] >= shown[t - 1]), strip.text());
            long m = strip.text().chars().filter(c -> c == 'm').count();
            long ofM = Arrays.stream(shown)
                    .filter(i -> strip.text().charAt(i) == 'm')
                    .count();
            if (m > 0 && m < 6) {
                wider += ofM * (6 - m) > (shown.length - ofM) * m ? 1 : -1;
            }
        }
        assertTrue(wider > 20, "in " + wider + " more strips");
    }

    @Test
    void aLineThatLeansToTheRightHasItsTopFurtherRight() {
        var upright = new StripWriter(20, 0, 0, 5).strip("lll");
        boolean left = false, right = false;
        for (long seed = 1; seed < 12; seed++) {
            double[][] columns = new StripWriter(20, 1, 0, seed).strip("lll").columns();
            double shift = middle(columns, 3, 8) - middle(columns, 12, 17);
            right |= shift > 1;
            left |= shift < -1;
        }
        assertTrue(left && right, "leans to both sides");
        assertEquals(0, middle(upright.columns(), 3, 8) - middle(upright.columns(), 12, 17), 1);
    }

    /** The mean column of the ink in these rows. */
    private static double middle(double[][] columns, int from, int to) {
        double sum = 0, ink = 0;
        for (int t = 0; t < columns.length; t++) {
            for (int y = from; y < to; y++) {
                sum += t * columns[t][y];
                ink += columns[t][y];
            }
        }
        return sum / ink;
    }

    @Test
    void theSameSeedDrawsTheSameAndNoiseHasItsDeviation() {
        List<Strip> one = new StripWriter(12, 0.3, 0.2, 7).random(20, "abc", 3, 5);
        List<Strip> two = new StripWriter(12, 0.3, 0.2, 7).random(20, "abc", 3, 5);
        for (int i = 0; i < one.size(); i++) {
            assertEquals(one.get(i).text(), two.get(i).text());
            assertArrayEquals(one.get(i).columns(), two.get(i).columns());
        }
        double[] paper =
                one.stream().flatMapToDouble(s -> Arrays.stream(s.columns()[0])).toArray();
        double variance = Arrays.stream(paper).map(v -> v * v).average().orElse(0);
        assertEquals(0.2, Math.sqrt(variance), 0.03);
    }

    @Test
    void whatCannotBeDrawnIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new StripWriter(4, 0, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new StripWriter(12, -1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new StripWriter(12, 0, Double.NaN, 1));
        var writer = new StripWriter(12, 0, 0, 1);
        assertThrows(IllegalArgumentException.class, () -> writer.strip(""));
        assertThrows(IllegalArgumentException.class, () -> writer.random(1, " ", 1, 2));
        assertThrows(IllegalArgumentException.class, () -> writer.random(1, "ab", 3, 2));
    }

    @Test
    void aSpaceIsPaper() {
        var strip = new StripWriter(14, 0, 0, 3).strip("a b");
        assertTrue(Arrays.stream(strip.letters()).noneMatch(i -> i == 1));
        assertTrue(Arrays.stream(strip.letters()).anyMatch(i -> i == 2));
    }
}
