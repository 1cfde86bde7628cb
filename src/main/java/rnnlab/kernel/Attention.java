package rnnlab.kernel;

import static rnnlab.kernel.AttentionScratch.BLOCK;
import static rnnlab.kernel.AttentionScratch.clear;
import static rnnlab.kernel.Vectors.SPECIES;
import static rnnlab.kernel.Vectors.WIDTH;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Attention of queries over keys and values, by heads that look at the units in equal shares:
 *
 * <pre>
 *   e_ij = score(q_i, k_j),   p_ij = exp(e_ij) / sum over the keys j of exp(e_ij),   o_i = sum over j of p_ij v_j
 * </pre>
 *
 * <p>Queries [Tq][U][B], keys [Tk][U][B], values [Tk][V][B], output [Tq][V][B]. A key that the mask hides, or that
 * comes after a {@code causal} query, has p = 0. A query that may see nothing gives zeros.
 *
 * <p>Each example has scores of its own, so the products are no products with a common matrix of weights. The vectors
 * run along the batch all the same: sums, softmax and products then need no transposition, no remainder and no sum
 * across a vector, and a mask is a vector like any other; see {@link LaneProducts}. A task is one head for one vector
 * of examples.
 *
 * <p>Scores, softmax and the product with the values are computed for a block of queries at a time. No p_ij is kept:
 * the backward pass computes them again from each query's greatest score and sum of exponentials (T. Dao et al.,
 * FlashAttention, 2022, <a href="https://arxiv.org/abs/2205.14135">arXiv:2205.14135</a>). So memory grows with Tq +
 * Tk.
 */
public final class Attention {
    private final int heads;
    private final boolean causal;
    private final int units;
    private final int values;
    /** Numbers of a head's key and of its value; the same rounded up to whole tiles. */
    private final int size;

    private final int valueSize;
    private final int width;
    private final int valueWidth;

    private final int paddedBatch;
    private final int vectors;
    private final Workers workers;
    private final AttentionScore score;
    private final int parameters;
    private final Slice y;
    /** For each query the greatest score and 1 / sum of exp(score - greatest), [Tq][heads][B]. */
    private final float[] greatest;

    private final float[] inverse;
    private final Workers.Task forwardTask = this::forwardTask;
    private final Workers.Task backwardTask = this::backwardTask;

    private Slice q;
    private Slice k;
    private Slice v;
    private int queries;
    private int keys;
    private int before;
    private float[] mask;
    private Slice dy;
    private Slice dq;
    private Slice dk;
    private Slice dv;

    /** How a query and a key are compared. */
    public enum Score {
        /** q · k */
        DOT,
        /** q · k / √d, with d numbers in a head */
        SCALED_DOT,
        /** w · tanh(q + k), with parameters w [units] */
        ADDITIVE
    }

    /**
     * @param causal whether a query sees only the keys up to its own place
     * @param units of queries and keys, a multiple of {@code heads}
     * @param values units of the values, likewise
     * @param queries the most, their batch and the threads
     */
    public Attention(Score score, int heads, boolean causal, int units, int values, Capacity queries) {
        this.heads = heads;
        this.causal = causal;
        this.units = units;
        this.values = values;
        this.size = units / heads;
        this.valueSize = values / heads;
        this.width = LaneProducts.pad(size);
        this.valueWidth = LaneProducts.pad(valueSize);
        this.paddedBatch = queries.paddedBatch();
        this.vectors = paddedBatch / WIDTH;
        this.workers = queries.workers();
        this.parameters = score == Score.ADDITIVE ? units : 0;
        this.score = switch (score) {
            case DOT -> new DotScore(1, width);
            case SCALED_DOT -> new DotScore((float) (1 / Math.sqrt(size)), width);
            case ADDITIVE -> new AdditiveScore(size, heads * vectors);
        };
        this.y = Slice.of(new float[queries.steps() * values * paddedBatch]);
        this.greatest = new float[queries.steps() * heads * paddedBatch];
        this.inverse = new float[greatest.length];
    }

    /** The number of its parameters. */
    public int parameters() {
        return parameters;
    }

    /** Takes over its parameters; to be called again after they changed. */
    public void load(Slice parameters) {
        score.load(parameters);
    }

    /** Where the output is, [Tq][V][B]; the next forward call overwrites it. */
    public Slice output() {
        return y;
    }

    /** The queries of the next calls, [Tq][U][B]. */
    public Attention queries(Slice q, int count) {
        this.q = q;
        this.queries = count;
        return this;
    }

    /**
     * The keys [Tk][U][B] and values [Tk][V][B] of the next calls.
     *
     * @param before how many keys come before that of the first query; counts when causal
     * @param mask [Tk][B], 1 for a key that may be seen and 0 for padding; null for none
     */
    public Attention keys(Slice k, Slice v, int count, int before, float[] mask) {
        this.k = k;
        this.v = v;
        this.keys = count;
        this.before = before;
        this.mask = mask;
        return this;
    }

