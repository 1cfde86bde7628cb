package rnnlab.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import rnnlab.engine.graph.Graph;
import rnnlab.engine.graph.Input;
import rnnlab.engine.graph.Output;
import rnnlab.engine.kernel.Lanes;

/**
 * A network of one input and one output read step by step by the kernels, with the parameters that the plan had at the first step
 * after a reset: one sequence by cells, several by a graph of one time step.
 */
final class PlanStream implements Stream {

    private final Compiler compiler;
    private final Parameters parameters;
    private final Supplier<Optional<Cells>> makeCells;
    private final Shapes.InputShape input;
    private Optional<Cells> cells = Optional.empty();
    private Graph graph;
    private int sequences;

    PlanStream(Compiler compiler, Parameters parameters, Supplier<Optional<Cells>> makeCells) {
        Shapes shapes = compiler.shapes();
        if (shapes.inputs().size() != 1
                || !shapes.inputs().get(0).sequence()
                || shapes.outputs().size() != 1) {
            throw new IllegalArgumentException("a stream wants a network with one input of sequences and one output");
        }
        this.input = shapes.inputs().get(0);
        this.compiler = compiler;
        this.parameters = parameters;
        this.makeCells = makeCells;
    }

    @Override
    public float[] next(float... x) {
        if (input.indices()) {
            throw new IllegalArgumentException("this network reads indices: next(int)");
        }
        if (x.length != input.size()) {
            throw new IllegalArgumentException("a step has " + input.size() + " numbers, not " + x.length);
        }
        begin(1);
        if (cells.isPresent()) {
            return cells.get().next(x);
        }
        for (int i = 0; i < x.length; i++) {
            graph.inputs().get(0).values()[i * graph.lanes()] = x[i];
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
        Input in = graph.inputs().get(0);
        if (in.indices() != null) {
            System.arraycopy(indices, 0, in.indices(), 0, indices.length);
        } else {
            Arrays.fill(in.values(), 0, in.size() * graph.lanes(), 0f);
            for (int b = 0; b < indices.length; b++) {
                in.values()[indices[b] * graph.lanes() + b] = 1;
            }
        }
        return step();
    }

    private void check(int index) {
        if (index < 0 || index >= input.size()) {
            throw new IllegalArgumentException("index " + index + "; allowed are 0 to " + (input.size() - 1));
        }
    }

    private void begin(int count) {
        if (sequences == 0) {
            sequences = count;
            cells = count == 1 ? makeCells.get() : Optional.empty();
            if (cells.isEmpty()) {
                graph = compiler.compile(new Form(Lanes.pad(count), false, List.of(1), List.of(false)));
                if (graph.readsBackwards()) {
                    sequences = 0;
                    throw new UnsupportedOperationException(
                            "a bidirectional layer needs the whole sequence, so it cannot be read step by step; use output");
                }
                graph.load(parameters.values);
            }
        } else if (sequences != count) {
            throw new IllegalArgumentException(
                    "this stream reads " + sequences + " sequences, not " + count + "; reset() starts anew");
        }
    }

    private float[][] step() {
        graph.inputs().get(0).filled(1, sequences, false);
        graph.forward(false, 0, 0);
        graph.carryState(true);
        Output output = graph.outputs().get(0);
        float[] p = output.prediction();
        float[][] rows = new float[sequences][output.size()];
        for (int b = 0; b < sequences; b++) {
            for (int j = 0; j < output.size(); j++) {
                rows[b][j] = p[j * graph.lanes() + b];
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
            graph.reorderState(from);
        }
    }

    @Override
    public void reset() {
        sequences = 0;
    }
}
