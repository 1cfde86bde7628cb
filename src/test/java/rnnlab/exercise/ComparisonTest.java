package rnnlab.exercise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static boolean same(Object came, Object expected) {
        return Comparison.of(Plain.of(came), Plain.of(expected), 1e-6).isEmpty();
    }

    @Property(tries = 200)
    void every_array_equals_itself_and_no_array_equals_itself_with_one_value_moved(
            @ForAll @Size(min = 1, max = 20) double[] values, @ForAll @DoubleRange(min = 0.01, max = 10) double far) {
        assertEquals(Arrays.stream(values).allMatch(Double::isFinite), same(values, values.clone()));
        var moved = values.clone();
        int i = values.length / 2;
        moved[i] += far * Math.max(1, Math.abs(moved[i]));
        if (Double.isFinite(moved[i]) && moved[i] != values[i]) {
            assertTrue(!same(moved, values));
        }
    }

    @Test
    void not_a_number_and_infinity_are_never_right() {
        assertTrue(!same(Double.NaN, Double.NaN));
        assertTrue(!same(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY));
        assertTrue(!same(Double.NaN, 1.0));
        assertTrue(!same(new double[] {1, Double.NaN}, new double[] {1, 2}));
        assertTrue(!same(Double.POSITIVE_INFINITY, 1e308));
        assertTrue(!same(1.0, Double.POSITIVE_INFINITY));
    }

    @Test
    void a_row_of_floats_equals_the_same_row_of_doubles_and_nesting_matters() {
        assertTrue(same(new float[] {0.5f}, new double[] {0.5}));
        assertTrue(same(new double[][] {{1}, {2}}, List.of(new double[] {1}, new double[] {2})));
        assertTrue(!same(new double[] {1, 2}, new double[][] {{1, 2}}));
    }

    @Test
    void texts_and_truth_values_must_be_the_same() {
        assertTrue(same("a", "a")
                && !same("a", "b")
                && !same("1", 1)
                && same(true, true)
                && !same(true, false)
                && !same(null, 0));
    }

    @Test
    void a_value_that_contains_itself_or_is_endless_is_refused() {
        var list = new java.util.ArrayList<Object>();
        list.add(list);
        assertThrows(Mistake.class, () -> Plain.of(list));
        assertThrows(Mistake.class, () -> Plain.of(new Object()));
        assertThrows(Mistake.class, () -> Plain.of(new double[5_000_000]));
    }

    record Pair(int a, double[] b) {}

    @Test
    void a_record_is_a_map_of_its_components() {
        var plain = (Map<?, ?>) Plain.of(new Pair(3, new double[] {1}));
        assertEquals(3, plain.get("a"));
        assertEquals("Pair", plain.get("record"));
    }
}
