package rnnlab.scratch;

import static org.junit.jupiter.api.Assertions.*;

import net.jqwik.api.*;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RecurrentNodeTest {
    private final RecurrentNode node = new RecurrentNode(1.5, 0.5, -0.5, 2, 1);

    @Test
    void twoStepsByHand() {
        var steps = node.unroll(1, 0.25);
        assertEquals(new RecurrentNode.Step(1, 0, 2, 2), steps.get(0)); // 1 * 1.5 + 0.5
        assertEquals(new RecurrentNode.Step(0.25, 2, -0.125, 0), steps.get(1)); // 0.375 + 0.5 - 1, cut off by relu
        assertEquals(1, node.predict(1, 0.25)); // 0 * 2 + 1
        assertEquals(5, node.predict(1)); // 2 * 2 + 1
    }

    @Test
    void aPredictionNeedsAValue() {
        assertThrows(IllegalArgumentException.class, node::predict);
    }

    /** After 50 more steps the first input counts w2^50 as much: the lecture's 1.13e15 and 8.9e-16. */
    @Test
    void theFirstInputsInfluenceExplodesOrVanishes() {
        for (double w2 : new double[] {2, 0.5}) {
            var zeros = new double[51];
            var first = new double[51];
            first[0] = 1;
            var n = new RecurrentNode(1, 0, w2, 1, 0);
            assertEquals(
                    w2 == 2 ? 1.13e15 : 8.9e-16, n.predict(first) - n.predict(zeros), w2 == 2 ? 0.005e15 : 0.05e-16);
        }
    }

    @Property(tries = 200)
    void theLoopAndTheRecursionAreOne(
            @ForAll @Size(min = 1, max = 20) java.util.List<@DoubleRange(min = -2, max = 2) Double> values,
            @ForAll @DoubleRange(min = -1, max = 1) double w2) {
        var x = values.stream().mapToDouble(v -> v).toArray();
        var n = new RecurrentNode(0.7, 0.1, w2, 1, 0);
        assertEquals(n.hidden(x.length, x), n.predict(x));
    }
}
