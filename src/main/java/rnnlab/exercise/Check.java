package rnnlab.exercise;

import java.util.Random;
import java.util.function.Consumer;

/**
 * One thing that an answer must do, and its points.
 *
 * @param title what it is, as a student reads it
 * @param points what it is worth
 * @param hidden whether a student sees its title and its result only after grading
 * @param body asks; throws a {@link Mistake} when the answer is wrong
 */
public record Check(String title, double points, boolean hidden, Consumer<Trial> body) {

    public Check {
        if (!(points > 0)) {
            throw new IllegalArgumentException("points of '" + title + "': " + points + "; more than 0 wanted");
        }
    }

    Result run(Answers answers, Exercise exercise, Random random) {
        try {
            body.accept(new Trial(answers, exercise.methods(), random));
            return new Result(title, points, points, "", hidden, false);
        } catch (Mistake m) {
            return new Result(title, points, 0, m.getMessage(), hidden, m.isFatal());
        }
    }

    /** How a check went; the message is empty when it passed. */
    record Result(String title, double points, double earned, String message, boolean hidden, boolean fatal) {
        boolean passed() {
            return earned == points;
        }
    }
}
