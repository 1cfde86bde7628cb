package rnnlab.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import rnnlab.exercise.Exercise;
import rnnlab.exercise.MethodAnswers;
import rnnlab.exercise.lab.Catalogue;

/** Each exercise in both directions: its stub gets 0, its solution everything, known wrong answers exactly what they deserve. */
class PointsTest {

    private static final Path SOURCES = Path.of("grading", "source");
    private static final Pattern HIDDEN =
            Pattern.compile("// BEGIN HIDDEN TESTS\n(.*?)// END HIDDEN TESTS", Pattern.DOTALL);
    private static final Pattern SOLUTION = Pattern.compile("// BEGIN SOLUTION\n.*?// END SOLUTION", Pattern.DOTALL);
    private static final Pattern METHOD = Pattern.compile("(?m)^(?=\\w[\\w\\[\\]]* \\w+\\()");
    private static final long SEED = 20261121;

    private record Wrong(String exercise, String name, double points, String code) {}

    private static int count;
    private static Reference reference;
    private static final Map<String, Exercise> EXERCISES = new LinkedHashMap<>();
    private static final Map<String, String> SOLUTIONS = new HashMap<>();
    private static final List<String> TABLE = new ArrayList<>();

    @BeforeAll
    static void evaluateTheLecturersNotebooks() throws IOException {
        reference = new Reference();
        try (var files = Files.walk(SOURCES)) {
            for (var file :
                    files.filter(f -> f.toString().endsWith(".ipynb")).sorted().toList()) evaluate(file);
        }
    }

    private static void evaluate(Path file) throws IOException {
        var cells = new ArrayList<JsonNode>();
        new ObjectMapper().readTree(file.toFile()).get("cells").forEach(cells::add);
        for (var cell : cells) {
            var mark = cell.path("metadata").path("nbgrader");
            var source = new StringBuilder();
            if (cell.get("source").isTextual()) source.append(cell.get("source").asText());
            cell.get("source").forEach(line -> source.append(line.asText()));
            var name = mark.path("grade_id").asText();
            if (mark.path("solution").asBoolean()) {
                SOLUTIONS.put(name.replace("-answer", ""), source.toString());
                reference.evaluate(name, source.toString());
            } else if (mark.path("locked").asBoolean() && !mark.path("grade").asBoolean()) {
                reference.evaluate(name, source.toString());
            } else if (mark.path("grade").asBoolean()) {
                Hidden.begin(name);
                var matcher = HIDDEN.matcher(source);
                assertTrue(matcher.find(), name + " has hidden tests");
                reference.evaluate(name, matcher.group(1));
                EXERCISES.put(name, Hidden.end());
                assertEquals(
                        mark.get("points").asDouble(),
                        EXERCISES.get(name).points(),
                        name + ": points of the cell and of its checks");
            }
        }
    }

    @AfterAll
    static void printTheTable() throws IOException {
        reference.close();
        TABLE.sort(null);
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", "points.txt"), TABLE);
    }

    /** What this code earns: its methods become those of a class in the lecturer's shell. */
    private static synchronized double earned(String exercise, String code) {
        var name = "Answer" + ++count;
        reference.evaluate(
                exercise, "class " + name + " {\n" + METHOD.matcher(code).replaceAll("static ") + "\n}");
        reference.evaluate(exercise, "rnnlab.grading.Evaluated.set(" + name + ".class);");
        var methods = Evaluated.get().getDeclaredMethods();
        var answers = new MethodAnswers(
                n -> Arrays.stream(methods).filter(m -> m.getName().equals(n)).toList());
        return EXERCISES.get(exercise).run(answers, SEED).earned();
    }

    private static DynamicTest points(String exercise, String name, String code, double wanted) {
        return DynamicTest.dynamicTest(exercise + ": " + name, () -> {
            double earned = earned(exercise, code);
            TABLE.add(String.format(
                    "%-20s %-45s %4.1f of %4.1f",
                    exercise, name, earned, EXERCISES.get(exercise).points()));
            assertEquals(wanted, earned, 1e-9);
        });
    }

    @TestFactory
    List<DynamicTest> stubsGetNothingAndSolutionsEverything() {
        var tests = new ArrayList<DynamicTest>();
        for (var exercise : EXERCISES.values()) {
            var solution = SOLUTIONS.get(exercise.name());
            var stub =
                    SOLUTION.matcher(solution).replaceAll("throw new UnsupportedOperationException(\"write this\");");
            tests.add(points(exercise.name(), "(the stub)", stub, 0));
            tests.add(points(exercise.name(), "(the solution)", solution, exercise.points()));
        }
        return tests;
    }

    @TestFactory
    List<DynamicTest> wrongAnswersGetWhatTheyDeserve() throws IOException {
        return wrongAnswers().stream()
                .map(w -> points(w.exercise, w.name, w.code, w.points))
                .toList();
    }

    @Test
    void everyExerciseHasThreeWrongAnswersAndEveryStudentsExerciseALecturersNotebook() throws IOException {
        var wrong = wrongAnswers();
        for (var exercise : Catalogue.exercises()) {
            assertTrue(EXERCISES.containsKey(exercise.name()), exercise.name() + " is in a lecturer's notebook");
            assertTrue(
                    wrong.stream()
                                    .filter(w -> w.exercise.equals(exercise.name()))
                                    .count()
                            >= 3,
                    exercise.name());
            assertTrue(exercise.hints().size() >= 1, exercise.name() + " has a hint");
        }
        for (var lab :
                Catalogue.exercises().stream().map(Exercise::lab).distinct().toList()) {
            assertTrue(
                    Catalogue.exercises().stream()
                                    .filter(e -> e.lab().equals(lab))
                                    .count()
                            >= 3,
                    lab);
        }
    }

    private static List<Wrong> wrongAnswers() throws IOException {
        var blocks = Files.readString(Path.of("src/test/resources/wrong-answers.txt"))
                .split("(?m)^== ");
        return Arrays.stream(blocks)
                .skip(1)
                .map(block -> {
                    var lines = block.split("\n", 2);
                    var head = lines[0].split(" \\| ");
                    return new Wrong(head[0], head[1], Double.parseDouble(head[2]), lines[1]);
                })
                .toList();
    }
}
