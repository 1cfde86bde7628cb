package rnnlab.exercise;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * What a notebook calls: {@code check("name")}, {@code hint("name")}, {@code progress()}, {@code shareProgress(true)}.
 */
public final class Exercises {

    private static final AtomicReference<Answers> NOTEBOOK =
            new AtomicReference<>(new MethodAnswers(name -> List.of()));
    private static final AtomicReference<Supplier<Catalogue>> CATALOGUE =
            new AtomicReference<>(() -> new Catalogue(List.of()));

    private Exercises() {}

    /** From now on checks call these methods. */
    public static void install(Answers answers) {
        NOTEBOOK.set(answers);
    }

    /** From now on these are the exercises; the catalogue is asked for when one is named first. */
    public static void offer(Supplier<Catalogue> catalogue) {
        CATALOGUE.set(catalogue);
    }

    /** The notebook's methods. */
    public static Answers notebook() {
        return NOTEBOOK.get();
    }

    /**
     * Checks the notebook's answer on fresh random numbers.
     *
     * @throws AssertionError with the report, when nbgrader validates the notebook and the answer is not right: for
     *     nbgrader a cell without an error is a cell that passed
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
        if (count == 0) {
            return "There is no hint for " + name + ".";
        }
        int next = Math.min(progress.hints(name) + 1, count);
        progress.hinted(name, next);
        return "Hint " + next + " of " + count + ": " + exercise.hints().get(next - 1)
                + (next == count ? "\n(This was the last one.)" : "");
    }

    /** The visible points earned so far, lab by lab. */
    public static String progress() {
        return Progress.here().table(CATALOGUE.get().get().exercises());
    }

    /**
     * Lets the lecturer of a class count, without names, which checks are passed and which are tried again and again;
     * or no longer. Nobody shares before this is called.
     */
    public static String shareProgress(boolean yes) {
        Progress.here().share(yes);
        return yes
                ? "Your lecturer counts your checks among the others', without your name. shareProgress(false) ends it."
                : "Your progress is yours alone.";
    }

    private static Exercise find(String name) {
        return CATALOGUE.get().get().find(name);
    }
}
