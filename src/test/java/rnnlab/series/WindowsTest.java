package rnnlab.series;

import static org.junit.jupiter.api.Assertions.*;

import java.time.LocalDate;
import java.util.Arrays;
import net.jqwik.api.*;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class WindowsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 1);

    @Test
    void anInputIsFollowedByItsTarget() {
        var windows = Windows.of(TestSeries.counting(6), 3, 2);
        assertArrayEquals(new float[][] {{0, 1, 2}, {1, 2, 3}}, windows.inputs());
        assertArrayEquals(new float[][] {{3, 4}, {4, 5}}, windows.targets());
        assertEquals(DAY.plusDays(5), windows.date(1, 1));
        assertEquals("2 windows: 3 steps in, 2 ahead", windows.toString());
    }

    @Test
    void theStrideLeavesWindowsOut() {
        assertArrayEquals(
                new float[][] {{0, 1, 2}, {3, 4, 5}},
                Windows.of(TestSeries.counting(8), 3, 1, 3).inputs());
    }

    @Test
    void deeplearning4jGetsExamplesByFeaturesByTime() {
        var data = Windows.of(TestSeries.counting(6), 3, 2).dataSet();
        assertArrayEquals(new long[] {2, 1, 3}, data.getFeatures().shape());
        assertArrayEquals(new long[] {2, 2}, data.getLabels().shape());
        assertEquals(3, data.getFeatures().getDouble(1, 0, 2));
        assertEquals(4, data.getLabels().getDouble(1, 0));
    }

    @Test
    void aLabelAtEachStepIsWhatFollowsThatStep() {
        var labels = Windows.of(TestSeries.counting(6), 3, 2).sequenceDataSet().getLabels();
        assertArrayEquals(new long[] {2, 2, 3}, labels.shape());
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                for (int t = 0; t < 3; t++) {
                    assertEquals(i + t + 1 + j, labels.getDouble(i, j, t));
                }
            }
        }
    }

    @Test
    void testWindowsForecastEveryTestValueFromPastOnes() {
        var split = Split.byFraction(TestSeries.counting(10), 0.7);
        var windows = split.testWindows(3, 1);
        assertArrayEquals(new float[][] {{4, 5, 6}, {5, 6, 7}, {6, 7, 8}}, windows.inputs());
        assertEquals(split.border(), windows.date(0));
        assertEquals(split.test(), windows.truth("test", 0).inUnit("PLN"));
    }

    @Test
    void answersBecomeADatedSeriesInTheUnit() {
        var windows = Windows.of(TestSeries.counting(5), 3, 1);
        var scaler = new MinMaxScaler(10, 20);
        var predicted = windows.predicted("p", Nd4j.create(new float[][] {{0}, {1}}), 0, scaler, "PLN");
        assertEquals("p [PLN]: 2 values from 2026-01-04 to 2026-01-05", predicted.toString());
        assertArrayEquals(new double[] {10, 20}, predicted.values());
        var atEachStep = Nd4j.create(new float[][][] {{{5, 5, 0}}, {{5, 5, 1}}});
        assertEquals(predicted, windows.predicted("p", atEachStep, 0, scaler, "PLN"));
    }

    @Test
    void theNewestValuesAreTheNextInput() {
        var latest = Windows.latest(TestSeries.counting(5), 3);
        assertArrayEquals(new long[] {1, 1, 3}, latest.shape());
        assertArrayEquals(new float[] {2, 3, 4}, latest.ravel().toFloatVector());
    }

    @Test
    void sequencesWithoutDatesGiveOneWindowEach() {
        var windows = Windows.of(new float[][] {{1, 2, 3}, {4, 5, 6}}, 2, 1);
        assertArrayEquals(new float[][] {{3}, {6}}, windows.targets());
        assertArrayEquals(new float[] {4, 5}, windows.slice(1, 2).input(0));
        assertThrows(IllegalStateException.class, () -> windows.date(0));
        assertThrows(IllegalArgumentException.class, () -> Windows.of(new float[][] {{1, 2}}, 2, 1));
    }

    @Test
    void aSeriesTooShortSaysHowLongItMustBe() {
        var e = assertThrows(IllegalArgumentException.class, () -> Windows.of(TestSeries.counting(3), 12, 1));
        assertTrue(e.getMessage().contains("3 values from 2026-01-01"), e::getMessage);
        assertTrue(e.getMessage().contains("needs 13 values"), e::getMessage);
        assertThrows(IllegalArgumentException.class, () -> Windows.of(TestSeries.counting(3), 0, 1));
    }

    @Test
    void aSplitNeedsBothParts() {
        var series = TestSeries.counting(10);
        assertEquals(7, Split.byFraction(series, 0.7).train().size());
        assertEquals(7, Split.byDate(series, DAY.plusDays(7)).train().size());
        for (double fraction : new double[] {0, 1, -1, Double.NaN, 0.01}) {
            assertThrows(IllegalArgumentException.class, () -> Split.byFraction(series, fraction));
        }
        assertThrows(IllegalArgumentException.class, () -> Split.byDate(series, DAY));
        assertThrows(IllegalArgumentException.class, () -> new Split(series, series));
    }

    /** The future does not leak: whatever the test part holds, the training side keeps every bit. */
    @Property(tries = 300)
    void otherTestValuesChangeNothingThatTrains(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 8) int steps,
            @ForAll @IntRange(min = 1, max = 3) int ahead) {
        var random = new java.util.Random(seed);
        double[] values = random.doubles(40).toArray();
        double[] others = values.clone();
        var split = Split.byFraction(TestSeries.of(values), 0.7);
        for (int t = split.train().size(); t < others.length; t++) {
            others[t] = 1e6 * random.nextGaussian();
        }
        var changed = Split.byFraction(TestSeries.of(others), 0.7);

        for (int kind = 0; kind < 2; kind++) {
            Scaler scaler = kind == 0 ? MinMaxScaler.fit(split.train()) : StandardScaler.fit(split.train());
            Scaler same = kind == 0 ? MinMaxScaler.fit(changed.train()) : StandardScaler.fit(changed.train());
            assertEquals(scaler, same);
            var windows = scaler.scale(split).trainWindows(steps, ahead);
            var again = same.scale(changed).trainWindows(steps, ahead);
            assertTrue(Arrays.deepEquals(windows.inputs(), again.inputs()));
            assertTrue(Arrays.deepEquals(windows.targets(), again.targets()));
            assertTrue(windows.date(windows.size() - 1, ahead - 1).isBefore(split.border()));
            assertFalse(scaler.scale(split).testWindows(steps, ahead).date(0).isBefore(split.border()));
        }
    }
}
