package rnnlab.exercise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a student reads. */
class MessagesTest {

    private static final Exercise DOUBLED = Exercise.of("lab", "doubled", "Twice a number")
            .method("double twice(double x)")
            .hint("a hint")
            .check("some number", 1, t -> t.call(1.5)
                    .because("it is added to itself")
                    .is(3.0));

    private static final Exercise ARRAY = Exercise.of("lab", "array", "An array")
            .method("double[] squares(double[] x)")
            .check("squares", 2, t -> t.call(new double[] {1, 2, 3, 4}).is(new double[] {1, 4, 9, 16}));

    static class Right {
        static double twice(double x) {
            return x + x;
        }
    }

    static class Negative {
        static double twice(double x) {
            return -2 * x;
        }
    }

    static class Threes {
        static double twice(double x) {
            return 3 * x;
        }
    }

    static class WrongParameter {
        static double twice(float x) {
            return 2 * x;
        }
    }

    static class TwoParameters {
        static double twice(double x, double y) {
            return x + y;
        }
    }

    static class Prints {
        static void twice(double x) {}
    }

    static class Stub {
        static double twice(double x) {
            throw new UnsupportedOperationException("write twice");
        }
    }

    static class Endless {
        static double twice(double x) {
            return twice(x) + 0;
        }
    }

    static class HostileMessage {
        static double twice(double x) {
            throw new IllegalStateException() {
                @Override
                public String getMessage() {
                    throw new IllegalStateException(this);
                }
            };
        }
    }

    static class Squares {
        static double[] squares(double[] x) {
            var y = new double[x.length];
            for (int i = 0; i < y.length; i++) {
                y[i] = i == 2 ? 6 : x[i] * x[i] + (i == 1 ? 1e-9 : 0);
            }
            return y;
        }
    }

    static class Short {
        static double[] squares(double[] x) {
            return new double[] {1, 4};
        }
    }

    static class Spoils {
        static double[] squares(double[] x) {
            x[0] = 7;
            return new double[] {1, 4, 9, 16};
        }
    }

    private static String said(Exercise exercise, Class<?> answer) {
        return exercise.run(Solutions.of(answer), 1).toString();
    }

    @Test
    void a_right_answer_passes_the_visible_checks_and_no_more_is_claimed() {
        var report = DOUBLED.run(Solutions.of(Right.class), 1);
        assertTrue(report.passed());
        assertTrue(report.toString().contains("Visible checks passed."), report::toString);
        assertFalse(report.toString().contains("All"), report::toString);
    }

    @Test
    void a_wrong_number_is_told_with_the_call_what_came_what_was_expected_and_the_difference() {
        var said = said(DOUBLED, Threes.class);
        assertTrue(said.contains("called    twice(x = 1.5)"), said);
        assertTrue(said.contains("came      4.5"), said);
        assertTrue(said.contains("expected  3.0"), said);
        assertTrue(said.contains("off by    1.5"), said);
        assertTrue(said.contains("why       it is added to itself"), said);
        assertTrue(said.contains("hint(\"doubled\") helps"), said);
    }

    @Test
    void a_wrong_sign_is_recognised() {
        assertTrue(said(DOUBLED, Negative.class).contains("the sign is the other way round"));
    }

    @Test
    void signatures_are_explained_before_anything_is_called() {
        assertTrue(said(DOUBLED, Object.class).contains("There is no method twice yet."));
        assertTrue(said(DOUBLED, WrongParameter.class)
                .contains("Parameter 1 (x) of twice is a float; it should be a double."));
        assertTrue(
                said(DOUBLED, TwoParameters.class).contains("twice takes 2 parameters; it should take 1 parameter."));
        assertTrue(said(DOUBLED, Prints.class).contains("twice returns nothing; it should return a double."));
        assertFalse(said(DOUBLED, Prints.class).contains("called"));
    }

    @Test
    void a_stub_is_not_an_error_of_the_student() {
        assertTrue(said(DOUBLED, Stub.class).contains("twice is not written yet"));
    }

    @Test
    void what_is_thrown_at_every_check_is_told_once_and_what_comes_wrong_at_every_check() {
        var more = DOUBLED.check("zero", 1, t -> t.call(0.0).is(0.0))
                .check("another number", 1, t -> t.call(2.5).is(5.0));
        var stub = said(more, Stub.class);
        assertEquals(2, stub.split("not written yet", -1).length, stub);
        assertEquals(4, stub.split("not yet 0/1", -1).length, stub);
        var wrong = said(more, Threes.class);
        assertTrue(wrong.contains("came      4.5") && wrong.contains("came      7.5"), wrong);
    }

    @Test
    void no_stack_trace_is_shown() {
        for (var c : new Class<?>[] {Stub.class, Endless.class, HostileMessage.class}) {
            var said = said(DOUBLED, c);
            assertFalse(said.contains("\tat ") || said.contains(".java:"), said);
        }
        assertTrue(said(DOUBLED, Endless.class).contains("calls itself without end"));
        assertTrue(said(DOUBLED, HostileMessage.class).contains("threw"));
    }

    @Test
    void an_array_is_told_as_exact_close_and_wrong_values_with_the_largest_difference_and_its_place() {
        var said = said(ARRAY, Squares.class);
        assertTrue(said.contains("of 4 values 2 are exact, 1 close enough, 1 wrong"), said);
        assertTrue(said.contains("difference 3.0 at [2]: came 6.0, expected 9.0"), said);
        assertTrue(said(ARRAY, Short.class).contains("the length is 2, expected 4"));
    }

    @Test
    void a_method_that_changes_its_input_does_not_change_the_checks() {
        var numbers = new double[] {1, 2, 3, 4};
        var exercise = Exercise.of("lab", "array", "An array")
                .method("double[] squares(double[] x)")
                .check("squares", 1, t -> t.call((Object) numbers).is(new double[] {1, 4, 9, 16}));
        exercise.run(Solutions.of(Spoils.class), 1);
        assertEquals(1, numbers[0]);
    }

    @Test
    void an_item_of_an_array_is_told_with_its_place() {
        var third = Exercise.of("lab", "array", "An array")
                .method("double[] squares(double[] x)")
                .check("the third", 1, t -> t.call(new double[] {1, 2, 3})
                        .item(2)
                        .is(9.0));
        var wrong = said(third, Squares.class);
        assertTrue(wrong.contains("called    squares(x = [1.0, 2.0, 3.0])[2]"), wrong);
        assertTrue(wrong.contains("came      6.0") && wrong.contains("expected  9.0"), wrong);
        assertTrue(
                said(third, Short.class).contains("wanted    an array with at least 3 items"),
                said(third, Short.class));
    }

    @Test
    void random_probabilities_are_all_different_and_together_1() {
        var p = new Trial(Solutions.none(), List.of(), new Random(5)).probabilities(9);
        assertEquals(1, Arrays.stream(p).sum(), 1e-12);
        assertEquals(9, Arrays.stream(p).distinct().count());
    }
}
