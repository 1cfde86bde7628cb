package rnnlab.kernel;

import static rnnlab.kernel.Vectors.SPECIES;
import static rnnlab.kernel.Vectors.WIDTH;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Causal {@link Attention} for one sequence that is read step by step: it keeps the keys and values of the steps so
 * far. The vectors run along the keys where scores are computed, along the units where values are added up.
 */
public final class AttentionCell {
    private final Attention.Score score;
    private final int heads;
    private final int size;
    private final int valueSize;
    private final int valueRoom;
    private final float[] y;
    /** [units][room] and [heads][room][valueRoom]. */
    private float[] keys = new float[0];

    private float[] values = new float[0];
    private float[] p = new float[0];
    private int room;
    private int length;
    private Slice w = Slice.NONE;

    /** As {@link Attention}, with nothing read yet. */
    public AttentionCell(Attention.Score score, int heads, int units, int values) {
        this.score = score;
        this.heads = heads;
        this.size = units / heads;
        this.valueSize = values / heads;
        this.valueRoom = Vectors.pad(valueSize);
        this.y = new float[Vectors.pad(values)];
    }

    /** Takes over the parameters, those of {@link Attention}. */
    public void load(Slice parameters) {
        w = parameters;
    }

    /** The output for the query of the next step, whose key and value are seen too; the next call overwrites it. */
    public float[] step(float[] q, float[] k, float[] v) {
        append(k, v);
        for (int head = 0; head < heads; head++) {
            scores(q, head);
            softmax();
            mean(head);
        }
        return y;
    }

    private void append(float[] k, float[] v) {
        if (length == room) {
            grow(Math.max(4 * WIDTH, 2 * room));
        }
        for (int u = 0; u < heads * size; u++) {
            keys[u * room + length] = k[u];
        }
        for (int head = 0; head < heads; head++) {
            System.arraycopy(v, head * valueSize, values, (head * room + length) * valueRoom, valueSize);
        }
        length++;
    }

    private void grow(int more) {
        float[] moreKeys = new float[heads * size * more], moreValues = new float[heads * more * valueRoom];
        for (int u = 0; u < heads * size; u++) {
            System.arraycopy(keys, u * room, moreKeys, u * more, length);
        }
        for (int head = 0; head < heads; head++) {
            int from = head * room * valueRoom, to = head * more * valueRoom;
            System.arraycopy(values, from, moreValues, to, length * valueRoom);
        }
        keys = moreKeys;
        values = moreValues;
        p = new float[more];
        room = more;
    }

    /** e_j for the keys so far, and for what is behind them in the last vector. */
    private void scores(float[] q, int head) {
        float factor = score == Attention.Score.SCALED_DOT ? (float) (1 / Math.sqrt(size)) : 1f;
        for (int j = 0; j < length; j += WIDTH) {
            var sum = FloatVector.zero(SPECIES);
            for (int u = head * size, end = u + size; u < end; u++) {
                var key = FloatVector.fromArray(SPECIES, keys, u * room + j);
                if (score == Attention.Score.ADDITIVE) {
                    var weight = FloatVector.broadcast(SPECIES, w.array()[w.at() + u]);
                    sum = Elementary.tanh(key.add(q[u])).fma(weight, sum);
                } else {
                    sum = key.fma(FloatVector.broadcast(SPECIES, q[u] * factor), sum);
                }
            }
            FloatVector.zero(SPECIES).add(sum).intoArray(p, j);
        }
    }

    private void softmax() {
        float greatest = p[0];
        for (int j = 1; j < length; j++) {
            greatest = Math.max(greatest, p[j]);
        }
        int end = Vectors.pad(length);
        for (int j = 0; j < end; j += WIDTH) {
            Elementary.exp(FloatVector.fromArray(SPECIES, p, j).sub(greatest)).intoArray(p, j);
        }
        Arrays.fill(p, length, end, 0f);
        float sum = 0;
        for (int j = 0; j < length; j++) {
            sum += p[j];
        }
        for (int j = 0; j < end; j += WIDTH) {
            FloatVector.fromArray(SPECIES, p, j).mul(1 / sum).intoArray(p, j);
        }
    }

    private void mean(int head) {
        float[] out = new float[WIDTH];
        for (int u = 0; u < valueRoom; u += WIDTH) {
            var sum = FloatVector.zero(SPECIES);
            for (int j = 0, at = head * room * valueRoom + u; j < length; j++, at += valueRoom) {
                sum = FloatVector.fromArray(SPECIES, values, at).fma(FloatVector.broadcast(SPECIES, p[j]), sum);
            }
            FloatVector.zero(SPECIES).add(sum).intoArray(out, 0);
            System.arraycopy(out, 0, y, head * valueSize + u, Math.min(WIDTH, valueSize - u));
        }
    }
}
