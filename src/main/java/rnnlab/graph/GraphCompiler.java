package rnnlab.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import rnnlab.kernel.Activation;
import rnnlab.kernel.Attention;
import rnnlab.kernel.Capacity;
import rnnlab.kernel.Dense;
import rnnlab.kernel.Embedding;
import rnnlab.kernel.Gru;
import rnnlab.kernel.LayerNorm;
import rnnlab.kernel.Lstm;
import rnnlab.kernel.Positions;
import rnnlab.kernel.Recurrent;
import rnnlab.kernel.SimpleRnn;
import rnnlab.kernel.SoftmaxCrossEntropy;
import rnnlab.kernel.Workers;
import rnnlab.network.Input;
import rnnlab.network.Layer;
import rnnlab.network.Network;
import rnnlab.network.Output;
import rnnlab.network.ParameterPlace;
import rnnlab.network.Source;
import rnnlab.network.Vertex;

/**
 * Makes the graph of a network for one key: for each vertex the nodes over the kernels, in the order in which they
 * compute. A signal has one reader, so a {@link Fork} stands where a source has several.
 */
public final class GraphCompiler implements Layer.Visitor<Signal> {

    private final GraphKey key;
    private final Workers workers;
    private final List<Node> nodes = new ArrayList<>();
    /** The nodes that do not depend on an input that is read step by step, where there is one. */
    private final List<Node> beginning = new ArrayList<>();
    /** What depends on it: the input and everything after it. */
    private final Set<Source> stepwise = Collections.newSetFromMap(new IdentityHashMap<>());
    /** For each source the signals that its readers have not taken yet. */
    private final Map<Source, Deque<Signal>> ready = new IdentityHashMap<>();
    /** What readers of an input's steps and mask look at. */
    private final Map<Input, GraphInput> inputs = new IdentityHashMap<>();

    private int dropouts;

    /** The source under way, and for a vertex the signals that it reads. */
    private Source source;

    private Vertex vertex;

    private List<Signal> ins;

    private GraphCompiler(GraphKey key, Workers workers) {
        this.key = key;
        this.workers = workers;
    }

    /** The graph; its arrays are taken, its parameters not yet loaded. */
    public static Graph compile(Network network, GraphKey key, Workers workers) {
        return new GraphCompiler(key, workers).graph(network);
    }

    private Graph graph(Network network) {
        List<GraphInput> entrances = new ArrayList<>();
        for (int i = 0; i < network.inputs().size(); i++) {
            Input input = network.inputs().get(i);
            int steps = Math.max(key.steps().get(i), 1);
            var entrance = new GraphInput(input, steps, key.paddedBatch());
            entrances.add(entrance);
            inputs.put(input, entrance);
            source = input;
            if (i == key.stepwise()) {
                stepwise.add(input);
            }
            offer(network, input, entrance.signal);
        }
        for (Vertex next : network.vertices()) {
            vertex = next;
            source = next;
            if (next.reads().stream().anyMatch(stepwise::contains)
                    || next.layer() instanceof Layer.Repeat repeat && stepwise.contains(repeat.like())) {
                stepwise.add(next);
            }
            ins = next.reads().stream().map(this::take).toList();
            offer(network, next, next.layer().accept(this));
        }
        List<GraphOutput> exits = new ArrayList<>();
        for (int i = 0; i < network.outputs().size(); i++) {
            exits.add(output(network.outputs().get(i), key.classes().get(i)));
        }
        return new Graph(entrances, exits, beginning, nodes, key.paddedBatch());
    }

    /** The signal of what the source under way reads; kept, where that is computed once and this at each step. */
    private Signal take(Source read) {
        Signal signal = ready.get(read).remove();
        if (!stepwise.contains(source) || stepwise.contains(read)) {
            return signal;
        }
        var kept = new Kept(signal);
        beginning.add(kept);
        return kept.out;
    }

    private void offer(Network network, Source source, Signal signal) {
        Stream<Source> reads = Stream.concat(
                network.vertices().stream().flatMap(v -> v.reads().stream()),
                network.outputs().stream().map(Output::in));
        int readers = (int) reads.filter(read -> read == source).count();
        ready.put(source, new ArrayDeque<>(fork(signal, readers)));
    }

    /** The same signal for several readers. */
    private List<Signal> fork(Signal in, int readers) {
        if (readers == 1) {
            return List.of(in);
        }
        var fork = new Fork(in, readers, workers);
        add(fork, in);
        return fork.outs;
    }