    /** Computes the output. */
    public void forward() {
        workers.share(work(), heads * vectors, forwardTask);
    }

    private long work() {
        return (long) queries * keys * (units + values) * paddedBatch;
    }

    private void forwardTask(int task) {
        int head = task / vectors, lane = task % vectors * WIDTH;
        AttentionScratch s = gatherKeys(head, lane);
        for (int i = 0; i < queries; i += BLOCK) {
            int rows = Math.min(BLOCK, queries - i), padded = LaneProducts.pad(rows);
            int reach = LaneProducts.pad(reach(i + rows - 1));
            scores(s, head, lane, i, rows, reach);
            for (int row = 0; row < rows; row++) {
                softmax(s, row, reach(i + row), reach, ((i + row) * heads + head) * paddedBatch + lane);
            }
            clearRows(s, rows, padded);
            clear(s.o, padded);
            LaneProducts.add(padded, valueWidth, reach, s.p, s.v, s.o);
            AttentionScratch.scatter(
                    s.o, rows, valueSize, 1f, values(y, i, head, lane), values * paddedBatch, paddedBatch);
        }
    }

    /** How many keys query i may see, masks aside. */
    private int reach(int i) {
        return causal ? Math.min(keys, before + i + 1) : keys;
    }

    private AttentionScratch gatherKeys(int head, int lane) {
        int padded = LaneProducts.pad(keys);
        AttentionScratch s = AttentionScratch.of(padded, width, valueWidth);
        AttentionScratch.gather(units(k, 0, head, lane), keys, size, units * paddedBatch, paddedBatch, 1f, s.k, padded);
        AttentionScratch.gather(
                values(v, 0, head, lane), keys, valueSize, values * paddedBatch, paddedBatch, 1f, s.v, padded);
        Arrays.fill(s.seen, 0, keys * WIDTH, 1f);
        Arrays.fill(s.seen, keys * WIDTH, padded * WIDTH, 0f);
        if (mask != null) {
            for (int j = 0; j < keys; j++) {
                System.arraycopy(mask, j * paddedBatch + lane, s.seen, j * WIDTH, WIDTH);
            }
            s.hide(s.k, keys);
            s.hide(s.v, keys);
        }
        return s;
    }

    /** A block of queries, and their scores for the keys that any of them may see. */
    private void scores(AttentionScratch s, int head, int lane, int i, int rows, int reach) {
        int padded = LaneProducts.pad(rows);
        float factor = score.queryFactor();
        AttentionScratch.gather(
                units(q, i, head, lane), rows, size, units * paddedBatch, paddedBatch, factor, s.q, padded);
        score.forward(head, padded, reach, s);
    }

    /** Exponentials instead of scores, in one row; then what remains to be done is a division by their sum. */
    private void softmax(AttentionScratch s, int row, int keys, int padded, int at) {
        float[] p = s.p.array(), seen = s.seen;
        int pAt = s.p.at() + row * s.p.row();
        var max = FloatVector.broadcast(SPECIES, -Float.MAX_VALUE);
        for (int j = 0; j < keys; j++) {
            var hidden = FloatVector.fromArray(SPECIES, seen, j * WIDTH).compare(VectorOperators.EQ, 0f);
            max = FloatVector.fromArray(SPECIES, p, pAt + j * WIDTH)
                    .blend(-Float.MAX_VALUE, hidden)
                    .max(max);
        }
        FloatVector.zero(SPECIES).add(max).intoArray(greatest, at);
        var sum = FloatVector.zero(SPECIES);
        for (int j = 0; j < keys; j++) {
            sum = exponential(s, pAt + j * WIDTH, j, at).add(sum);
        }
        // Where there is no key to be seen, the sum is 0 and so is everything.
        var none = FloatVector.zero(SPECIES).add(sum).compare(VectorOperators.EQ, 0f);
        FloatVector.broadcast(SPECIES, 1f).div(sum).blend(0f, none).intoArray(inverse, at);
        for (int j = 0; j < keys; j++) {
            FloatVector.fromArray(SPECIES, p, pAt + j * WIDTH)
                    .mul(FloatVector.fromArray(SPECIES, inverse, at))
                    .intoArray(p, pAt + j * WIDTH);
        }
        Arrays.fill(p, pAt + keys * WIDTH, pAt + padded * WIDTH, 0f);
    }

    /** Replaces the score at p[at] by exp(score - greatest), 0 where the key may not be seen. */
    private FloatVector exponential(AttentionScratch s, int at, int j, int query) {
        var hidden = FloatVector.fromArray(SPECIES, s.seen, j * WIDTH).compare(VectorOperators.EQ, 0f);
        var e = FloatVector.fromArray(SPECIES, s.p.array(), at).sub(FloatVector.fromArray(SPECIES, greatest, query));
        var exp = Elementary.exp(e).blend(0f, hidden);
        exp.intoArray(s.p.array(), at);
        return exp;
    }

