package rnnlab.scratch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorRateTest {

    @Test
    void theDistanceCountsLettersPutInLeftOutAndChanged() {
        assertEquals(0, ErrorRate.distance(new int[] {1, 2}, new int[] {1, 2}));
        assertEquals(2, ErrorRate.distance(new int[0], new int[] {1, 2}));
        // "kitten" and "sitting", the example of many textbooks
        assertEquals(3, ErrorRate.distance(new int[] {11, 9, 20, 20, 5, 14}, new int[] {19, 9, 20, 20, 9, 14, 7}));
    }

    @Test
    void theRateIsOfAllLettersTogether() {
        List<int[]> truth = List.of(new int[] {1, 2, 3, 4}, new int[] {5});
        assertEquals(0.4, ErrorRate.of(List.of(new int[] {1, 3, 4}, new int[] {6}), truth));
        assertEquals(2.2, ErrorRate.of(List.of(new int[] {1, 2, 3, 4, 1, 2, 3, 4, 1}, new int[6]), truth));
    }

    @Test
    void whatCannotBeComparedIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> ErrorRate.of(List.of(), List.of()));
        assertThrows(IllegalArgumentException.class, () -> ErrorRate.of(List.of(new int[1]), List.of()));
        assertThrows(IllegalArgumentException.class, () -> ErrorRate.of(List.of(new int[1]), List.of(new int[0])));
    }
}