    private Signal add(Node node, Signal out) {
        boolean before = key.stepwise() != GraphKey.NONE && !stepwise.contains(source);
        (before ? beginning : nodes).add(node);
        return out;
    }

    private Parameters parameters(ParameterPlace place, int count) {
        return new Parameters(place, count, key.training());
    }

    /** What a layer is made for that reads at most so many time steps. */
    private Capacity capacity(int steps) {
        return new Capacity(steps, key.paddedBatch(), workers);
    }

    private GraphOutput output(Output output, boolean indices) {
        source = output.in();
        Signal in = take(source);
        if (output.classes()
                && indices
                && output.dense().filter(Layer.Dense::bias).isPresent()) {
            int units = output.shape().size();
            var kernel = new SoftmaxCrossEntropy(in.size, units, capacity(in.capacity)).smoothing(output.smoothing());
            Parameters parameters = parameters(output.parameters(), kernel.parameters());
            return new SoftmaxOutput(output.name(), kernel, units, parameters, in);
        }
        Signal y =
                output.dense().isPresent() ? dense(output.name(), output.dense().get(), in, output.parameters()) : in;
        return switch (output.loss()) {
            case SOFTMAX_CROSS_ENTROPY -> new ClassesOutput(y, indices, output.smoothing());
            case SIGMOID_CROSS_ENTROPY -> new NumbersOutput(y, rnnlab.kernel.Loss.SIGMOID_CROSS_ENTROPY, y.size);
            case MEAN_SQUARED_ERROR -> new NumbersOutput(y, rnnlab.kernel.Loss.MEAN_SQUARED_ERROR, 1);
            case SQUARED_ERROR -> new NumbersOutput(y, rnnlab.kernel.Loss.MEAN_SQUARED_ERROR, y.size);
            case MEAN_ABSOLUTE_ERROR -> new NumbersOutput(y, rnnlab.kernel.Loss.MEAN_ABSOLUTE_ERROR, 1);
            case ABSOLUTE_ERROR -> new NumbersOutput(y, rnnlab.kernel.Loss.MEAN_ABSOLUTE_ERROR, y.size);
        };
    }

    @Override
    public Signal dense(Layer.Dense layer) {
        return dense(vertex.name(), layer, ins.get(0), vertex.parameters());
    }

    private Signal dense(String name, Layer.Dense layer, Signal in, ParameterPlace place) {
        Activation function = KernelFunction.of(layer.activation());
        var kernel = new Dense(in.size, layer.units(), layer.bias(), function, capacity(in.capacity));
        var node = new LayerNode(name, kernel, layer.units(), parameters(place, kernel.parameters()), in);
        return add(node, node.out);
    }

    @Override
    public Signal embedding(Layer.Embedding layer) {
        GraphInput input = inputs.get((Input) vertex.reads().get(0));
        var kernel = new Embedding(input.size(), layer.units(), capacity(input.capacity()));
        Parameters parameters = parameters(vertex.parameters(), kernel.parameters());
        var node = new EmbeddingNode(vertex.name(), kernel, input, layer.units(), parameters);
        return add(node, node.out);
    }

    @Override
    public Signal recurrent(Layer.Recurrent layer) {
        return recurrent(layer, ins.get(0), vertex.parameters(), false);
    }

    private Signal recurrent(Layer.Recurrent layer, Signal in, ParameterPlace place, boolean backwards) {
        Recurrent kernel = layer.acceptRecurrent(new Kernels(in, backwards));
        Parameters parameters = parameters(place, kernel.parameters());
        var node = new RecurrentNode(vertex.name(), kernel, layer.units(), parameters, in);
        return add(node, node.out);
    }

    /** The kernels of recurrent layers that read this signal. */
    private final class Kernels implements Layer.RecurrentVisitor<Recurrent> {

        private final Signal in;
        private final boolean backwards;

        Kernels(Signal in, boolean backwards) {
            this.in = in;
            this.backwards = backwards;
        }

        @Override
        public Recurrent simpleRnn(Layer.SimpleRnn layer) {
            Activation function = KernelFunction.of(layer.activation());
            return new SimpleRnn(in.size, layer.units(), function, capacity(in.capacity), backwards);
        }

        @Override
        public Recurrent lstm(Layer.Lstm layer) {
            return new Lstm(in.size, layer.units(), capacity(in.capacity), backwards);
        }

        @Override
        public Recurrent gru(Layer.Gru layer) {
            return new Gru(in.size, layer.units(), layer.resetAfter(), capacity(in.capacity), backwards);
        }
    }

