package rnnlab.kernel;

import static rnnlab.kernel.Vectors.SPECIES;
import static rnnlab.kernel.Vectors.WIDTH;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import rnnlab.kernel.LaneProducts.Matrix;

/**
 * Where one thread computes one head of attention for one vector of examples: copies of the keys and values, a block of
 * queries and its weights, and the gradients of all of them. Each number is a vector; rows and columns are padded with
 * zeros to whole tiles of {@link LaneProducts}.
 */
final class AttentionScratch {
    /** Queries of a block. */
    static final int BLOCK = 2 * LaneProducts.ROWS;

    private static final ThreadLocal<AttentionScratch> OF_THREAD = ThreadLocal.withInitial(AttentionScratch::new);

    /** Keys, values and 1 for a key that may be seen, else 0. */
    Matrix k;

    Matrix v;
    float[] seen = new float[0];
    /** A block of queries, their outputs and weights; during the backward pass also the gradients of these. */
    Matrix q;

    Matrix o;
    Matrix p;
    Matrix dq;
    Matrix dp;
    Matrix dk;
    Matrix dv;

    private int keys = -1;
    private int size;
    private int values;

    private AttentionScratch() {}

    /** This thread's, with room for so many keys, numbers of a key and numbers of a value, whole tiles. */
    static AttentionScratch of(int keys, int size, int values) {
        AttentionScratch scratch = OF_THREAD.get();
        if (scratch.keys != keys || scratch.size != size || scratch.values != values) {
            scratch.resize(keys, size, values);
        }
        return scratch;
    }

    private void resize(int keys, int size, int values) {
        k = room(k, keys, size);
        v = room(v, keys, values);
        seen = seen.length < keys * WIDTH ? new float[keys * WIDTH] : seen;
        q = room(q, BLOCK, size);
        o = room(o, BLOCK, values);
        p = room(p, BLOCK, keys);
        dq = room(dq, BLOCK, size);
        dp = room(dp, BLOCK, keys);
        dk = room(dk, keys, size);
        dv = room(dv, keys, values);
        this.keys = keys;
        this.size = size;
        this.values = values;
    }

    /** The old array serves as long as it is large enough. */
    private static Matrix room(Matrix old, int rows, int columns) {
        int count = rows * columns * WIDTH;
        int has = old == null ? 0 : old.array().length - Vectors.ALIGNED;
        float[] array = has < count ? new float[Vectors.ALIGNED + Math.max(count, 2 * has)] : old.array();
        return new Matrix(array, Vectors.ALIGNED, columns * WIDTH, WIDTH);
    }

    /** Zeros in so many rows. */
    static void clear(Matrix m, int rows) {
        Arrays.fill(m.array(), m.at(), m.at() + rows * m.row(), 0f);
    }

    /**
     * Copies x[row][column], each number times {@code factor}, from row to row {@code rowStride} apart and from column
     * to column {@code stride}; zeros up to {@code rows} and to the end of each row.
     */
    static void gather(Slice x, int count, int columns, int rowStride, int stride, float factor, Matrix to, int rows) {
        float[] from = x.array(), array = to.array();
        int xAt = x.at(), toAt = to.at(), row = to.row();
        for (int i = 0; i < count; i++) {
            for (int c = 0, at = toAt + i * row, in = xAt + i * rowStride; c < columns; c++, at += WIDTH) {
                FloatVector.fromArray(SPECIES, from, in + c * stride)
                        .mul(factor)
                        .intoArray(array, at);
            }
            Arrays.fill(array, toAt + i * row + columns * WIDTH, toAt + (i + 1) * row, 0f);
        }
        Arrays.fill(array, toAt + count * row, toAt + rows * row, 0f);
    }

    /** Puts zeros into the rows of keys or values that may not be seen: what stands there decides nothing. */
    void hide(Matrix m, int count) {
        float[] array = m.array();
        for (int j = 0; j < count; j++) {
            var hidden = FloatVector.fromArray(SPECIES, seen, j * WIDTH).compare(VectorOperators.EQ, 0f);
            if (hidden.anyTrue()) {
                for (int at = m.at() + j * m.row(), end = at + m.row(); at < end; at += WIDTH) {
                    FloatVector.fromArray(SPECIES, array, at).blend(0f, hidden).intoArray(array, at);
                }
            }
        }
    }

    /** The opposite of {@link #gather}. */
    static void scatter(Matrix from, int count, int columns, float factor, Slice x, int rowStride, int stride) {
        float[] array = from.array(), to = x.array();
        int xAt = x.at(), fromAt = from.at(), row = from.row();
        for (int i = 0; i < count; i++) {
            for (int c = 0, at = fromAt + i * row, out = xAt + i * rowStride; c < columns; c++, at += WIDTH) {
                FloatVector.fromArray(SPECIES, array, at).mul(factor).intoArray(to, out + c * stride);
            }
        }
    }
}
