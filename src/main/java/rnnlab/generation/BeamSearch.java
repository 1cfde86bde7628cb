package rnnlab.generation;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import rnnlab.text.Vocabulary;

/**
 * The likeliest whole text instead of the likeliest next token: the {@link SequenceSearch} for texts that go on from a
 * prompt. A width of 1 is the greedy search.
 */
public final class BeamSearch {

    private final NextToken model;
    private final Vocabulary vocabulary;
    private int width = 5;
    private int length = 50;

    private BeamSearch(NextToken model, Vocabulary vocabulary) {
        this.model = model;
        this.vocabulary = vocabulary;
    }

    /** A search with a trained network; the vocabulary must be the one that it was trained with. */
    public static BeamSearch of(Model network, Vocabulary vocabulary) {
        return of(NetworkReader.of(network), vocabulary);
    }

    /** A search over any model; the vocabulary must be the one that it was trained with. */
    public static BeamSearch of(NextToken model, Vocabulary vocabulary) {
        return new BeamSearch(model, vocabulary);
    }

    /** How many beginnings are kept, and texts found; 5 unless told. */
    public BeamSearch width(int width) {
        this.width = SequenceSearch.positive("width", width);
        return this;
    }

    /** How many tokens a text has at most; 50 unless told. */
    public BeamSearch length(int length) {
        this.length = SequenceSearch.positive("length", length);
        return this;
    }

    /**
     * A text after the prompt.
     *
     * @param text without the prompt
     * @param logProbability the sum of the logarithms of its tokens' probabilities, the end included
     */
    public record Found(String text, double logProbability) {}

    /** The likeliest texts after the prompt, the likeliest one first; padding ends a text. */
    public List<Found> find(String prompt) {
        int[] read = Generator.encode(prompt, vocabulary, System.out);
        return SequenceSearch.of(new TextDecoder(model, width), read[read.length - 1], Vocabulary.PADDING)
                .width(width)
                .best(width)
                .longest(length)
                .lengthNormalisation(0)
                .cutOffCounts()
                .find(List.of(read))
                .get(0)
                .stream()
                .map(h -> new Found(vocabulary.decode(h.text()), h.logProbability()))
                .toList();
    }
}
