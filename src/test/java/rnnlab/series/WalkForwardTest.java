package rnnlab.series;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WalkForwardTest {

    @Test
    void eachFoldLearnsFromAllThatIsBeforeIt() {
        var series = TestSeries.counting(9);
        var folds = Split.walkForward(series, 2);
        assertEquals(
                List.of(
                        new Split(series.slice(0, 3), series.slice(3, 6)),
                        new Split(series.slice(0, 6), series.slice(6, 9))),
                folds);
    }

    @Property
    void theTestPiecesFollowEachOtherToTheEnd(
            @ForAll @IntRange(min = 8, max = 60) int size, @ForAll @IntRange(min = 1, max = 7) int folds) {
        var series = TestSeries.counting(size);
        int tested = 0;
        for (var fold : Split.walkForward(series, folds)) {
            assertEquals(series.slice(0, fold.train().size()), fold.train());
            assertEquals(series.value(fold.train().size()), fold.test().value(0));
            tested += fold.test().size();
        }
        assertEquals(size - size / (folds + 1), tested);
    }

    @Test
    void moreFoldsThanValuesAreRefused() {
        var e = assertThrows(IllegalArgumentException.class, () -> Split.walkForward(TestSeries.counting(3), 3));
        assertEquals("folds is 3; it must be at least 1 and less than the 3 values of test", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Split.walkForward(TestSeries.counting(3), 0));
    }
}
