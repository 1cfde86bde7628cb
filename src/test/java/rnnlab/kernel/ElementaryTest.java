package rnnlab.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** The errors that Elementary's Javadoc states, over a fine grid and at the ends. */
class ElementaryTest {
    private static float[] grid(double low, double high) {
        int n = Vectors.pad(1_000_000);
        var x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) (low + (high - low) * i / (n - 1));
        }
        return x;
    }

    private static double worst(Activation activation, double low, double high, DoubleUnaryOperator exact) {
        float[] x = grid(low, high), y = x.clone();
        activation.apply(y, 0, y.length);
        double worst = 0;
        for (int i = 0; i < x.length; i++) {
            worst = Math.max(worst, Math.abs(y[i] - exact.applyAsDouble(x[i])));
        }
        return worst;
    }

    @Test
    void tanhIsWithinItsStatedError() {
        assertTrue(worst(Activation.TANH, -12, 12, Math::tanh) < 3e-7);
        assertTrue(worst(Activation.TANH, -1e-3, 1e-3, Math::tanh) < 1e-9);
    }

    @Test
    void theLogisticFunctionIsWithinItsStatedError() {
        assertTrue(worst(Activation.SIGMOID, -20, 20, x -> 1 / (1 + Math.exp(-x))) < 2e-7);
    }

    @Test
    void largeAndInfiniteNumbersSaturateAndNanStays() {
        var x = new float[Vectors.pad(4)];
        x[0] = Float.POSITIVE_INFINITY;
        x[1] = -1e30f;
        x[2] = Float.NaN;
        Activation.TANH.apply(x, 0, x.length);
        assertEquals(1, x[0], 1e-6);
        assertEquals(-1, x[1], 1e-6);
        assertTrue(Float.isNaN(x[2]));
    }

    @Test
    void theExponentialIsWithinItsStatedRelativeError() {
        float[] x = grid(-87, 88), y = new float[x.length];
        Elementary.exp(x, y);
        for (int i = 0; i < x.length; i++) {
            double exact = Math.exp(x[i]);
            assertEquals(exact, y[i], 2e-7 * exact, "exp " + x[i]);
        }
    }

    @Test
    void theLogarithmIsWithinItsStatedError() {
        float[] x = grid(1, 3), y = new float[x.length];
        Elementary.log(x, y);
        for (int i = 0; i < x.length; i++) {
            assertEquals(Math.log(x[i]), y[i], 2e-7, "ln " + x[i]);
        }
    }
}
