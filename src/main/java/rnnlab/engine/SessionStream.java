package rnnlab.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import rnnlab.graph.Graph;
import rnnlab.graph.GraphInput;
import rnnlab.graph.GraphKey;
import rnnlab.graph.GraphOutput;
import rnnlab.kernel.Vectors;
import rnnlab.network.Input;
import rnnlab.network.Layer;
import rnnlab.network.Network;

/**
 * A network of one input and one output read step by step by the kernels: one sequence by cells, several by a graph of
 * one time step.
 */
final class SessionStream implements Stream {

    private final Session session;
    private final Input input;
    private Optional<StepCells> cells = Optional.empty();
    private Graph graph;
    private int sequences;
    /** Whose parameters the cells or the graph have; see {@link Session#version}. */
    private int version;

    SessionStream(Session session) {
        Network network = session.network();
        if (network.inputs().size() != 1
                || !network.inputs().get(0).shape().sequence()
                || network.outputs().size() != 1) {
            throw new IllegalArgumentException("a stream wants a network with one input of sequences and one output");
        }
        if (network.vertices().stream().anyMatch(vertex -> needsAll(vertex.layer()))) {
            throw new UnsupportedOperationException("a bidirectional layer, and attention that is not causal, need the"
                    + " whole sequence, so they cannot be read step by step; use output");
        }
        this.session = session;
        this.input = network.inputs().get(0);
    }

    private static boolean needsAll(Layer layer) {
        return layer instanceof Layer.Bidirectional
                || layer instanceof Layer.Attention attention && !attention.causal();
    }

    @Override
    public float[] next(float... x) {
        if (input.indices()) {
            throw new IllegalArgumentException("this network reads indices: next(int)");
        }
        if (x.length != input.shape().size()) {
            throw new IllegalArgumentException("a step has " + input.shape().size() + " numbers, not " + x.length);
        }
        begin(1);
        if (cells.isPresent()) {
            return cells.get().next(x);
        }
        for (int i = 0; i < x.length; i++) {
            graph.inputs().get(0).values()[i * graph.paddedBatch()] = x[i];
        }
        return step()[0];
    }

    @Override
    public float[] next(int index) {
        check(index);
        begin(1);
        return cells.isPresent() ? cells.get().next(index) : next(new int[] {index})[0];
    }

    @Override
    public float[][] next(int[] indices) {
        for (int index : indices) {
            check(index);
        }
        begin(indices.length);
        if (cells.isPresent()) {
            return new float[][] {cells.get().next(indices[0])};
        }
        GraphInput in = graph.inputs().get(0);
        if (in.indices() != null) {
            System.arraycopy(indices, 0, in.indices(), 0, indices.length);
        } else {
            Arrays.fill(in.values(), 0, in.size() * graph.paddedBatch(), 0f);
            for (int b = 0; b < indices.length; b++) {
                in.values()[indices[b] * graph.paddedBatch() + b] = 1;
            }
        }
        return step();
    }

    private void check(int index) {
        if (index < 0 || index >= input.shape().size()) {
            throw new IllegalArgumentException(
                    "index " + index + "; allowed are 0 to " + (input.shape().size() - 1));
        }
    }

    private void begin(int count) {
        boolean first = sequences == 0;
        if (first) {
            sequences = count;
            cells = count == 1 ? StepCells.of(session.network(), session.workers()) : Optional.empty();
            if (cells.isEmpty()) {
                graph = session.graphs()
                        .compile(new GraphKey(Vectors.pad(count), false, List.of(1), List.of(false), 0));
            }
        } else if (sequences != count) {
            throw new IllegalArgumentException(
                    "this stream reads " + sequences + " sequences, not " + count + "; reset() starts anew");
        }
        if (first || version != session.version()) {
            version = session.version();
            cells.ifPresentOrElse(c -> c.load(session.parameters()), () -> graph.load(session.parameters()));
        }
    }

    private float[][] step() {
        graph.inputs().get(0).filled(1, sequences, false);
        graph.forward(false, 0, 0);
        graph.carryState(true);
        GraphOutput output = graph.outputs().get(0);
        float[] p = output.prediction();
        float[][] rows = new float[sequences][output.size()];
        for (int b = 0; b < sequences; b++) {
            for (int j = 0; j < output.size(); j++) {
                rows[b][j] = p[j * graph.paddedBatch() + b];
            }
        }
        return rows;
    }

    @Override
    public void reorder(int[] from) {
        if (from.length != sequences) {
            throw new IllegalArgumentException("this stream reads " + sequences + " sequences, not " + from.length);
        }
        if (cells.isEmpty()) {
            graph.takeState(graph, from);
        }
    }

    @Override
    public void reset() {
        sequences = 0;
    }
}