    @Override
    public Signal bidirectional(Layer.Bidirectional layer) {
        refuseSteps("reads its sequence from the end too");
        List<Signal> both = fork(ins.get(0), 2);
        ParameterPlace first = vertex.parameters();
        int each = layer.each().parameters(List.of(vertex.reads().get(0).shape()));
        Signal forward = direction(layer, both.get(0), first, false);
        Signal backward = direction(layer, both.get(1), new ParameterPlace(first.at() + each, first.frozen()), true);
        return combine(layer.how(), List.of(forward, backward));
    }

    private Signal direction(Layer.Bidirectional layer, Signal in, ParameterPlace place, boolean backwards) {
        Signal x = layer.keep() == 1 ? in : dropout(in, layer.keep());
        Signal h = recurrent(layer.each(), x, place, backwards);
        return layer.lastStep() ? lastStep(h, h, backwards) : h;
    }

    @Override
    public Signal activate(Layer.Activate layer) {
        var node = new ActivationNode(vertex.name(), ins.get(0), KernelFunction.of(layer.function()));
        return add(node, node.out);
    }

    @Override
    public Signal dropout(Layer.Dropout layer) {
        return dropout(ins.get(0), layer.keep());
    }

    private Signal dropout(Signal in, double keep) {
        var node = new DropoutNode(vertex.name(), in, keep, dropouts++, key.training());
        return add(node, node.out);
    }

    @Override
    public Signal lastStep(Layer.LastStep layer) {
        Signal in = ins.get(0);
        Signal masked = layer.maskOf().map(input -> inputs.get(input).signal).orElse(in);
        return lastStep(in, masked, false);
    }

    private Signal lastStep(Signal in, Signal masked, boolean backwards) {
        var node = new LastStep(vertex.name(), in, masked, backwards);
        return add(node, node.out);
    }

    @Override
    public Signal repeat(Layer.Repeat layer) {
        var node = new Repeat(vertex.name(), ins.get(0), inputs.get(layer.like()).signal);
        return add(node, node.out);
    }

    @Override
    public Signal combine(Layer.Combine layer) {
        return combine(layer.how(), ins);
    }

    private Signal combine(Layer.Combination how, List<Signal> signals) {
        if (how == Layer.Combination.CONCATENATE) {
            var node = new Concatenate(vertex.name(), signals);
            return add(node, node.out);
        }
        var node = new Combine(vertex.name(), how, signals, workers);
        return add(node, node.out);
    }

    @Override
    public Signal stopGradient(Layer.StopGradient layer) {
        Signal in = ins.get(0);
        if (!in.learned) {
            return in;
        }
        var node = new StopGradient(in);
        return add(node, node.out);
    }

    /** @throws UnsupportedOperationException when the vertex under way is asked step by step */
    private void refuseSteps(String why) {
        if (stepwise.contains(vertex)) {
            throw new UnsupportedOperationException("layer \"" + vertex.name() + "\" " + why
                    + ", so it needs the whole sequence and cannot be read step by step; use output");
        }
    }

    @Override
    public Signal attention(Layer.Attention layer) {
        Signal queries = ins.get(0), keys = ins.get(1), values = ins.get(2);
        boolean cached = stepwise.contains(vertex.reads().get(1));
        if (cached && !layer.causal()) {
            refuseSteps("looks at later steps");
        }
        var kernel = new Attention(
                KernelFunction.of(layer.score()),
                layer.heads(),
                layer.causal(),
                queries.size,
                values.size,
                capacity(queries.capacity));
        // What has the same mask has the same steps.
        boolean self = !Collections.disjoint(
                vertex.reads().get(0).maskedBy(), vertex.reads().get(1).maskedBy());
        Parameters parameters = parameters(vertex.parameters(), kernel.parameters());
        var node = new AttentionNode(vertex.name(), kernel, parameters, queries, keys, values, self, cached);
        return add(node, node.out);
    }

    @Override
    public Signal normalise(Layer.Normalise layer) {
        Signal in = ins.get(0);
        var kernel = new LayerNorm(in.size, layer.epsilon(), capacity(in.capacity));
        var node =
                new LayerNode(vertex.name(), kernel, in.size, parameters(vertex.parameters(), kernel.parameters()), in);
        return add(node, node.out);
    }

    @Override
    public Signal positions(Layer.Positions layer) {
        Signal in = ins.get(0);
        var kernel = new Positions(in.size, layer.most(), layer.learned(), capacity(in.capacity));
        Parameters parameters = parameters(vertex.parameters(), kernel.parameters());
        var node = new PositionsNode(vertex.name(), kernel, parameters, in, stepwise.contains(vertex));
        return add(node, node.out);
    }
}
