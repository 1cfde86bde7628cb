package rnnlab.generation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import rnnlab.text.Vocabulary;

/**
 * The likeliest whole text instead of the likeliest next token: the {@code width} likeliest beginnings are kept, and
 * each is tried with each token. A width of 1 is the greedy search.
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

    /** How many beginnings are kept; 5 unless told. */
    public BeamSearch width(int width) {
        this.width = positive("width", width);
        return this;
    }

    /** How many tokens a text has at most; 50 unless told. */
    public BeamSearch length(int length) {
        this.length = positive("length", length);
        return this;
    }

    private static int positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": " + value + " is not allowed; at least 1");
        }
        return value;
    }

    /**
     * A text after the prompt.
     *
     * @param text without the prompt
     * @param logProbability the sum of the logarithms of its tokens' probabilities, the end included
     */
    public record Found(String text, double logProbability) {}

    /** A beginning: its tokens, and whether padding has ended it. */
    private record Beam(int[] tokens, double logProbability, boolean ended) {

        int last() {
            return tokens[tokens.length - 1];
        }

        Beam with(int token, double logP) {
            int[] longer = Arrays.copyOf(tokens, tokens.length + 1);
            longer[tokens.length] = token;
            return new Beam(longer, logProbability + logP, token == Vocabulary.PADDING);
        }
    }

    /** One more token for the beginning in row {@code from}. */
    private record Extended(int from, Beam beam) {}

    /** The likeliest texts after the prompt, the likeliest one first. */
    public List<Found> find(String prompt) {
        int[] read = Generator.encode(prompt, vocabulary, System.out);
        model.reset();
        float[][] p = new float[0][];
        for (int token : read) {
            p = model.read(rows(i -> token));
        }
        var live = List.of(new Beam(new int[0], 0, false));
        var ended = new ArrayList<Beam>();
        for (int step = 0; step < length && !live.isEmpty() && !Thread.interrupted(); step++) {
            var best = extend(live, p);
            best.stream().map(Extended::beam).filter(Beam::ended).forEach(ended::add);
            var goOn = best.stream().filter(e -> !e.beam().ended()).toList();
            live = goOn.stream().map(Extended::beam).toList();
            if (cannotImprove(ended, live)) {
                break;
            }
            int last = live.size() - 1; // rows beyond it repeat it, for a model reads as many texts as at the start
            model.reorder(rows(i -> goOn.get(Math.min(i, last)).from()));
            p = model.read(rows(i -> goOn.get(Math.min(i, last)).beam().last()));
        }
        ended.addAll(live);
        return ended.stream()
                .sorted(Comparator.comparingDouble((Beam b) -> -b.logProbability()))
                .limit(width)
                .map(b -> new Found(vocabulary.decode(b.tokens()), b.logProbability()))
                .toList();
    }

    private int[] rows(IntUnaryOperator row) {
        return IntStream.range(0, width).map(row).toArray();
    }

    private List<Extended> extend(List<Beam> live, float[][] p) {
        return IntStream.range(0, live.size())
                .boxed()
                .flatMap(row -> IntStream.range(0, p[row].length)
                        .filter(token -> p[row][token] > 0)
                        .mapToObj(token -> new Extended(row, live.get(row).with(token, Math.log(p[row][token]))))
                        .sorted(likeliest())
                        .limit(width))
                .sorted(likeliest())
                .limit(width)
                .toList();
    }

    private static Comparator<Extended> likeliest() {
        return Comparator.comparingDouble(e -> -e.beam().logProbability());
    }

    /** A text only becomes less likely as it grows: enough ended ones that beat each live one settle it. */
    private boolean cannotImprove(List<Beam> ended, List<Beam> live) {
        double bestLive = live.stream().mapToDouble(Beam::logProbability).max().orElse(Double.NEGATIVE_INFINITY);
        return ended.stream().filter(b -> b.logProbability() >= bestLive).count() >= width || live.isEmpty();
    }
}
