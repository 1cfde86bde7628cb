/**
 * Exercises that answer at once: {@code check("hidden-state")} calls the student's method on fresh random numbers and
 * says what was called, what came, what was expected and how far off it is.
 *
 * <p>A {@link rnnlab.exercise.Check} sees a student's work only through {@link rnnlab.exercise.Answers}, as plain data.
 * In the notebook these are the notebook's own methods; when a submission is graded they are in another process.
 */
package rnnlab.exercise;
