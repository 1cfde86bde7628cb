package rnnlab.kernel;

import static rnnlab.kernel.Vectors.SPECIES;
import static rnnlab.kernel.Vectors.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * y_t = x_t + p_t: tells attention, which sees no order, where each step stands. The p_t are learned (parameters P
 * [most][units]), or sines and cosines whose waves grow from 2π to 10 000 · 2π steps (Vaswani et al. 2017, section
 * 3.5):
 *
 * <pre>
 *   p_t[2i] = sin(t / 10000^(2i / units)),   p_t[2i + 1] = cos(t / 10000^(2i / units))
 * </pre>
 */
public final class Positions implements Layer {
    private final int units;
    private final int most;
    private final boolean learned;
    private final int paddedBatch;
    private final Workers workers;
    private final Slice y;
    private Slice table;
    private int first;

    /**
     * @param most the number of positions
     * @param learned whether they are parameters
     */
    public Positions(int units, int most, boolean learned, Capacity capacity) {
        this.units = units;
        this.most = most;
        this.learned = learned;
        this.paddedBatch = capacity.paddedBatch();
        this.workers = capacity.workers();
        this.y = Slice.of(new float[capacity.steps() * units * paddedBatch]);
        this.table = learned ? Slice.NONE : Slice.of(waves(units, most));
    }

    /** The sines and cosines, [most][units]. */
    public static float[] waves(int units, int most) {
        float[] waves = new float[most * units];
        for (int t = 0; t < most; t++) {
            for (int i = 0; i < units; i++) {
                double angle = t / Math.pow(10_000, (double) (i / 2 * 2) / units);
                waves[t * units + i] = (float) (i % 2 == 0 ? Math.sin(angle) : Math.cos(angle));
            }
        }
        return waves;
    }

    /** The position of the first step of the next forward calls; 0 at first. */
    public void first(int position) {
        first = position;
    }

    @Override
    public int parameters() {
        return learned ? most * units : 0;
    }

    @Override
    public void load(Slice parameters) {
        if (learned) {
            table = parameters;
        }
    }

    @Override
    public Slice output() {
        return y;
    }

    /** @throws IllegalArgumentException when a step has no position */
    @Override
    public void forward(Slice x, int steps) {
        if (first + steps > most) {
            throw new IllegalArgumentException((first + steps) + " time steps, but there are positions for " + most);
        }
        workers.ranges(steps * units, (from, to) -> add(x, from, to));
    }

    private void add(Slice x, int fromRow, int toRow) {
        float[] from = x.array(), to = y.array(), p = table.array();
        int pAt = table.at() + first * units;
        for (int row = fromRow; row < toRow; row++) {
            for (int n = row * paddedBatch, end = n + paddedBatch; n < end; n += WIDTH) {
                FloatVector.fromArray(SPECIES, from, x.at() + n)
                        .add(p[pAt + row])
                        .intoArray(to, n);
            }
        }
    }

    @Override
    public void backward(Slice x, int steps, Slice dy, Slice gradients, Slice dx) {
        if (learned) {
            workers.ranges(steps * units, (from, to) -> sum(dy, gradients, from, to));
        }
        if (!dx.isNone()) {
            System.arraycopy(dy.array(), dy.at(), dx.array(), dx.at(), steps * units * paddedBatch);
        }
    }

    /** dp_t = sum over the batch of dy_t. */
    private void sum(Slice dy, Slice gradients, int fromRow, int toRow) {
        float[] d = dy.array(), g = gradients.array();
        for (int row = fromRow; row < toRow; row++) {
            var sum = FloatVector.zero(SPECIES);
            for (int n = row * paddedBatch, end = n + paddedBatch; n < end; n += WIDTH) {
                sum = FloatVector.fromArray(SPECIES, d, dy.at() + n).add(sum);
            }
            g[gradients.at() + first * units + row] += Vectors.sum(sum);
        }
    }
}
