package rnnlab.graph;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A whole network for one width of batch: nodes in the order in which they compute. */
public final class Graph {

    private final List<GraphInput> inputs;
    private final List<GraphOutput> outputs;
    /** What depends on whole inputs alone, in a graph that reads another input step by step; else nothing. */
    private final List<Node> beginning;

    private final List<Node> nodes;
    private final int paddedBatch;

    Graph(List<GraphInput> inputs, List<GraphOutput> outputs, List<Node> beginning, List<Node> nodes, int paddedBatch) {
        this.inputs = List.copyOf(inputs);
        this.outputs = List.copyOf(outputs);
        this.beginning = List.copyOf(beginning);
        this.nodes = List.copyOf(nodes);
        this.paddedBatch = paddedBatch;
    }

    /** Where examples enter. */
    public List<GraphInput> inputs() {
        return inputs;
    }

    /** Where predictions leave. */
    public List<GraphOutput> outputs() {
        return outputs;
    }

    /** The width of a batch, a whole number of vectors. */
    public int paddedBatch() {
        return paddedBatch;
    }

    /** Takes over changed parameters. */
    public void load(float[] parameters) {
        for (Node node : beginning) {
            node.load(parameters);
        }
        for (Node node : nodes) {
            node.load(parameters);
        }
        for (GraphOutput output : outputs) {
            output.load(parameters);
        }
    }

    /** Computes what the steps that follow read of the inputs that are there as a whole. */
    public void begin() {
        Pass pass = new Pass(false, 0, 0, 0, null);
        for (Node node : beginning) {
            node.forward(pass);
        }
    }

    /** Computes all signals from the inputs; after {@link #begin}, those of one more step. */
    public void forward(boolean training, long seed, long step) {
        Pass pass = new Pass(training, seed, step, 0, null);
        for (Node node : nodes) {
            node.forward(pass);
        }
    }

    /**
     * The loss of the last forward pass: for each output the mean over what its weights count, then the sum over
     * outputs. When gradients are wanted, those of the outputs are written, and those of the outputs' own parameters
     * added.
     *
     * @param gradients the gradient of all parameters; null when only the loss is wanted
     * @param whole where the loss of this pass is added to that of others
     */
    public double loss(float[] gradients, Losses whole) {
        Pass pass = new Pass(gradients != null, 0, 0, 0, gradients);
        double loss = 0;
        for (int i = 0; i < outputs.size(); i++) {
            GraphOutput output = outputs.get(i);
            double count = output.count();
            double sum = output.sum(pass, count == 0 ? 0 : (float) (1 / count));
            loss += count == 0 ? 0 * sum : sum / count;
            whole.add(i, sum, count);
        }
        return loss;
    }

    /**
     * Adds the gradient of the loss to {@code gradients}, after {@link #loss}.
     *
     * @param first the time step where recurrent layers stop going back
     */
    public void backward(int first, float[] gradients) {
        Pass pass = new Pass(true, 0, 0, first, gradients);
        for (int i = nodes.size() - 1; i >= 0; i--) {
            nodes.get(i).backward(pass);
        }
    }

    /** Whether a layer reads its sequence from the end, and so cannot be asked before the sequence is complete. */
    public boolean readsBackwards() {
        return nodes.stream().anyMatch(node -> node instanceof RecurrentNode recurrent && recurrent.backwards());
    }

    /** The next pass starts from the state after this one ({@code keep}), or from zero. */
    public void carryState(boolean keep) {
        carrying().forEach(node -> node.carry(keep));
    }

    /**
     * What nodes carry from step to step, from a graph of the same network, or from this one: column i becomes what
     * column {@code from[i]} was there.
     */
    public void takeState(Graph before, int[] from) {
        List<Carrying> mine = carrying();
        List<Carrying> theirs = before.carrying();
        for (int i = 0; i < mine.size(); i++) {
            mine.get(i).take(theirs.get(i), from);
        }
    }

    private List<Carrying> carrying() {
        return Stream.concat(beginning.stream(), nodes.stream())
                .filter(Carrying.class::isInstance)
                .map(Carrying.class::cast)
                .toList();
    }

    /**
     * How the attention layers weighed their keys for the last query of the last pass, in one column; in their order.
     */
    public List<AttentionWeights> lastAttention(int column) {
        return attentionNodes()
                .map(node -> node.weights(node.queryCount() - 1, column))
                .toList();
    }

    /** The same for all queries: for each layer its queries'. */
    public List<List<AttentionWeights>> attention(int column) {
        return attentionNodes()
                .map(node -> IntStream.range(0, node.queryCount())
                        .mapToObj(query -> node.weights(query, column))
                        .toList())
                .toList();
    }

    private Stream<AttentionNode> attentionNodes() {
        return nodes.stream().filter(AttentionNode.class::isInstance).map(AttentionNode.class::cast);
    }
}
