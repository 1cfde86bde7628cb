package rnnlab.exercise.lab;

import java.util.List;
import java.util.stream.Stream;
import rnnlab.exercise.Exercise;

/** All exercises, in the order of the course. */
public final class Catalogue {

    private static final List<Exercise> EXERCISES = Stream.of(
                    RecurrenceByHand.EXERCISES,
                    SimpleRnnParameters.EXERCISES,
                    FunctionSequences.EXERCISES,
                    Sunspots.EXERCISES,
                    LstmVsRnn.EXERCISES,
                    EurPln.EXERCISES,
                    ProjektSix.EXERCISES,
                    ForecastingSuite.EXERCISES,
                    TextAsNumbers.EXERCISES,
                    AliceCharacters.EXERCISES,
                    Shakespeare.EXERCISES,
                    AliceWords.EXERCISES,
                    Recipes.EXERCISES,
                    MinCharRnn.EXERCISES,
                    Ctc.EXERCISES)
            .flatMap(List::stream)
            .toList();

    private Catalogue() {}

    public static List<Exercise> exercises() {
        return EXERCISES;
    }
}
