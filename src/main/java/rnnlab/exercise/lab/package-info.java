/** The exercises that students see, a class for each lab: what to write, hints, visible checks. No solutions. */
package rnnlab.exercise.lab;
