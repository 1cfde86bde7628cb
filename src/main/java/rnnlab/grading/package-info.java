/**
 * Grading without trust: the student's notebook runs in a process of its own ({@link rnnlab.grading.Answering}), the
 * checks and the reference solutions in another ({@link rnnlab.grading.Referee}). Between them go only calls and plain
 * data, so nothing that a submission does to its own process can give it a point.
 */
package rnnlab.grading;
