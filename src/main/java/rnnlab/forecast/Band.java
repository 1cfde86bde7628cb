package rnnlab.forecast;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * An interval around each forecast.
 *
 * @param level how often the truth shall lie inside, 0.9 for nine times in ten
 * @param low the lower ends, [N]
 * @param high the upper ends, [N]
 */
public record Band(double level, double[] low, double[] high) {

    public Band {
        if (low.length != high.length) {
            throw new IllegalArgumentException("low has " + low.length + " values and high has " + high.length);
        }
        low = low.clone();
        high = high.clone();
    }

    /** How often, in per cent, the truth lies inside, its ends included. */
    public double coverage(double[] truth) {
        if (truth.length != low.length) {
            throw new IllegalArgumentException("truth has " + truth.length + " values and the band " + low.length);
        }
        return 100.0
                * IntStream.range(0, truth.length)
                        .filter(i -> low[i] <= truth[i] && truth[i] <= high[i])
                        .count()
                / truth.length;
    }

    /** The mean distance between its ends. */
    public double width() {
        return IntStream.range(0, low.length)
                .mapToDouble(i -> high[i] - low[i])
                .average()
                .orElse(0);
    }

    /** The newest {@code count} intervals. */
    public Band tail(int count) {
        int from = Math.max(0, low.length - count);
        return new Band(level, Arrays.copyOfRange(low, from, low.length), Arrays.copyOfRange(high, from, high.length));
    }
}
