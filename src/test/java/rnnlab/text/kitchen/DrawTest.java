package rnnlab.text.kitchen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawTest {

    @Test
    void frequenciesFallAsTheReciprocalOfTheRank() {
        var ranks = IntStream.range(0, 100).boxed().toList();
        var random = new SplittableRandom(1);
        int draws = 1_000_000;
        int[] counts = new int[100];
        for (int i = 0; i < draws; i++) {
            counts[Draw.of(ranks, random)]++;
        }
        for (int rank = 0; rank < 100; rank++) {
            // The integral of 1 / (x + 4) from rank to rank + 1, over that from 0 to 100.
            double p = Math.log((rank + 5.0) / (rank + 4.0)) / Math.log(104 / 4.0);
            assertEquals(p, counts[rank] / (double) draws, 5 * Math.sqrt(p / draws), "rank " + rank);
        }
    }
}
