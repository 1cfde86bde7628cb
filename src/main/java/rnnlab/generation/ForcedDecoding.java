package rnnlab.generation;

import java.util.Arrays;
import java.util.List;

/** What a {@link SequenceDecoder} says of sentences that are given: it reads them and not its own words. */
public final class ForcedDecoding {

    private final SequenceDecoder decoder;

    private ForcedDecoding(SequenceDecoder decoder) {
        this.decoder = decoder;
    }

    /** Of this decoder. */
    public static ForcedDecoding of(SequenceDecoder decoder) {
        return new ForcedDecoding(decoder);
    }

    /**
     * The natural logarithm of each target's probability.
     *
     * @param targets each with its start token before it, of which nothing is asked, and its end token after it
     */
    public double[] logProbabilities(List<int[]> sources, List<int[]> targets) {
        if (sources.size() != targets.size()) {
            throw new IllegalArgumentException(
                    "targets: " + targets.size() + ", and there are " + sources.size() + " sources");
        }
        double[] sums = new double[sources.size()];
        if (sources.isEmpty()) {
            return sums;
        }
        decoder.start(sources);
        int longest = targets.stream().mapToInt(target -> target.length).max().orElse(0);
        for (int t = 0; t + 1 < longest; t++) {
            int now = t;
            float[][] p = decoder.step(targets.stream()
                    .mapToInt(target -> target[Math.min(now, target.length - 1)]) // a shorter one repeats its end
                    .toArray());
            for (int b = 0; b < sums.length; b++) {
                if (t + 1 < targets.get(b).length) {
                    sums[b] += Math.log(p[b][targets.get(b)[t + 1]]);
                }
            }
        }
        return sums;
    }

    /** e to the mean loss of a token, the ends counted: among how many tokens the model hesitates. */
    public double perplexity(List<int[]> sources, List<int[]> targets) {
        double sum = Arrays.stream(logProbabilities(sources, targets)).sum();
        long tokens = targets.stream().mapToLong(target -> target.length - 1).sum();
        return Math.exp(-sum / tokens);
    }
}
