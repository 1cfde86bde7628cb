package rnnlab.engine.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import rnnlab.engine.kernel.Activation;
import rnnlab.engine.kernel.Dense;
import rnnlab.engine.kernel.Embedding;
import rnnlab.engine.kernel.Gru;
import rnnlab.engine.kernel.Loss;
import rnnlab.engine.kernel.Lstm;
import rnnlab.engine.kernel.Recurrent;
import rnnlab.engine.kernel.SimpleRnn;
import rnnlab.engine.kernel.SoftmaxCrossEntropy;
import rnnlab.engine.kernel.Workers;

/**
 * Builds a graph, node by node in the order of computation. Every method adds one node that reads the given signal and returns
 * its output. A signal can be read once; {@link #fork} makes more of it.
 */
public final class GraphBuilder {

    private final int lanes;
    private final boolean training;
    private final Workers workers;
    private final List<Input> inputs = new ArrayList<>();
    private final List<Output> outputs = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private int dropouts;
    private boolean frozen;

    /**
     * @param lanes the width of a batch, a whole number of vectors
     * @param training whether gradients will be wanted; else no memory is taken for them
     */
    public GraphBuilder(int lanes, boolean training, Workers workers) {
        this.lanes = lanes;
        this.training = training;
        this.workers = workers;
    }

    /** An input of numbers, [T][size][B]; without time axis, T is 1. */
    public Signal input(String name, int size, int capacity, boolean sequence) {
        return add(new Input(name, size, capacity, lanes, sequence, false)).signal;
    }

    private Input add(Input input) {
        input.signal.maskedBy = List.of(inputs.size());
        inputs.add(input);
        return input;
    }

    /** Whether the layers added from here on keep their parameters. */
    public void freeze(boolean frozen) {
        this.frozen = frozen;
    }

    /** The same signal for a layer that nothing before it learns through. */
    public Signal stop(Signal in) {
        if (!in.learned) {
            return in;
        }
        var node = new Stop(in);
        return add(node, node.out);
    }

    private Signal add(Node node, Signal out) {
        nodes.add(node);
        return out;
    }

    /** The same signal for several readers. */
    public List<Signal> fork(Signal in, int readers) {
        if (readers == 1) {
            return List.of(in);
        }
        var node = new Fork(in, readers, training);
        nodes.add(node);
        return node.outs;
    }

    /** An input of indices below {@code vocabulary}, [T][B], for {@link #embedding}. */
    public Signal indices(String name, int vocabulary, int capacity, boolean sequence) {
        return add(new Input(name, vocabulary, capacity, lanes, sequence, true)).signal;
    }

    /** Whether this is an input of indices. */
    public boolean isIndices(Signal signal) {
        return inputs.stream().anyMatch(input -> input.signal == signal && input.indices != null);
    }

    /** A table of vectors: each index of the input is replaced by its vector. */
    public Signal embedding(String name, Signal indices, int units, int parametersAt) {
        Input input = inputs.stream()
                .filter(i -> i.signal == indices)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the embedding " + name + " does not read an input"));
        var kernel = new Embedding(input.size(), units, input.capacity(), lanes, workers);
        var node = new EmbeddingNode(name, kernel, input, units, place(parametersAt, kernel.parameters()), training);
        return add(node, node.out);
    }

    /** y = activation(W x + b) at each time step; without {@code bias} there is no b. */
    public Signal dense(String name, Signal in, int units, boolean bias, Activation activation, int parametersAt) {
        var kernel = new Dense(in.size, units, bias, activation, in.capacity, lanes, workers);
        var node = new LayerNode(name, kernel, units, place(parametersAt, kernel.parameters()), in, training);
        return add(node, node.out);
    }

    private Place place(int at, int count) {
        return new Place(at, count, frozen, training);
    }

    /** A simple recurrent layer. */
    public Signal simpleRnn(
            String name, Signal in, int units, Activation activation, boolean backwards, int parametersAt) {
        return recurrent(
                name,
                in,
                units,
                new SimpleRnn(in.size, units, activation, in.capacity, lanes, backwards, workers),
                parametersAt);
    }

