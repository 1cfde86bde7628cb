package rnnlab.exercise;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * The exercises of a course, in its order.
 *
 * @param exercises each with a name of its own
 */
public record Catalogue(List<Exercise> exercises) {

    public Catalogue {
        exercises = List.copyOf(exercises);
        var names = new HashSet<String>();
        for (Exercise exercise : exercises) {
            if (!names.add(exercise.name())) {
                throw new IllegalArgumentException("two exercises are called '" + exercise.name()
                        + "'; points are booked under the name, so each needs its own");
            }
        }
    }

    /**
     * The exercise of this name.
     *
     * @throws IllegalArgumentException when there is none, with the nearest name
     */
    public Exercise find(String name) {
        return exercises.stream()
                .filter(exercise -> exercise.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no exercise '" + name + "'" + nearest(name)));
    }

    private String nearest(String name) {
        return exercises.stream()
                .map(Exercise::name)
                .min(Comparator.comparingInt(
                        other -> LevenshteinDistance.getDefaultInstance().apply(other, name)))
                .map(nearest -> "; the nearest name is '" + nearest + "'")
                .orElse("");
    }
}
