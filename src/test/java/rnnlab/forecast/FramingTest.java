package rnnlab.forecast;

import static org.junit.jupiter.api.Assertions.*;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.factory.Nd4j;
import rnnlab.series.Frame;

class FramingTest {
    private static final int STEPS = 4;

    /** By hand: the window 10, 20, 40 after 5; the next price is 60. */
    @Test
    void aRelativeWindowStandsBesideItsNewestPrice() {
        var frame = Frames.of(5, 10, 20, 40, 60);
        var framing = Framing.fit(Target.RELATIVE, frame, 3, 1, 0);
        assertEquals(List.of("level", "change"), framing.featureNames());
        var example = framing.examples(frame);
        assertEquals(1, example.size());
        double[][] seen = example.features().slice(0).toDoubleMatrix();
        // levels -3/4, -1/2, 0, each divided by their root mean square; changes all 1
        double rms = Math.sqrt((9 / 16.0 + 1 / 4.0) / 3);
        assertArrayEquals(new double[] {-0.75 / rms, -0.5 / rms, 0}, seen[0], 1e-6);
        assertArrayEquals(new double[] {1, 1, 1}, seen[1], 1e-6);
        // the only label is 60/40 - 1, and so of size 1
        assertEquals(1, example.dataSet().getLabels().getDouble(0), 1e-6);
        assertArrayEquals(
                new double[] {40},
                example.backtest(Nd4j.create(new float[][] {{1}})).before());
        assertArrayEquals(
                new double[] {60},
                example.backtest(Nd4j.create(new float[][] {{1}})).forecast(),
                1e-4);
        assertArrayEquals(
                new double[] {40},
                example.backtest(Nd4j.create(new float[][] {{0}})).forecast(),
                1e-9);
    }

