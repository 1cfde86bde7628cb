package rnnlab.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

/** Any number of threads gives the same bits, and no task is lost or run twice. */
class ThreadsTest {
    /** Embedding, two recurrent layers and softmax, three steps of Adam: all parameters after them. */
    private static float[] trained(int threads) {
        try (var workers = new Workers(threads)) {
            int steps = 13, batch = 70, paddedBatch = Vectors.pad(batch);
            var random = new Random(5);
            var capacity = new Capacity(steps, paddedBatch, workers);
            var embedding = new Embedding(40, 30, capacity);
            var lstm = new Lstm(30, 60, capacity, false);
            var gru = new Gru(60, 50, true, capacity, true);
            var softmax = new SoftmaxCrossEntropy(50, 1200, capacity);
            int atLstm = embedding.parameters(), atGru = atLstm + lstm.parameters();
            int atSoftmax = atGru + gru.parameters(), all = atSoftmax + softmax.parameters();
            var params = new float[all];
            for (int i = 0; i < all; i++) {
                params[i] = (float) (0.2 * random.nextGaussian());
            }
            float[] g = new float[all], m = new float[all], v = new float[all];
            int[] tokens = random.ints(steps * paddedBatch, 0, 40).toArray();
            int[] labels = random.ints(steps * paddedBatch, 0, 1200).toArray();
            Slice dGru = Slice.of(new float[steps * 50 * paddedBatch]);
            Slice dLstm = Slice.of(new float[steps * 60 * paddedBatch]);
            Slice dEmbedding = Slice.of(new float[steps * 30 * paddedBatch]);
            var weights = new float[steps * paddedBatch];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = i % paddedBatch < batch ? 1 : 0;
            }
            var count = new LossWeights(weights, steps, paddedBatch, 1e-3f);
            for (int step = 1; step <= 3; step++) {
                embedding.load(Slice.of(params));
                lstm.load(new Slice(params, atLstm));
                gru.load(new Slice(params, atGru));
                softmax.load(new Slice(params, atSoftmax));
                embedding.forward(tokens, steps, batch);
                lstm.forward(embedding.output(), steps);
                gru.forward(lstm.output(), steps);
                softmax.train(gru.output(), labels, count, new Slice(g, atSoftmax), dGru);
                gru.backward(lstm.output(), steps, dGru, new Slice(g, atGru), dLstm);
                lstm.backward(embedding.output(), steps, dLstm, new Slice(g, atLstm), dEmbedding);
                embedding.backward(dEmbedding, Slice.of(g));
                long number = step;
                var state = new OptimiserState(params, g, m, v);
                workers.ranges(
                        all, (from, to) -> new Adam(0.9, 0.999, 1e-7).update(state, from, to - from, 1e-2, number));
                java.util.Arrays.fill(g, 0f);
            }
            return params;
        }
    }

    @Test
    void oneTwoAndFiveThreadsTrainToTheSameBits() {
        float[] one = trained(1);
        assertArrayEquals(one, trained(2), 0f);
        assertArrayEquals(one, trained(5), 0f);
    }

    @Test
    void everyTaskOfManySmallJobsRunsOnce() {
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            try (var workers = new Workers(4)) {
                for (int job = 0; job < 20_000; job++) {
                    int count = 1 + job % 7;
                    var runs = new AtomicIntegerArray(count);
                    workers.run(count, runs::incrementAndGet);
                    for (int i = 0; i < count; i++) {
                        assertEquals(1, runs.get(i));
                    }
                }
            }
        });
    }

    /** A thread that comes late must not take a task of the job that is just being put together for the old one. */
    @Test
    void everyTaskRunsOnceWhereJobsOfFewAndOfManyTasksTakeTurns() {
        try (var workers = new Workers(2)) {
            for (int round = 0; round < 300_000; round++) {
                int count = round % 2 == 0 ? 2 : 40;
                var runs = new AtomicIntegerArray(count);
                workers.run(count, runs::incrementAndGet);
                for (int i = 0; i < count; i++) {
                    assertEquals(1, runs.get(i), "task " + i + " of " + count + ", job " + round);
                }
            }
        }
    }

    @Test
    void aTasksExceptionReachesTheCallerAndTheNextJobRuns() {
        try (var workers = new Workers(3)) {
            var error = assertThrows(
                    IllegalStateException.class,
                    () -> workers.run(9, i -> {
                        if (i == 4) {
                            throw new IllegalStateException("task 4");
                        }
                    }));
            assertEquals("task 4", error.getMessage());
            var runs = new AtomicIntegerArray(5);
            workers.run(5, runs::incrementAndGet);
            for (int i = 0; i < 5; i++) {
                assertEquals(1, runs.get(i));
            }
        }
    }

    @Test
    void aJobInsideAJobRuns() {
        try (var workers = new Workers(2)) {
            var runs = new AtomicIntegerArray(6);
            workers.run(2, i -> workers.run(3, j -> runs.incrementAndGet(3 * i + j)));
            for (int i = 0; i < 6; i++) {
                assertEquals(1, runs.get(i));
            }
        }
    }
}
