package rnnlab.kernel;

import static rnnlab.kernel.Vectors.SPECIES;
import static rnnlab.kernel.Vectors.WIDTH;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * y += W x for one vector x: what a step of generation is made of. A vector register runs along the rows of W, which
 * lies as [J/P][K][P] with P four vectors, so the weights are read once, from end to end, and nothing is summed across
 * a register.
 */
final class MatrixVectorProduct {
    private static final int PANEL = 4 * WIDTH;

    private final int rows;
    private final int inputs;
    private final Workers workers;
    private final float[] w;
    private final int[] present;
    private final int parts;
    private final Workers.Task part = this::part;
    private float[] x;
    private int count;
    private float[] y;

    /** Room for W[rows][inputs]; y must have {@link #room}(rows) places. */
    MatrixVectorProduct(int inputs, int rows, Workers workers) {
        this.rows = room(rows);
        this.inputs = inputs;
        this.workers = workers;
        this.w = new float[this.rows * inputs];
        this.present = new int[inputs];
        this.parts = Math.min(workers.size(), this.rows / PANEL);
    }

    /** {@code rows}, rounded up to whole panels. */
    static int room(int rows) {
        return (rows + PANEL - 1) / PANEL * PANEL;
    }

    /** Copies {@code count} rows of parameters, [count][inputs], to the rows from {@code first} on. */
    void load(Slice parameters, int count, int first) {
        float[] params = parameters.array();
        int at = parameters.at();
        for (int j = 0; j < count; j++) {
            int to = (first + j) / PANEL * PANEL * inputs + (first + j) % PANEL;
            for (int k = 0; k < inputs; k++) {
                w[to + k * PANEL] = params[at + j * inputs + k];
            }
        }
    }

    /** y += W x. Zeros in x, as in a one-hot vector, cost nothing. */
    void add(float[] x, float[] y) {
        this.x = x;
        this.y = y;
        count = 0;
        for (int k = 0; k < inputs; k++) {
            if (x[k] != 0f) {
                present[count++] = k;
            }
        }
        workers.share((long) rows * count, parts, part);
    }

    /** y = b + W x for {@code units} rows. */
    void set(Slice b, int units, float[] x, float[] y) {
        System.arraycopy(b.array(), b.at(), y, 0, units);
        Arrays.fill(y, units, y.length, 0f);
        add(x, y);
    }

    private void part(int i) {
        int panels = rows / PANEL, from = panels * i / parts, to = panels * (i + 1) / parts;
        for (int p = from; p < to; p++) {
            panel(w, p * PANEL * inputs, x, present, count, y, p * PANEL);
        }
    }

    private static void panel(float[] w, int at, float[] x, int[] present, int count, float[] y, int yAt) {
        var y0 = FloatVector.fromArray(SPECIES, y, yAt);
        var y1 = FloatVector.fromArray(SPECIES, y, yAt + WIDTH);
        var y2 = FloatVector.fromArray(SPECIES, y, yAt + 2 * WIDTH);
        var y3 = FloatVector.fromArray(SPECIES, y, yAt + 3 * WIDTH);
        for (int i = 0; i < count; i++) {
            int k = present[i], row = at + k * PANEL;
            var xk = FloatVector.broadcast(SPECIES, x[k]);
            y0 = xk.fma(FloatVector.fromArray(SPECIES, w, row), y0);
            y1 = xk.fma(FloatVector.fromArray(SPECIES, w, row + WIDTH), y1);
            y2 = xk.fma(FloatVector.fromArray(SPECIES, w, row + 2 * WIDTH), y2);
            y3 = xk.fma(FloatVector.fromArray(SPECIES, w, row + 3 * WIDTH), y3);
        }
        y0.intoArray(y, yAt);
        y1.intoArray(y, yAt + WIDTH);
        y2.intoArray(y, yAt + 2 * WIDTH);
        y3.intoArray(y, yAt + 3 * WIDTH);
    }
}