    @Test
    void aWindowLooksAlikeAtAnyPrice() {
        double[] low = Frames.growing(60, 1);
        double[] high = Arrays.stream(low).map(v -> 250 * v).toArray();
        for (Target target : List.of(Target.RELATIVE, Target.RETURNS, Target.WINDOW)) {
            var framing = Framing.fit(target, Frames.of(low), STEPS, 2, 0);
            var a = framing.examples(Frames.of(low)).dataSet();
            var b = framing.examples(Frames.of(high)).dataSet();
            assertArrayEquals(
                    a.getFeatures().ravel().toFloatVector(),
                    b.getFeatures().ravel().toFloatVector(),
                    1e-4f);
            assertArrayEquals(
                    a.getLabels().ravel().toFloatVector(), b.getLabels().ravel().toFloatVector(), 1e-4f);
        }
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void theTrueAnswersGiveTheTruePricesBack(Target target) {
        var frame = Frames.of(Frames.growing(80, 2));
        var examples = Framing.fit(target, frame.slice(0, 50), STEPS, 3, 0).examples(frame);
        var labels = examples.dataSet().getLabels();
        for (int j = 0; j < 3; j++) {
            var back = examples.backtest(labels, j);
            for (int i = 0; i < back.size(); i++) {
                if (Math.abs(labels.getDouble(i, j)) < 4.99) {
                    assertEquals(back.truth()[i], back.forecast()[i], 1e-3, target + " " + i);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void nothingThatComesLaterIsSeen(Target target) {
        double[] values = Frames.growing(120, 3), other = values.clone();
        double[] volume = Frames.growing(120, 4), otherVolume = volume.clone();
        int border = 70;
        for (int t = border; t < 120; t++) {
            other[t] = 3 * other[t] + t;
            otherVolume[t] = 5 * otherVolume[t] + t;
        }
        var frame = Frame.of(Frames.series("Close", values), Frames.series("Volume", volume));
        var changed = Frame.of(Frames.series("Close", other), Frames.series("Volume", otherVolume));
        for (int season : new int[] {0, 12}) {
            var framing = Framing.fit(target, frame.slice(0, border), STEPS, 2, season);
            var again = Framing.fit(target, changed.slice(0, border), STEPS, 2, season);
            // The training part is the same to the bit, and so is what the first test example sees.
            assertEquals(
                    framing.examples(frame, 0, border).dataSet(),
                    again.examples(changed, 0, border).dataSet());
            assertEquals(
                    framing.examples(frame, border, border + 2).features(),
                    again.examples(changed, border, border + 2).features());
            assertEquals(framing.newest(frame.slice(0, border)), again.newest(changed.slice(0, border)));
            assertNotEquals(framing.newest(frame), again.newest(changed));
        }
    }

    @Test
    void monthsSeeTheChangeAtTheSameTimeOfOtherYears() {
        // Each December the price doubles, and each January it falls back.
        var values = new double[60];
        for (int t = 0; t < 60; t++) {
            values[t] = t % 12 == 11 ? 200 : 100;
        }
        var frame = Frames.of(values);
        var framing = Framing.fit(Target.RELATIVE, frame, 3, 1, 12);
        assertEquals(
                "change at this time of other years", framing.featureNames().get(2));
        var examples = framing.examples(frame);
        for (int i = 0; i < examples.size(); i++) {
            int t = 3 + 12 + i; // the first example has a year and a window before it
            double seasonal = examples.features().getDouble(i, 2, 2);
            assertEquals(t % 12 == 11 ? 1 : t % 12 == 0 ? -1 : 0, Math.signum(seasonal), "" + t);
        }
    }

    @Test
    void withValuesOfZeroOrBelowChangesAreDifferences() {
        var frame = Frames.of(-2, -1, 0, 2, 5);
        var example = Framing.fit(Target.RELATIVE, frame, 3, 1, 0).examples(frame);
        double rms = Math.sqrt((9 + 4) / 3.0);
        assertArrayEquals(
                new double[] {-3 / rms, -2 / rms, 0},
                example.features().slice(0).toDoubleMatrix()[0],
                1e-6);
        assertArrayEquals(
                new double[] {5},
                example.backtest(Nd4j.create(new float[][] {{1}})).forecast(),
                1e-6);
        assertThrows(RuntimeException.class, () -> Framing.fit(Target.RETURNS, frame, 3, 1, 0));
    }

    /** As the oil price of April 2020: above zero in all of the training part, and below it once in the test part. */
    @Test
    void aPriceThatFallsBelowZeroAfterTheTrainingPartIsForecastWithFiniteNumbers() {
        double[] values = Frames.growing(100, 5);
        values[80] = -37;
        values[90] = 0;
        var frame = Frames.of(values);
        for (Target target : Target.values()) {
            var framing = Framing.fit(target, frame.slice(0, 65), STEPS, 1, 0);
            var examples = framing.examples(frame);
            var sums = List.of(
                    examples.features().sumNumber(),
                    examples.dataSet().getLabels().sumNumber());
            for (Number sum : sums) {
                assertTrue(Double.isFinite(sum.doubleValue()), target + "");
            }
        }
    }

    @Test
    void aSeriesThatNeverChangesHasZerosAndIsForecastAsItIs() {
        var values = new double[40];
        Arrays.fill(values, 7);
        for (Target target : Target.values()) {
            var examples = Framing.fit(target, Frames.of(values), STEPS, 1, 0).examples(Frames.of(values));
            assertEquals(0, examples.features().norm1Number().doubleValue(), target + "");
            var zero = examples.backtest(Nd4j.zeros(examples.size(), 1));
            assertArrayEquals(zero.truth(), zero.forecast(), 1e-9, target + "");
        }
    }

    @Test
    void oneCrashCountsAsFiveTypicalChangesAndNoMore() {
        double[] values = Frames.growing(300, 6);
        for (int t = 150; t < 300; t++) {
            values[t] /= 4; // a share split
        }
        var labels = Framing.fit(Target.RELATIVE, Frames.of(values), STEPS, 1, 0)
                .examples(Frames.of(values))
                .dataSet()
                .getLabels();
        assertEquals(-5, labels.minNumber().doubleValue());
    }

    @Test
    void whatIsTooShortIsToldWithTheLengthThatItNeeds() {
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> Framing.fit(Target.RELATIVE, Frames.of(Frames.growing(20, 7)), 20, 1, 12));
        assertEquals(
                "the training part has 20 values; with steps = 20, a season of 12 and ahead = 1 the first "
                        + "example needs 33. Take a longer"
                        + " range, a shorter interval, or fewer steps",
                e.getMessage());
    }

    @Test
    void aTrainingPartThatIsTooShortForItsFirstFoldIsToldAtOnce() {
        var train = Frames.of(Frames.growing(45, 7));
        Framing.requireLength(Frames.of(Frames.growing(46, 7)), 20, 0);
        var e = assertThrows(IllegalArgumentException.class, () -> Framing.requireLength(train, 20, 0));
        assertEquals(
                "the training part has 45 values, from 2020-01-01 to 2020-02-14; with steps = 20 it needs "
                        + "at least 46. Take a longer"
                        + " range, a shorter interval, a larger share for training, or fewer steps",
                e.getMessage());
    }

    @Test
    void furtherInputsAreSeenBesideThePrice() {
        var random = new Random(8);
        double[] close = Frames.growing(50, 9);
        double[] high = Arrays.stream(close)
                .map(v -> v * (1 + 0.01 * random.nextDouble()))
                .toArray();
        double[] volume =
                Arrays.stream(close).map(v -> 1000 * random.nextInt(5)).toArray(); // with days of none
        var frame =
                Frame.of(Frames.series("Close", close), Frames.series("High", high), Frames.series("Volume", volume));
        var framing = Framing.fit(Target.RELATIVE, frame, STEPS, 1, 0);
        assertEquals(List.of("level", "change", "High", "Volume"), framing.featureNames());
        var seen = framing.examples(frame).features();
        assertEquals(4, seen.size(1));
        // The highest price of the newest day lies above its close: that is a number above zero at the last step.
        for (int i = 0; i < seen.size(0); i++) {
            assertTrue(seen.getDouble(i, 2, STEPS - 1) >= 0);
        }
        assertTrue(Double.isFinite(seen.sumNumber().doubleValue()));
    }
}
