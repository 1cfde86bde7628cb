package rnnlab.graph;

import java.util.List;

/** A whole network for one width of batch: nodes in the order in which they compute. */
public final class Graph {

    private final List<GraphInput> inputs;
    private final List<GraphOutput> outputs;
    private final List<Node> nodes;
    private final int paddedBatch;

    Graph(List<GraphInput> inputs, List<GraphOutput> outputs, List<Node> nodes, int paddedBatch) {
        this.inputs = List.copyOf(inputs);
        this.outputs = List.copyOf(outputs);
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
        for (Node node : nodes) {
            node.load(parameters);
        }
        for (GraphOutput output : outputs) {
            output.load(parameters);
        }
    }

    /** Computes all signals from the inputs. */
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
        for (Node node : nodes) {
            if (node instanceof RecurrentNode recurrent) {
                recurrent.carry(keep);
            }
        }
    }

    /** Column i of the carried state becomes what column {@code from[i]} is. */
    public void reorderState(int[] from) {
        for (Node node : nodes) {
            if (node instanceof RecurrentNode recurrent) {
                recurrent.reorder(from);
            }
        }
    }
}
