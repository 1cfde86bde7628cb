package rnnlab.grading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import rnnlab.exercise.Answers;
import rnnlab.exercise.Exercise;
import rnnlab.exercise.MethodAnswers;

/**
 * Grades answers whose points are known, before students' answers come: of each exercise the stub, which is worth
 * nothing, the solution, which is worth everything, and the wrong answers of {@code wrong-answers.txt} ("== exercise |
 * what is wrong | points", then the code).
 */
public final class Rehearsal implements AutoCloseable {

    private static final Pattern HIDDEN =
            Pattern.compile("// BEGIN HIDDEN TESTS\n(.*?)// END HIDDEN TESTS", Pattern.DOTALL);
    private static final Pattern SOLUTION = Pattern.compile("// BEGIN SOLUTION\n.*?// END SOLUTION", Pattern.DOTALL);
    private static final Pattern METHOD = Pattern.compile("(?m)^(?=\\w[\\w\\[\\]]* \\w+\\()");

    /**
     * An answer and the points that it deserves.
     *
     * @param name "stub", "solution", or what is wrong with it
     */
    record Rehearsed(Exercise exercise, String name, double deserved, Answers methods) {}

    private record Draft(String exercise, String name, double deserved, String code) {}

    private final Reference reference = new Reference();
    private final Map<String, Exercise> exercises = new LinkedHashMap<>();
    private final List<Rehearsed> answers = new ArrayList<>();
    private final List<Draft> drafts = new ArrayList<>();

    /**
     * Evaluates all lecturer's notebooks.
     *
     * @param grading the folder with {@code source} and {@code wrong-answers.txt}
     */
    Rehearsal(Path grading) throws IOException {
        try (var files = Files.walk(grading.resolve("source"))) {
            for (var file : files.filter(f -> f.toString().endsWith(".ipynb") && !isCopy(f))
                    .sorted((a, b) -> a.getFileName().compareTo(b.getFileName()))
                    .toList()) {
                evaluate(file);
            }
        }
        var blocks = Files.readString(grading.resolve("wrong-answers.txt")).split("(?m)^== ");
        for (var block : Arrays.asList(blocks).subList(1, blocks.length)) {
            var lines = block.split("\n", 2);
            var head = lines[0].split(" \\| ");
            drafts.add(new Draft(head[0], head[1], Double.parseDouble(head[2]), lines[1]));
        }
        exercises.values().forEach(this::compile);
    }

    /** JupyterLab keeps a copy of each notebook that was opened, in a hidden folder. */
    private static boolean isCopy(Path file) {
        return file.getParent().getFileName().toString().startsWith(".");
    }

    private void evaluate(Path file) throws IOException {
        var solutions = new LinkedHashMap<String, String>();
        for (var cell : new ObjectMapper().readTree(file.toFile()).get("cells")) {
            var mark = cell.path("metadata").path("nbgrader");
            var name = mark.path("grade_id").asText();
            var source = source(cell);
            if (mark.path("solution").asBoolean()) {
                solutions.put(name.replace("-answer", ""), source);
                reference.evaluate(name, source);
            } else if (mark.path("grade").asBoolean()) {
                var hidden = HIDDEN.matcher(source);
                if (!hidden.find()) {
                    throw new IllegalArgumentException(file + ": " + name + " has no hidden tests");
                }
                Hidden.begin(name);
                reference.evaluate(name, hidden.group(1));
                var exercise = Hidden.end();
                if (exercise.points() != mark.get("points").asDouble()) {
                    throw new IllegalArgumentException(file + ": " + name + " says " + mark.get("points")
                            + " points, its checks have " + exercise.points());
                }
                exercises.put(name, exercise);
            } else if (mark.path("locked").asBoolean()) {
                reference.evaluate(name, source);
            }
        }
        solutions.forEach((name, code) -> {
            if (!exercises.containsKey(name)) {
                throw new IllegalArgumentException(file + ": the answer '" + name
                        + "' has no test; the cell of the answer to" + " the test NAME is called NAME-answer");
            }
            var stub = SOLUTION.matcher(code).replaceAll("throw new UnsupportedOperationException(\"write this\");");
            drafts.add(new Draft(name, "stub", 0, stub));
            drafts.add(new Draft(name, "solution", exercises.get(name).points(), code));
        });
    }

    /**
     * The answers to an exercise become classes in the lecturer's shell, in one that holds them all: that compiles
     * quickest.
     */
    private void compile(Exercise exercise) {
        var own =
                drafts.stream().filter(d -> d.exercise.equals(exercise.name())).toList();
        var holder = "Answers" + exercises.keySet().stream().toList().indexOf(exercise.name());
        var code = new StringBuilder("class " + holder + " {\n");
        for (int i = 0; i < own.size(); i++) {
            code.append("static class Answer" + i + " {\n");
            code.append(METHOD.matcher(own.get(i).code).replaceAll("static ")).append("\n}\n");
        }
        reference.evaluate("the answers to " + exercise.name(), code.append('}').toString());
        var classes = reference.type(holder).getDeclaredClasses();
        for (int i = 0; i < own.size(); i++) {
            var name = "Answer" + i;
            var methods = Arrays.stream(classes)
                    .filter(c -> c.getSimpleName().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .getDeclaredMethods();
            answers.add(new Rehearsed(
                    exercise, own.get(i).name, own.get(i).deserved, new MethodAnswers(n -> Arrays.stream(methods)
                            .filter(m -> m.getName().equals(n))
                            .toList())));
        }
    }

    private static String source(JsonNode cell) {
        var text = new StringBuilder();
        if (cell.get("source").isTextual()) {
            text.append(cell.get("source").asText());
        }
        cell.get("source").forEach(line -> text.append(line.asText()));
        return text.toString();
    }

    /** All exercises with their hidden checks, in the order of the course. */
    List<Exercise> exercises() {
        return List.copyOf(exercises.values());
    }

    List<Rehearsed> answers() {
        return List.copyOf(answers);
    }

    @Override
    public void close() {
        reference.close();
    }

    /** Prints a table of all exercises; ends with 1 when an answer does not get what it deserves. */
    public static void main(String[] args) throws IOException {
        var out = System.out;
        System.setOut(new PrintStream(PrintStream.nullOutputStream())); // what the answers print
        int wrong = 0;
        try (var rehearsal = new Rehearsal(Path.of(args[0]))) {
            var lab = "";
            for (var exercise : rehearsal.exercises()) {
                if (!exercise.lab().equals(lab)) {
                    out.println(lab = exercise.lab());
                }
                out.printf("  %-20s %4s points  %s%n", exercise.name(), number(exercise.points()), exercise.title());
                for (var answer : rehearsal.answers()) {
                    if (answer.exercise != exercise) {
                        continue;
                    }
                    double earned =
                            exercise.run(answer.methods, System.nanoTime()).earned();
                    var error = earned == answer.deserved ? "" : "  WRONG: it deserves " + number(answer.deserved);
                    wrong += error.isEmpty() ? 0 : 1;
                    out.printf("  %20s %4s  %s%s%n", "", number(earned), answer.name, error);
                }
            }
            out.printf(
                    "%d exercises, %d answers, %d of them not graded as they deserve%n",
                    rehearsal.exercises().size(), rehearsal.answers().size(), wrong);
        }
        System.exit(wrong == 0 ? 0 : 1); // a wrong answer's thread may go on
    }

    private static String number(double points) {
        return points == Math.rint(points) ? String.valueOf((long) points) : String.valueOf(points);
    }
}
