package rnnlab.translation;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import rnnlab.training.History;
import rnnlab.training.TrainingListener;

/**
 * How many translations are right after each epoch, by the network's own words and not by the teacher's. A listener
 * of a trainer; the time that it takes does not count as time of training.
 */
public final class ExactMatchHistory implements TrainingListener {

    private final Supplier<Translator> translator;
    private final List<Pair> pairs;
    private final List<Double> matches = new ArrayList<>();
    private History history = new History(List.of(), History.End.RUNNING);

    /**
     * A listener that translates these pairs' sources after each epoch.
     *
     * @param translator makes one with the parameters that the network has at that moment
     */
    public ExactMatchHistory(Supplier<Translator> translator, List<Pair> pairs) {
        this.translator = translator;
        this.pairs = List.copyOf(pairs);
    }

    @Override
    public void epochEnded(History now, Progress progress) {
        history = now;
        var said = translator.get().translate(pairs.stream().map(Pair::source).toList());
        matches.add(Scores.exactMatch(said, pairs.stream().map(Pair::target).toList()));
    }

    /** The share of right translations after each epoch, 0 to 1. */
    public double[] exactMatch() {
        return matches.stream().mapToDouble(match -> match).toArray();
    }

    /** Seconds of training at the end of each epoch. */
    public double[] elapsed() {
        return history.elapsed();
    }

    /** Seconds of training until so many were right for the first time; empty when they never were. */
    public OptionalDouble secondsTo(double match) {
        double[] elapsed = elapsed();
        return IntStream.range(0, matches.size())
                .filter(i -> matches.get(i) >= match)
                .mapToDouble(i -> elapsed[i])
                .findFirst();
    }
}
