package rnnlab.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import rnnlab.exercise.Exercise;
import rnnlab.exercise.lab.Labs;

/**
 * Each exercise in both directions: its stub gets 0, its solution everything, known wrong answers exactly what they
 * deserve.
 */
class PointsTest {

    private static final int SEEDS = 3;

    private static Rehearsal rehearsal;

    @BeforeAll
    static void evaluateTheLecturersNotebooks() throws IOException {
        rehearsal = new Rehearsal(Path.of("grading"));
    }

    @AfterAll
    static void end() {
        rehearsal.close();
    }

    @TestFactory
    Stream<DynamicTest> eachAnswerGetsWhatItDeservesWhateverTheRandomNumbers() {
        return rehearsal.answers().stream()
                .map(a -> DynamicTest.dynamicTest(a.exercise().name() + ": " + a.name(), () -> {
                    for (int seed = 0; seed < SEEDS; seed++) {
                        assertEquals(
                                a.deserved(),
                                a.exercise().run(a.methods(), seed).earned(),
                                a.exercise().name() + ": " + a.name() + ", seed " + seed);
                    }
                }));
    }

    @Test
    void everyExerciseHasAStubASolutionThreeWrongAnswersAndAHint() {
        for (var exercise : rehearsal.exercises()) {
            long answers = rehearsal.answers().stream()
                    .filter(a -> a.exercise() == exercise)
                    .count();
            assertTrue(answers >= 5, exercise.name() + " has " + answers + " answers to rehearse");
            assertTrue(!exercise.hints().isEmpty(), exercise.name() + " has a hint");
        }
    }

    @Test
    void everyLabHasThreeExercisesAndStudentsSeeThemAll() {
        assertEquals(
                Labs.catalogue().exercises().stream().map(Exercise::name).toList(),
                rehearsal.exercises().stream().map(Exercise::name).toList());
        Labs.catalogue().exercises().stream()
                .collect(Collectors.groupingBy(Exercise::lab, Collectors.counting()))
                .forEach((lab, exercises) -> assertTrue(exercises >= 3, lab + " has " + exercises + " exercises"));
    }
}
