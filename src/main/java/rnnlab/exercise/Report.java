package rnnlab.exercise;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How an exercise went: one line per check, and under a failed one what was called, what came and what was expected.
 */
public final class Report {

    private final Exercise exercise;
    private final List<Check.Result> results;
    private final String problem;

    Report(Exercise exercise, List<Check.Result> results, String problem) {
        this.exercise = exercise;
        this.results = List.copyOf(results);
        this.problem = problem;
    }

    /** The exercise that was checked. */
    public Exercise exercise() {
        return exercise;
    }

    /** Points for the checks that passed. */
    public double earned() {
        return results.stream().mapToDouble(Check.Result::earned).sum();
    }

    /** Points of all the exercise's checks. */
    public double points() {
        return exercise.points();
    }

    /** Whether every check that was run passed, and all were run. */
    public boolean passed() {
        return problem.isEmpty() && results.stream().allMatch(Check.Result::passed);
    }

    /** Why it got no points or not all, in a line; empty when everything passed. */
    public String reason() {
        if (!problem.isEmpty()) {
            return problem.lines().findFirst().orElse("");
        }
        return results.stream()
                .filter(r -> !r.passed())
                .findFirst()
                .map(r -> r.title() + ": "
                        + String.join(
                                "; ",
                                r.message()
                                        .lines()
                                        .filter(l -> !l.isBlank())
                                        .map(l -> l.replaceAll(" +", " "))
                                        .toList()))
                .orElse("");
    }

    @Override
    public String toString() {
        var text = new StringBuilder(exercise.title()).append('\n');
        if (!problem.isEmpty()) {
            return text.append(indented(problem, "  ")).append(footer()).toString();
        }
        var told = new HashSet<String>();
        for (var result : results) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %-7s %s/%s  %s%n",
                    result.passed() ? "passed" : "not yet",
                    points(result.earned()),
                    points(result.points()),
                    result.title()));
            if (!result.passed() && told.add(withoutCall(result.message()))) {
                text.append(indented(result.message(), "      "));
            }
        }
        return text.append(footer()).toString();
    }

    /**
     * What makes two messages the same: an answer that throws the same thing whatever it is called with says so once.
     */
    private static String withoutCall(String message) {
        if (message.lines().anyMatch(l -> l.startsWith("came "))) {
            return message;
        }
        return message.lines().filter(l -> !l.startsWith("called ")).collect(Collectors.joining("\n"));
    }

    private String footer() {
        boolean graded = exercise.checks().stream().anyMatch(Check::hidden);
        if (graded) {
            return "Points: " + points(earned()) + " of " + points(points()) + ".";
        }
        long passed = results.stream().filter(Check.Result::passed).count();
        if (passed()) {
            return "Visible checks passed. Grading runs more of them, on other numbers.";
        }
        return passed + " of " + exercise.checks().size() + " visible checks passed."
                + (exercise.hints().isEmpty() ? "" : " hint(\"" + exercise.name() + "\") helps.");
    }

    private static String indented(String text, String indent) {
        var lines = new StringBuilder();
        text.lines()
                .filter(l -> !l.isBlank())
                .forEach(l -> lines.append(indent).append(l).append('\n'));
        return lines.toString();
    }

    /** 2 as "2", 2.5 as "2.5". */
    static String points(double points) {
        return points == Math.rint(points) ? String.valueOf((long) points) : String.format(Locale.ROOT, "%.1f", points);
    }
}
