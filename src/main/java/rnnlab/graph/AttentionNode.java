package rnnlab.graph;

import java.util.Arrays;
import rnnlab.kernel.Attention;
import rnnlab.kernel.Slice;

/**
 * Attention of queries over keys and values. Where the sequence is read step by step and the keys are steps of it, it
 * keeps those of all steps so far.
 */
final class AttentionNode implements Carrying {

    private final String name;
    private final Attention kernel;
    private final Parameters parameters;
    private final Signal queries;
    private final Signal keys;
    private final Signal values;
    private final boolean self;
    private final boolean cached;
    final Signal out;

    /** Keys and values of the steps so far, [steps][size][B]. */
    private float[] keyCache = new float[0];

    private float[] valueCache = new float[0];
    private int length;

    /** @param self whether keys and queries are of the same sequence */
    AttentionNode(
            String name,
            Attention kernel,
            Parameters parameters,
            Signal queries,
            Signal keys,
            Signal values,
            boolean self,
            boolean cached) {
        this.name = name;
        this.kernel = kernel;
        this.parameters = parameters;
        this.queries = queries.take();
        this.keys = keys.take();
        this.values = values.take();
        this.self = self;
        this.cached = cached;
        boolean learned = keys.learned || values.learned || parameters.learn();
        this.out = queries.next(name, queries.shape.of(values.size), learned);
        out.value = kernel.output();
    }

    @Override
    public void load(float[] all) {
        kernel.load(parameters.in(all));
    }

    @Override
    public void forward(Pass pass) {
        out.follow(queries);
        if (keys.steps != values.steps) {
            throw new IllegalArgumentException(name + ": keys have " + keys.steps + " time steps, values "
                    + values.steps + "; they must be equal");
        }
        kernel.queries(queries.value, queries.steps);
        if (cached) {
            keyCache = append(keyCache, keys);
            valueCache = append(valueCache, values);
            kernel.keys(Slice.of(keyCache), Slice.of(valueCache), length + keys.steps, length, null);
            length += keys.steps;
        } else {
            kernel.keys(keys.value, values.value, keys.steps, 0, keys.mask);
        }
        kernel.forward();
    }

    /** The steps of a signal behind those that are kept; room doubles when it ends. */
    private float[] append(float[] cache, Signal in) {
        int at = length * in.block(), end = at + in.length();
        float[] longer = cache.length < end ? Arrays.copyOf(cache, Math.max(end, 2 * cache.length)) : cache;
        System.arraycopy(in.value.array(), in.value.at(), longer, at, in.length());
        return longer;
    }

    @Override
    public void backward(Pass pass) {
        if (out.gradient.isNone()) {
            return; // nothing here or before learns
        }
        kernel.backward(
                out.gradient, parameters.gradients(pass.gradients()), queries.gradient, keys.gradient, values.gradient);
    }

    @Override
    public void carry(boolean keep) {
        length = keep ? length : 0;
    }

    @Override
    public void take(Carrying before, int[] from) {
        var of = (AttentionNode) before;
        length = of.length;
        keyCache = columns(of.keyCache, of.keys, keys, from);
        valueCache = columns(of.valueCache, of.values, values, from);
    }

    private float[] columns(float[] cache, Signal of, Signal to, int[] from) {
        float[] columns = of == to ? cache : new float[length * to.block()];
        Carrying.columns(cache, of.paddedBatch, columns, to.paddedBatch, length * to.size, from);
        return columns;
    }

    /** How many queries the last pass had. */
    int queryCount() {
        return queries.steps;
    }

    /** How query number {@code query} of the last pass weighs the keys, in one column. */
    AttentionWeights weights(int query, int column) {
        return new AttentionWeights(name, self, kernel.weights(query, column));
    }
}
