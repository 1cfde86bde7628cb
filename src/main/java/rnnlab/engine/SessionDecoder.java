package rnnlab.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import rnnlab.graph.AttentionWeights;
import rnnlab.graph.Graph;
import rnnlab.graph.GraphInput;
import rnnlab.graph.GraphKey;
import rnnlab.graph.GraphOutput;
import rnnlab.kernel.Vectors;
import rnnlab.network.Input;
import rnnlab.network.Network;

/**
 * A network that writes token by token, run by a graph that reads its target step by step: what depends on the source
 * alone is computed once, and what attention saw of earlier steps is kept.
 */
final class SessionDecoder implements Decoder {

    private final Session session;
    private final Network network;
    /** The numbers of the inputs; -1 for no source. */
    private final int source;

    private final int target;
    private Graph graph;
    private int steps;
    private int count;
    private int[] lengths;

    SessionDecoder(Session session) {
        this.session = session;
        this.network = session.network();
        int inputs = network.inputs().size();
        this.target = inputs == 1 ? 0 : number(TARGET);
        this.source = inputs == 1 ? -1 : number(SOURCE);
        if (inputs > 2
                || target < 0
                || inputs == 2 && source < 0
                || network.inputs().stream().anyMatch(input -> !input.shape().sequence())
                || network.outputs().size() != 1
                || !network.outputs().get(0).shape().sequence()) {
            throw new IllegalArgumentException(
                    "a decoder wants a network with the inputs \"" + SOURCE + "\" and \"" + TARGET
                            + "\", or with one input, all sequences, and one output that is a sequence; the inputs are "
                            + network.inputs().stream().map(Input::name).toList());
        }
    }

    private int number(String name) {
        return IntStream.range(0, network.inputs().size())
                .filter(i -> network.inputs().get(i).name().equals(name))
                .findFirst()
                .orElse(-1);
    }

    @Override
    public void start(List<int[]> sources) {
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("sources: none; at least 1");
        }
        count = sources.size();
        lengths = sources.stream().mapToInt(s -> s.length).toArray();
        if (source >= 0) {
            for (int b = 0; b < count; b++) {
                if (lengths[b] == 0) {
                    throw new IllegalArgumentException("source " + b + " is empty; at least 1 token");
                }
                for (int token : sources.get(b)) {
                    check(network.inputs().get(source), token, "source " + b);
                }
            }
        }
        steps = Math.max(1, Arrays.stream(lengths).max().orElse(1));
        graph = compile(count);
        if (source >= 0) {
            fill(graph.inputs().get(source), sources);
            graph.begin();
        }
        graph.carryState(false);
    }

    private Graph compile(int hypotheses) {
        List<Integer> most = IntStream.range(0, network.inputs().size())
                .mapToObj(i -> i == target ? 1 : steps)
                .toList();
        Graph made =
                session.graphs().compile(new GraphKey(Vectors.pad(hypotheses), false, most, List.of(true), target));
        made.load(session.parameters());
        return made;
    }

    private static void check(Input input, int token, String where) {
        if (token < 0 || token >= input.shape().size()) {
            throw new IllegalArgumentException(where + ": index " + token + "; input \"" + input.name() + "\" has 0 to "
                    + (input.shape().size() - 1));
        }
    }

    /** The sources with padding behind the shorter ones, and the mask that says so. */
    private void fill(GraphInput in, List<int[]> sources) {
        boolean masked = Arrays.stream(lengths).anyMatch(length -> length < steps);
        Arrays.fill(in.mask(), 0f);
        for (int t = 0; t < steps; t++) {
            int[] tokens = new int[count];
            for (int b = 0; b < count; b++) {
                boolean there = t < lengths[b];
                tokens[b] = there ? sources.get(b)[t] : 0;
                in.mask()[t * graph.paddedBatch() + b] = there ? 1 : 0;
            }
            put(in, t, tokens);
        }
        in.filled(steps, count, masked);
    }

    /** One step of each sequence, as indices or one-hot. */
    private void put(GraphInput in, int t, int[] tokens) {
        int width = graph.paddedBatch();
        if (in.indices() != null) {
            System.arraycopy(tokens, 0, in.indices(), t * width, tokens.length);
            return;
        }
        Arrays.fill(in.values(), t * in.size() * width, (t + 1) * in.size() * width, 0f);
        for (int b = 0; b < tokens.length; b++) {
            in.values()[(t * in.size() + tokens[b]) * width + b] = 1;
        }
    }

    @Override
    public float[][] step(int[] tokens) {
        checkStarted();
        if (tokens.length != count) {
            throw new IllegalArgumentException("tokens: " + tokens.length + " for " + count + " hypotheses");
        }
        for (int b = 0; b < count; b++) {
            check(network.inputs().get(target), tokens[b], "hypothesis " + b);
        }
        GraphInput in = graph.inputs().get(target);
        put(in, 0, tokens);
        in.filled(1, count, false);
        graph.forward(false, 0, 0);
        graph.carryState(true);
        GraphOutput output = graph.outputs().get(0);
        float[] p = output.prediction();
        float[][] rows = new float[count][output.size()];
        for (int b = 0; b < count; b++) {
            for (int j = 0; j < output.size(); j++) {
                rows[b][j] = p[j * graph.paddedBatch() + b];
            }
        }
        return rows;
    }

    @Override
    public void reorder(int[] from) {
        checkStarted();
        if (from.length == 0) {
            throw new IllegalArgumentException("from: no hypotheses; at least 1");
        }
        for (int b : from) {
            if (b < 0 || b >= count) {
                throw new IllegalArgumentException("from: hypothesis " + b + "; there are 0 to " + (count - 1));
            }
        }
        Graph old = graph;
        if (Vectors.pad(from.length) != graph.paddedBatch()) {
            graph = compile(from.length);
        }
        graph.takeState(old, from);
        lengths = Arrays.stream(from).map(b -> lengths[b]).toArray();
        count = from.length;
    }

    @Override
    public Optional<float[]> attention(int b) {
        checkStarted();
        if (b < 0 || b >= count) {
            throw new IllegalArgumentException("hypothesis " + b + "; there are 0 to " + (count - 1));
        }
        return graph.lastAttention(b).stream()
                .filter(layer -> !layer.self())
                .reduce((first, last) -> last)
                .map(layer -> mean(layer, lengths[b]));
    }

    private static float[] mean(AttentionWeights layer, int length) {
        float[] mean = new float[length];
        for (float[] head : layer.weights()) {
            for (int j = 0; j < length; j++) {
                mean[j] += head[j] / layer.weights().length;
            }
        }
        return mean;
    }

    private void checkStarted() {
        if (graph == null) {
            throw new IllegalStateException("start(...) comes first");
        }
    }
}