    /** A long short-term memory layer. */
    public Signal lstm(String name, Signal in, int units, boolean backwards, int parametersAt) {
        return recurrent(
                name, in, units, new Lstm(in.size, units, in.capacity, lanes, backwards, workers), parametersAt);
    }

    /** A gated recurrent unit. */
    public Signal gru(String name, Signal in, int units, boolean resetAfter, boolean backwards, int parametersAt) {
        return recurrent(
                name,
                in,
                units,
                new Gru(in.size, units, resetAfter, in.capacity, lanes, backwards, workers),
                parametersAt);
    }

    private Signal recurrent(String name, Signal in, int units, Recurrent kernel, int parametersAt) {
        var node = new RecurrentNode(name, kernel, units, place(parametersAt, kernel.parameters()), in, training);
        return add(node, node.out);
    }

    /** A function of each number. */
    public Signal activation(String name, Signal in, Activation activation) {
        var node = new ActivationNode(name, in, activation, training);
        return add(node, node.out);
    }

    /** Dropout that keeps a number with this probability. */
    public Signal dropout(String name, Signal in, double keep) {
        var node = new DropoutNode(name, in, keep, dropouts++, training);
        return add(node, node.out);
    }

    /** The last valid time step; in reading order of a layer that reads {@code backwards}. */
    public Signal lastStep(String name, Signal in, boolean backwards) {
        return lastStep(name, in, in, backwards);
    }

    /** The last time step that the mask of {@code masked}, which is not read otherwise, leaves valid. */
    public Signal lastStep(String name, Signal in, Signal masked, boolean backwards) {
        var node = new LastStep(name, in, masked, backwards, training);
        return add(node, node.out);
    }

    /** The same numbers at each time step of {@code like}. */
    public Signal repeat(String name, Signal in, Signal like) {
        var node = new Repeat(name, in, like, training);
        return add(node, node.out);
    }

    /** Units side by side. */
    public Signal merge(String name, List<Signal> ins) {
        var node = new Merge(name, ins, training);
        return add(node, node.out);
    }

    /** Sum of signals of one size. */
    public Signal add(String name, List<Signal> ins) {
        return combine(name, Combine.How.ADD, ins);
    }

    /** Mean of signals of one size. */
    public Signal average(String name, List<Signal> ins) {
        return combine(name, Combine.How.AVERAGE, ins);
    }

    /** First minus second. */
    public Signal subtract(String name, Signal first, Signal second) {
        return combine(name, Combine.How.SUBTRACT, List.of(first, second));
    }

    /** First times second. */
    public Signal product(String name, Signal first, Signal second) {
        return combine(name, Combine.How.PRODUCT, List.of(first, second));
    }

    private Signal combine(String name, Combine.How how, List<Signal> ins) {
        var node = new Combine(name, how, ins, training);
        return add(node, node.out);
    }

    /** An output of numbers; {@code factor} multiplies the loss. */
    public void numbers(Signal in, Loss loss, float factor) {
        outputs.add(new NumbersOutput(in, loss, factor));
    }

    /** An output of one class out of many; a target is a class, or a distribution over all classes. */
    public void classes(Signal in, boolean indices) {
        outputs.add(new ClassesOutput(in, indices));
    }

    /** An output of one class out of many: softmax(W x + b) against one class at each time step. */
    public void softmax(String name, Signal in, int units, int parametersAt) {
        var kernel = new SoftmaxCrossEntropy(in.size, units, in.capacity, lanes, workers);
        outputs.add(new SoftmaxOutput(name, kernel, units, place(parametersAt, kernel.parameters()), in));
    }

    /** Brings the outputs into the order of these names. */
    public void orderOutputs(List<String> names) {
        outputs.sort(Comparator.comparingInt(output -> names.indexOf(output.name())));
    }

    /** The finished graph. */
    public Graph build() {
        return new Graph(inputs, outputs, nodes, lanes);
    }
}
