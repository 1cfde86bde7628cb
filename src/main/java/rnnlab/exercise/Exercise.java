package rnnlab.exercise;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A task with the methods to write, hints in steps, and checks with points. Immutable; each method gives a new
 * exercise.
 *
 * @param name its name in {@code check("name")}
 * @param lab the lab that it belongs to
 * @param title one line
 * @param methods what the student writes
 * @param hints from a nudge to nearly the answer
 * @param checks in the order in which they are run
 */
public record Exercise(
        String name, String lab, String title, List<Signature> methods, List<String> hints, List<Check> checks) {

    private static final String STOPPED = "not run, because an earlier check got no answer";

    public Exercise {
        methods = List.copyOf(methods);
        hints = List.copyOf(hints);
        checks = List.copyOf(checks);
    }

    /** An exercise without methods, hints and checks yet. */
    public static Exercise of(String lab, String name, String title) {
        return new Exercise(name, lab, title, List.of(), List.of(), List.of());
    }

    /** One more method to write: {@code "double hiddenState(double x, double previous)"}. */
    public Exercise method(String signature) {
        return new Exercise(name, lab, title, plus(methods, Signature.of(signature)), hints, checks);
    }

    /** The next hint. */
    public Exercise hint(String text) {
        return new Exercise(name, lab, title, methods, plus(hints, text), checks);
    }

    /** A check that students run. */
    public Exercise check(String what, double points, Consumer<Trial> body) {
        return new Exercise(name, lab, title, methods, hints, plus(checks, new Check(what, points, false, body)));
    }

    /** A check that only grading runs. */
    public Exercise hidden(String what, double points, Consumer<Trial> body) {
        return new Exercise(name, lab, title, methods, hints, plus(checks, new Check(what, points, true, body)));
    }

    /** All points of the checks. */
    public double points() {
        return checks.stream().mapToDouble(Check::points).sum();
    }

    /**
     * Checks answers. A wrong or missing signature is the only message then; a check that got no answer in time ends
     * the exercise.
     *
     * @param seed of the random numbers
     */
    public Report run(Answers answers, long seed) {
        var results = new ArrayList<Check.Result>();
        boolean stopped = false;
        try {
            for (var method : methods) {
                new Trial(answers, methods, new Random(seed)).require(method);
            }
        } catch (Mistake m) {
            return new Report(this, List.of(), m.getMessage());
        }
        for (int i = 0; i < checks.size(); i++) {
            var check = checks.get(i);
            if (stopped) {
                results.add(new Check.Result(check.title(), check.points(), 0, STOPPED, check.hidden(), true));
                continue;
            }
            var result = check.run(answers, this, new Random(seed + i));
            results.add(result);
            stopped = result.fatal();
        }
        return new Report(this, results, "");
    }

    private static <T> List<T> plus(List<T> list, T item) {
        var longer = new ArrayList<>(list);
        longer.add(item);
        return longer;
    }
}
