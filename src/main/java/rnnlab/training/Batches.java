package rnnlab.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Which examples each batch of an epoch holds. The order depends on the seed and the epoch's number alone, so that a
 * resumed run sees what the uninterrupted one would have seen.
 */
record Batches(int examples, int batchSize, boolean shuffle, long seed) {

    /** Batches in an epoch. */
    int count() {
        return (examples + batchSize - 1) / batchSize;
    }

    /** The indices of each batch; {@code epoch} counts from 1. */
    List<int[]> ofEpoch(int epoch) {
        int[] order = IntStream.range(0, examples).toArray();
        if (shuffle) {
            var random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + epoch);
            for (int i = examples - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int swapped = order[i];
                order[i] = order[j];
                order[j] = swapped;
            }
        }
        List<int[]> batches = new ArrayList<>(count());
        for (int from = 0; from < examples; from += batchSize) {
            batches.add(Arrays.copyOfRange(order, from, Math.min(from + batchSize, examples)));
        }
        return batches;
    }
}
