package rnnlab.exercise.lab;

import java.util.List;
import java.util.stream.Stream;
import rnnlab.exercise.Catalogue;

/** The exercises of all labs. */
public final class Labs {

    private static final Catalogue CATALOGUE = new Catalogue(Stream.of(
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
                    Ctc.EXERCISES,
                    Memory.EXERCISES,
                    Bidirectional.EXERCISES,
                    SequenceLabels.EXERCISES,
                    EncoderDecoder.EXERCISES,
                    Attention.EXERCISES,
                    Transformer.EXERCISES)
            .flatMap(List::stream)
            .toList());

    private Labs() {}

    /** The course's exercises, in the order of its labs. */
    public static Catalogue catalogue() {
        return CATALOGUE;
    }
}