    /** The rows of a block that are no queries weigh nothing. */
    private static void clearRows(AttentionScratch s, int rows, int padded) {
        int at = s.p.at() + rows * s.p.row();
        Arrays.fill(s.p.array(), at, s.p.at() + padded * s.p.row(), 0f);
    }

    /**
     * From the output's gradient dy [Tq][V][B]: adds the gradient of the parameters, and writes those of queries, keys
     * and values, unless they are none. Columns above the batch must be zero in dy. Queries, keys and values must not
     * have changed since the forward call.
     */
    public void backward(Slice dy, Slice gradients, Slice dq, Slice dk, Slice dv) {
        this.dy = dy;
        this.dq = dq;
        this.dk = dk;
        this.dv = dv;
        workers.share(3 * work(), heads * vectors, backwardTask);
        if (parameters > 0) {
            score.flush(vectors, gradients);
        }
    }

    private void backwardTask(int task) {
        int head = task / vectors, lane = task % vectors * WIDTH;
        AttentionScratch s = gatherKeys(head, lane);
        int all = LaneProducts.pad(keys);
        clear(s.dk, all);
        clear(s.dv, all);
        for (int i = 0; i < queries; i += BLOCK) {
            int rows = Math.min(BLOCK, queries - i), padded = LaneProducts.pad(rows);
            int reach = LaneProducts.pad(reach(i + rows - 1));
            scores(s, head, lane, i, rows, reach);
            AttentionScratch.gather(
                    values(dy, i, head, lane), rows, valueSize, values * paddedBatch, paddedBatch, 1f, s.o, padded);
            clear(s.dp, padded);
            LaneProducts.add(padded, reach, valueWidth, s.o, s.v.transposed(), s.dp);
            for (int row = 0; row < rows; row++) {
                slopes(s, row, reach(i + row), reach, ((i + row) * heads + head) * paddedBatch + lane);
            }
            clearRows(s, rows, padded);
            LaneProducts.add(reach, valueWidth, padded, s.p.transposed(), s.o, s.dv);
            score.backward(head, padded, reach, s, task);
            if (!dq.isNone()) {
                float factor = score.queryFactor();
                AttentionScratch.scatter(
                        s.dq, rows, size, factor, units(dq, i, head, lane), units * paddedBatch, paddedBatch);
            }
        }
        if (!dk.isNone()) {
            AttentionScratch.scatter(s.dk, keys, size, 1f, units(dk, 0, head, lane), units * paddedBatch, paddedBatch);
        }
        if (!dv.isNone()) {
            AttentionScratch.scatter(
                    s.dv, keys, valueSize, 1f, values(dv, 0, head, lane), values * paddedBatch, paddedBatch);
        }
    }

    /** In one row: p from the scores, and de = p (dp - sum of p dp) instead of dp. */
    private void slopes(AttentionScratch s, int row, int keys, int padded, int at) {
        float[] p = s.p.array(), dp = s.dp.array();
        int pAt = s.p.at() + row * s.p.row();
        var inverse = FloatVector.fromArray(SPECIES, this.inverse, at);
        var sum = FloatVector.zero(SPECIES);
        for (int j = 0; j < keys; j++) {
            var weight = exponential(s, pAt + j * WIDTH, j, at).mul(inverse);
            weight.intoArray(p, pAt + j * WIDTH);
            sum = FloatVector.fromArray(SPECIES, dp, pAt + j * WIDTH).fma(weight, sum);
        }
        for (int j = 0; j < keys; j++) {
            FloatVector.fromArray(SPECIES, dp, pAt + j * WIDTH)
                    .sub(sum)
                    .mul(FloatVector.fromArray(SPECIES, p, pAt + j * WIDTH))
                    .intoArray(dp, pAt + j * WIDTH);
        }
        Arrays.fill(p, pAt + keys * WIDTH, pAt + padded * WIDTH, 0f);
        Arrays.fill(dp, pAt + keys * WIDTH, pAt + padded * WIDTH, 0f);
    }

    /**
     * The weights p of one query of the last forward call for all keys, [heads][Tk], of the example in one column.
     */
    public float[][] weights(int query, int column) {
        float[][] weights = new float[heads][keys];
        int lane = column / WIDTH * WIDTH;
        for (int head = 0; head < heads; head++) {
            AttentionScratch s = gatherKeys(head, lane);
            int reach = reach(query);
            scores(s, head, lane, query, 1, LaneProducts.pad(reach));
            softmax(s, 0, reach, LaneProducts.pad(reach), (query * heads + head) * paddedBatch + lane);
            for (int j = 0; j < reach; j++) {
                weights[head][j] = s.p.array()[s.p.at() + j * WIDTH + column - lane];
            }
        }
        return weights;
    }

    /** The numbers of one head and one vector of examples, from time step t on, of queries or keys. */
    private Slice units(Slice x, int t, int head, int lane) {
        return x.plus((t * units + head * size) * paddedBatch + lane);
    }

    /** The same of values. */
    private Slice values(Slice x, int t, int head, int lane) {
        return x.plus((t * values + head * valueSize) * paddedBatch + lane);
    }
}
