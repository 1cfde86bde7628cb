package rnnlab.engine.kernel;

import static rnnlab.engine.kernel.Lanes.LANES;

/**
 * Shares the columns of a batch out among threads. A time loop runs on each thread's columns from the first step to the last
 * without waiting for the others, because the sequences of a batch have nothing to do with each other.
 */
final class Columns {
    /** Work on the columns [from, to). */
    @FunctionalInterface
    interface Body {
        void run(int from, int to);
    }

    private final int lanes;
    private final Workers workers;
    private final Workers.Task part = this::part;
    private Body body;
    private int width;

    Columns(int lanes, Workers workers) {
        this.lanes = lanes;
        this.workers = workers;
    }

    /** Runs {@code body} on all columns; {@code work} is the number of multiplications in it. */
    void run(long work, Body body) {
        int vectors = lanes / LANES;
        int parts = work < Workers.WORTH_SHARING ? 1 : Math.min(workers.size(), vectors);
        this.body = body;
        this.width = (vectors + parts - 1) / parts * LANES;
        workers.run((lanes + width - 1) / width, part);
    }

    private void part(int i) {
        body.run(i * width, Math.min(lanes, (i + 1) * width));
    }
}
