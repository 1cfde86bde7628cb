package rnnlab.series;

import static org.junit.jupiter.api.Assertions.*;

import java.util.List;
import net.jqwik.api.*;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ScalerTest {
    @Test
    void minMaxPutsTheTrainingPartFromZeroToOne() {
        var scaler = MinMaxScaler.fit(TestSeries.of(3, 7, 5));
        assertArrayEquals(new double[] {0, 1, 0.5}, scaler.scale(new double[] {3, 7, 5}));
        assertEquals(1.25, scaler.scale(8)); // the test part may leave [0, 1]
    }

    @Test
    void standardGivesMeanZeroAndDeviationOne() {
        // mean 5, squares 9+1+1+1+0+0+4+16 = 32, 32 / 8 = 4, root 2
        var scaler = StandardScaler.fit(TestSeries.of(2, 4, 4, 4, 5, 5, 7, 9));
        assertEquals(new StandardScaler(5, 2), scaler);
        assertEquals(2, scaler.scale(9));
    }

    @Test
    void aConstantSeriesIsShiftedToZeroAndBack() {
        for (var scaler :
                new Scaler[] {MinMaxScaler.fit(TestSeries.of(4, 4)), StandardScaler.fit(TestSeries.of(4, 4))}) {
            assertEquals(0, scaler.scale(4));
            assertEquals(4, scaler.unscale(0));
            assertEquals(5, scaler.unscale(scaler.scale(5)));
        }
    }

    @Test
    void aSeriesLosesItsUnitAndGetsItBack() {
        var series = TestSeries.of(3, 7, 5);
        var scaler = MinMaxScaler.fit(series);
        assertEquals("", scaler.scale(series).unit());
        assertEquals(series, scaler.unscale(scaler.scale(series), "PLN"));
    }

    @Test
    void anEmptyTrainingPartIsRefused() {
        var empty = TestSeries.of();
        assertThrows(IllegalArgumentException.class, () -> MinMaxScaler.fit(empty));
        assertThrows(IllegalArgumentException.class, () -> StandardScaler.fit(empty));
        assertThrows(IllegalArgumentException.class, () -> new MinMaxScaler(2, 1));
        assertThrows(IllegalArgumentException.class, () -> new StandardScaler(0, -1));
    }

    @Property(tries = 500)
    void scalingCanBeUndone(
            @ForAll @Size(min = 1, max = 20) List<@DoubleRange(min = -1e6, max = 1e6) Double> values,
            @ForAll @DoubleRange(min = -1e6, max = 1e6) double x) {
        var train = TestSeries.of(values.stream().mapToDouble(v -> v).toArray());
        for (var scaler : new Scaler[] {MinMaxScaler.fit(train), StandardScaler.fit(train)}) {
            assertEquals(x, scaler.unscale(scaler.scale(x)), 1e-9 * (1e6 + Math.abs(x)));
        }
    }
}
