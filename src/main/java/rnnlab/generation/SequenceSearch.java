package rnnlab.generation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Beam search for the sentences that a {@link SequenceDecoder} means, for many sources at once: of each source the
 * {@code width} likeliest beginnings are kept, and each is tried with each token. A width of 1 is the greedy search.
 *
 * <p>A beginning that ends leaves the beam. A source is done when none of its beginnings can get a better score than
 * the worst that is asked for. Source: I. Sutskever et al., Sequence to sequence learning with neural networks
 * (2014); the length in the score: Y. Wu et al., Google's neural machine translation system (2016), without their
 * constant.
 */
public final class SequenceSearch {

    private final SequenceDecoder decoder;
    private final int start;
    private final int end;
    private int width = 1;
    private int best = 1;
    private int longest = 100;
    private double alpha = 1;
    private boolean endedFirst = true;

    private SequenceSearch(SequenceDecoder decoder, int start, int end) {
        this.decoder = decoder;
        this.start = start;
        this.end = end;
    }

    /** A search whose sentences begin after the token {@code start} and stop at the token {@code end}. */
    public static SequenceSearch of(SequenceDecoder decoder, int start, int end) {
        return new SequenceSearch(decoder, start, end);
    }

    /** How many beginnings are kept; 1 unless told. */
    public SequenceSearch width(int width) {
        this.width = positive("width", width);
        return this;
    }

    /** How many sentences are found for each source; 1 unless told. */
    public SequenceSearch best(int n) {
        this.best = positive("best", n);
        return this;
    }

    /** How many tokens a sentence has at most, its end included; 100 unless told. */
    public SequenceSearch longest(int tokens) {
        this.longest = positive("longest", tokens);
        return this;
    }

    /** Alpha of {@link Hypothesis#score}: 0 for the probability alone; 1 unless told. */
    public SequenceSearch lengthNormalisation(double alpha) {
        if (!(alpha >= 0 && alpha <= 5)) {
            throw new IllegalArgumentException("lengthNormalisation: " + alpha + " is not allowed; 0 to 5");
        }
        this.alpha = alpha;
        return this;
    }

    /** Lets a sentence that is cut off count as much as one that ended: for text that may go on without end. */
    SequenceSearch cutOffCounts() {
        endedFirst = false;
        return this;
    }

    static int positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": " + value + " is not allowed; at least 1");
        }
        return value;
    }

    /** What is known of one source's sentences. */
    private final class Beam {
        private List<Hypothesis> live = List.of(Hypothesis.EMPTY);
        private final List<Hypothesis> ended = new ArrayList<>();
        /** The beam's first row in the decoder. */
        private int firstRow;

        /** One more token for the beginning in row {@code from}. */
        private record Extended(int from, Hypothesis hypothesis) {}

        /** Takes the likeliest extensions; returns the rows that go on, in the order of {@code live}. */
        private List<Integer> extend(float[][] p) {
            List<Extended> kept = IntStream.range(0, live.size())
                    .boxed()
                    .flatMap(i -> extensions(i, p[firstRow + i]).stream())
                    .sorted(likeliest())
                    .limit(width)
                    .toList();
            kept.stream().map(Extended::hypothesis).filter(Hypothesis::ended).forEach(ended::add);
            List<Extended> goOn =
                    kept.stream().filter(e -> !e.hypothesis().ended()).toList();
            live = goOn.stream().map(Extended::hypothesis).toList();
            if (isDone()) {
                live = List.of();
                return List.of();
            }
            return goOn.stream().map(Extended::from).toList();
        }

        private List<Extended> extensions(int i, float[] p) {
            return IntStream.range(0, p.length)
                    .filter(token -> p[token] > 0)
                    .mapToObj(token ->
                            new Extended(firstRow + i, live.get(i).with(token, Math.log(p[token]), token == end)))
                    .sorted(likeliest())
                    .limit(width)
                    .toList();
        }

        private static Comparator<Extended> likeliest() {
            return Comparator.comparingDouble(e -> -e.hypothesis().logProbability());
        }

        /** A sum of logarithms only falls, and weighs least in the longest sentence: so far can a beginning rise. */
        private boolean isDone() {
            if (ended.size() < best) {
                return false;
            }
            double worst = found(ended).get(best - 1).score(alpha);
            return live.stream().allMatch(h -> h.logProbability() / Math.pow(longest, alpha) <= worst);
        }

        private List<Hypothesis> found() {
            var all = new ArrayList<>(ended);
            all.addAll(live);
            return found(all);
        }

        private List<Hypothesis> found(List<Hypothesis> all) {
            return all.stream()
                    .sorted(endedFirst ? Hypothesis.endedFirst(alpha) : Hypothesis.best(alpha))
                    .limit(best)
                    .toList();
        }
    }

    /**
     * The best sentences for each source, the best one first; those that did not end within {@link #longest} are cut
     * off and come last. Fewer than asked for, where a narrow beam ends with fewer. An interrupt ends it with what
     * is there.
     */
    public List<List<Hypothesis>> find(List<int[]> sources) {
        if (sources.isEmpty()) {
            return List.of();
        }
        decoder.start(sources);
        List<Beam> beams = sources.stream().map(source -> new Beam()).toList();
        List<Integer> rows = IntStream.range(0, sources.size()).boxed().toList();
        int[] tokens = sources.stream().mapToInt(source -> start).toArray();
        for (int t = 0;
                t < longest && !rows.isEmpty() && !Thread.currentThread().isInterrupted();
                t++) {
            if (t > 0) {
                decoder.reorder(rows.stream().mapToInt(row -> row).toArray());
            }
            float[][] p = decoder.step(tokens);
            int row = 0;
            var next = new ArrayList<Integer>();
            for (Beam beam : beams) {
                beam.firstRow = row;
                row += beam.live.size();
                next.addAll(beam.extend(p));
            }
            rows = next;
            tokens = beams.stream()
                    .flatMap(beam -> beam.live.stream())
                    .mapToInt(Hypothesis::last)
                    .toArray();
        }
        return beams.stream().map(Beam::found).toList();
    }
}
