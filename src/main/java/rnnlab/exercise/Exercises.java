package rnnlab.exercise;

import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import rnnlab.exercise.lab.Catalogue;

/** What a notebook calls: {@code check("name")}, {@code hint("name")}, {@code progress()}. */
public final class Exercises {

    private static final AtomicReference<Answers> NOTEBOOK =
            new AtomicReference<>(new MethodAnswers(name -> List.of()));

    private Exercises() {}

    /** From now on checks call these methods. */
    public static void install(Answers answers) {
        NOTEBOOK.set(answers);
    }

    /** The notebook's methods. */
    public static Answers notebook() {
        return NOTEBOOK.get();
    }

    /**
     * Checks the notebook's answer on fresh random numbers.
     *
     * @throws AssertionError with the report, when nbgrader validates the notebook and the answer is not right: for nbgrader a cell
     *     without an error is a cell that passed
     */
    public static Report check(String name) {
        var report = find(name).run(NOTEBOOK.get(), System.nanoTime());
        try {
            Progress.here().record(report);
        } catch (UncheckedIOException e) { // the report counts, with or without a book about it
            System.out.println("This check is not in your progress: " + e.getMessage());
        }
        if (!report.passed() && "validate".equals(System.getenv("NBGRADER_EXECUTION"))) {
            var wrong = new AssertionError("\n" + report);
            wrong.setStackTrace(new StackTraceElement[0]); // the student's code is not where it was thrown
            throw wrong;
        }
        return report;
    }

    /** The next hint; each call tells a little more. */
    public static String hint(String name) {
        var exercise = find(name);
        var progress = Progress.here();
        int count = exercise.hints().size();
        if (count == 0) return "There is no hint for " + name + ".";
        int next = Math.min(progress.hints(name) + 1, count);
        progress.hinted(name, next);
        return "Hint " + next + " of " + count + ": " + exercise.hints().get(next - 1)
                + (next == count ? "\n(This was the last one.)" : "");
    }

    /** The visible points earned so far, lab by lab. */
    public static String progress() {
        return Progress.here().table(Catalogue.exercises());
    }

    /** @throws IllegalArgumentException when there is none, with the nearest name */
    public static Exercise find(String name) {
        return Catalogue.exercises().stream()
                .filter(e -> e.name().equals(name))
                .findFirst()
                .orElseThrow(() -> {
                    var nearest = Catalogue.exercises().stream()
                            .map(Exercise::name)
                            .min(Comparator.comparingInt(n -> distance(n, name)))
                            .orElse("");
                    return new IllegalArgumentException(
                            "there is no exercise '" + name + "'; the nearest name is '" + nearest + "'");
                });
    }

    /** Single-letter changes from one word to the other (Levenshtein). */
    private static int distance(String a, String b) {
        var row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) row[j] = j;
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                row[j] = Math.min(
                        Math.min(above, row[j - 1]) + 1, diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1));
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
