package rnnlab.exercise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {

    private static final Exercise STATE = Exercise.of("lab", "hidden-state", "");
    private static final Catalogue CATALOGUE = new Catalogue(
            List.of(Exercise.of("lab", "hit-rate", ""), STATE, Exercise.of("lab", "returns", ""))); // in no order

    @Test
    void anExerciseIsFoundByItsName() {
        assertSame(STATE, CATALOGUE.find("hidden-state"));
    }

    @ParameterizedTest
    @CsvSource({"hiden-state, hidden-state", "hidden_state, hidden-state", "hitrate, hit-rate", "return, returns"})
    void aNameThatIsMisspeltIsAnsweredByTheNearestOne(String asked, String nearest) {
        var e = assertThrows(IllegalArgumentException.class, () -> CATALOGUE.find(asked));
        assertEquals("there is no exercise '" + asked + "'; the nearest name is '" + nearest + "'", e.getMessage());
    }

    @Test
    void twoExercisesOfOneNameAreRefused() {
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> new Catalogue(List.of(STATE, Exercise.of("another lab", "hidden-state", ""))));
        assertEquals(
                "two exercises are called 'hidden-state'; points are booked under the name, so each needs its own",
                e.getMessage());
    }

    @Test
    void beforeACatalogueIsOfferedThereIsNoExercise() {
        var e = assertThrows(IllegalArgumentException.class, () -> new Catalogue(List.of()).find("x"));
        assertEquals("there is no exercise 'x'", e.getMessage());
    }
}
