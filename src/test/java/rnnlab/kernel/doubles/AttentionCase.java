package rnnlab.kernel.doubles;

import java.util.Arrays;
import java.util.Random;
import rnnlab.kernel.Workers;

/** One attention with random sizes, options and numbers, and a loss that is linear in its output. */
final class AttentionCase {
    private static final Workers ONE = new Workers(1);

    private final long seed;
    private final Attention.Score score;
    final int batch;
    final int paddedBatch;
    private final boolean causal;
    private final int heads;
    private final int queries;
    private final int keys;
    final Attention layer;
    final double[] params;
    final double[] q;
    final double[] k;
    final double[] v;
    final double[] dy;
    /** [Tk][B], or null. */
    final double[] mask;

    AttentionCase(Attention.Score score, long seed) {
        this.seed = seed;
        this.score = score;
        var random = new Random(seed);
        batch = 1 + random.nextInt(6);
        paddedBatch = Vectors.pad(batch);
        causal = random.nextBoolean();
        heads = 1 + random.nextInt(3);
        int units = heads * (1 + random.nextInt(6)), values = heads * (1 + random.nextInt(6));
        keys = 1 + random.nextInt(19);
        queries = causal ? keys : 1 + random.nextInt(19);
        layer = new Attention(score, heads, causal, units, values, new Capacity(queries, paddedBatch, ONE));
        params = numbers(random, layer.parameters());
        q = numbers(random, queries * units * paddedBatch);
        k = numbers(random, keys * units * paddedBatch);
        v = numbers(random, keys * values * paddedBatch);
        dy = numbers(random, queries * values * paddedBatch);
        for (int i = 0; i < dy.length; i++) {
            dy[i] = i % paddedBatch < batch ? dy[i] : 0;
        }
        mask = random.nextBoolean()
                ? random.doubles(keys * paddedBatch).map(x -> x < 0.6 ? 1 : 0).toArray()
                : null;
    }

    private static double[] numbers(Random random, int count) {
        return random.doubles(count, -1.5, 1.5).toArray();
    }

    /** sum(y dy). */
    double loss() {
        layer.load(Slice.of(params));
        layer.queries(Slice.of(q), queries)
                .keys(Slice.of(k), Slice.of(v), keys, 0, mask)
                .forward();
        double[] y = layer.output().array();
        double loss = 0;
        for (int i = 0; i < dy.length; i++) {
            loss += dy[i] == 0 ? 0 : y[i] * dy[i];
        }
        return loss;
    }

    /** The gradients of parameters, queries, keys and values. */
    double[][] gradients() {
        loss();
        double[][] g = {new double[params.length], new double[q.length], new double[k.length], new double[v.length]};
        // What stands there before must not matter, except for the parameters', which are added to.
        Arrays.stream(g).skip(1).forEach(each -> Arrays.fill(each, 7));
        layer.backward(Slice.of(dy), Slice.of(g[0]), Slice.of(g[1]), Slice.of(g[2]), Slice.of(g[3]));
        return g;
    }

    @Override
    public String toString() {
        return score + ", seed " + seed + ": batch " + batch + ", heads " + heads + ", queries " + queries + ", keys "
                + keys + (causal ? ", causal" : "") + (mask == null ? "" : ", masked");
    }
}
