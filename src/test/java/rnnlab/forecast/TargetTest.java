package rnnlab.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TargetTest {

    @Test
    void itIsNamedAsInTheSettings() {
        assertEquals(Target.RETURNS, Target.parse("Returns "));
        var e = assertThrows(IllegalArgumentException.class, () -> Target.parse("rates"));
        assertEquals("learn is \"rates\"; it must be relative, returns, window, prices", e.getMessage());
    }

    @Test
    void aWindowByHand() {
        // 2, 4, 6: mean 4, spread sqrt(8/3)
        var window = Window.of(new double[] {1, 2, 4, 6, 9}, 4, 3, 0.01);
        assertEquals(0.5, Target.RELATIVE.express(9, window), 1e-12);
        assertEquals(5 / Math.sqrt(8 / 3.0), Target.WINDOW.express(9, window), 1e-12);
        assertEquals(9, Target.PRICES.express(9, window), 1e-12);
        for (Target target : Target.values()) {
            assertEquals(9, target.price(target.express(9, window), window), 1e-12);
        }
    }
}
