package rnnlab.series;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TargetTest {

    @Test
    void returnsAreMultipliedOntoTheLastPrice() {
        // 100 grows by 10 %, then falls by 50 %
        assertArrayEquals(new double[] {110, 55}, Target.RETURNS.path(100, new double[] {0.1, -0.5}), 1e-12);
        assertArrayEquals(new double[] {0.1, -0.5}, Target.PRICES.path(100, new double[] {0.1, -0.5}));
    }

    @Test
    void theTrueReturnsGiveTheTruePricesBack() {
        var prices = TestSeries.of(4, 5, 2.5, 3, 7);
        var returns = Target.RETURNS.learned(prices);
        assertArrayEquals(Arrays.copyOfRange(prices.values(), 1, 5), Target.RETURNS.path(4, returns.values()), 1e-12);
        assertEquals(prices, Target.PRICES.learned(prices));
    }

    @Test
    void eachHasAScalerThatSuitsIt() {
        var train = TestSeries.of(-1, 3);
        assertEquals(1, Target.PRICES.scaler(train).scale(3), 1e-12);
        assertEquals(0, Target.PRICES.scaler(train).scale(-1), 1e-12);
        assertEquals(0, Target.RETURNS.scaler(train).scale(1), 1e-12);
        assertEquals(1, Target.RETURNS.scaler(train).scale(3), 1e-12);
    }

    @Test
    void itIsNamedAsInTheSettings() {
        assertEquals(Target.RETURNS, Target.parse("Returns "));
        var e = assertThrows(IllegalArgumentException.class, () -> Target.parse("rates"));
        assertEquals("learn is \"rates\"; it must be prices or returns", e.getMessage());
    }
}
