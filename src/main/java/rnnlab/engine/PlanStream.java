package rnnlab.engine;

import java.util.Arrays;
import java.util.List;
import rnnlab.engine.graph.Graph;
import rnnlab.engine.graph.Input;
import rnnlab.engine.graph.Output;
import rnnlab.engine.kernel.Lanes;

/** A network of one input and one output read step by step by the kernels, with the parameters of the plan at each reset. */
final class PlanStream implements Stream {

    private final Compiler compiler;
    private final Parameters parameters;
    private Graph graph;
    private int sequences;

    PlanStream(Compiler compiler, Parameters parameters) {
        Shapes shapes = compiler.shapes();
        if (shapes.inputs().size() != 1
                || !shapes.inputs().get(0).sequence()
                || shapes.outputs().size() != 1) {
            throw new IllegalArgumentException("a stream wants a network with one input of sequences and one output");
        }
        this.compiler = compiler;
        this.parameters = parameters;
    }

    @Override
    public float[] next(float... x) {
        begin(1);
        Input input = graph.inputs().get(0);
        if (input.indices() != null) {
            throw new IllegalArgumentException("this network reads indices: next(int)");
        }
        if (x.length != input.size()) {
            throw new IllegalArgumentException("a step has " + input.size() + " numbers, not " + x.length);
        }
        for (int i = 0; i < x.length; i++) {
            input.values()[i * graph.lanes()] = x[i];
        }
        return step()[0];
    }

    @Override
    public float[] next(int index) {
        return next(new int[] {index})[0];
    }

    @Override
    public float[][] next(int[] indices) {
        begin(indices.length);
        Input input = graph.inputs().get(0);
        int lanes = graph.lanes();
        for (int index : indices) {
            if (index < 0 || index >= input.size()) {
                throw new IllegalArgumentException("index " + index + "; allowed are 0 to " + (input.size() - 1));
            }
        }
        if (input.indices() != null) {
            System.arraycopy(indices, 0, input.indices(), 0, indices.length);
        } else {
            Arrays.fill(input.values(), 0, input.size() * lanes, 0f);
            for (int b = 0; b < indices.length; b++) {
                input.values()[indices[b] * lanes + b] = 1;
            }
        }
        return step();
    }

    private void begin(int count) {
        if (graph == null) {
            graph = compiler.compile(new Form(Lanes.pad(count), false, List.of(1), List.of(false)));
            graph.load(parameters.values);
            sequences = count;
        } else if (sequences != count) {
            throw new IllegalArgumentException(
                    "this stream reads " + sequences + " sequences, not " + count + "; reset() starts anew");
        }
    }

    private float[][] step() {
        graph.inputs().get(0).filled(1, false);
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
        graph.reorderState(from);
    }

    @Override
    public void reset() {
        graph = null;
    }
}
