package rnnlab.exercise;

import java.util.Arrays;
import java.util.List;

/** Lets tests check the static methods of a class as if they were a notebook's. */
final class Solutions {

    private Solutions() {}

    static Answers of(Class<?>... classes) {
        return new MethodAnswers(name -> Arrays.stream(classes)
                .flatMap(c -> Arrays.stream(c.getDeclaredMethods()))
                .filter(m -> m.getName().equals(name))
                .toList());
    }

    static Answers none() {
        return new MethodAnswers(name -> List.of());
    }
}
