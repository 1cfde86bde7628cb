package rnnlab.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import rnnlab.graph.KernelFunction;
import rnnlab.kernel.Activation;
import rnnlab.kernel.DenseCell;
import rnnlab.kernel.GruCell;
import rnnlab.kernel.LstmCell;
import rnnlab.kernel.SimpleRnnCell;
import rnnlab.kernel.Vectors;
import rnnlab.kernel.Workers;
import rnnlab.network.Layer;
import rnnlab.network.Loss;
import rnnlab.network.Network;
import rnnlab.network.Output;
import rnnlab.network.Source;
import rnnlab.network.Vertex;

/**
 * Layers in a row for one sequence: the vectors run along the units, where the graph's run along the batch. This is how
 * text is generated fast.
 */
final class StepCells {

    private final List<StepCell> cells;
    private final float[] x;
    private final int outputs;

    private StepCells(List<StepCell> cells, int inputs, int outputs) {
        this.cells = cells;
        this.x = new float[Vectors.pad(inputs)];
        this.outputs = outputs;
    }

    /**
     * The cells of a network; empty when it is not a row of layers that all have cells. Parameters are not loaded yet.
     */
    static Optional<StepCells> of(Network network, Workers workers) {
        List<StepCell> cells = new ArrayList<>();
        Source before = network.inputs().get(0);
        for (Vertex vertex : network.vertices()) {
            boolean row = vertex.reads().size() == 1 && vertex.reads().get(0) == before;
            Optional<List<StepCell>> made = vertex.layer().accept(new CellsOf(vertex, workers));
            if (!row || made.isEmpty()) {
                return Optional.empty();
            }
            cells.addAll(made.get());
            before = vertex;
        }
        Output output = network.outputs().get(0);
        if (output.in() != before || output.dense().filter(Layer.Dense::bias).isEmpty()) {
            return Optional.empty();
        }
        cells.add(last(output, workers));
        int inputs = network.inputs().get(0).indices()
                ? 1
                : network.inputs().get(0).shape().size();
        return Optional.of(new StepCells(cells, inputs, output.shape().size()));
    }

    private static StepCell last(Output output, Workers workers) {
        Layer.Dense dense = output.dense().orElseThrow();
        Activation function = output.loss() == Loss.SIGMOID_CROSS_ENTROPY
                ? Activation.SIGMOID
                : KernelFunction.of(dense.activation());
        var kernel = new DenseCell(output.in().shape().size(), dense.units(), function, workers);
        return new StepCell.Dense(output.parameters().at(), kernel, dense.units(), output.classes());
    }

    /** The cell of one vertex; none for a layer that does nothing here; empty where there is no cell for the layer. */
    private record CellsOf(Vertex vertex, Workers workers)
            implements Layer.Visitor<Optional<List<StepCell>>>, Layer.RecurrentVisitor<StepCell> {

        private int inputs() {
            return vertex.reads().get(0).shape().size();
        }

        private int at() {
            return vertex.parameters().at();
        }

        private static float[] state(int units) {
            return new float[Vectors.pad(units)];
        }

        private static Optional<List<StepCell>> one(StepCell cell) {
            return Optional.of(List.of(cell));
        }

        @Override
        public Optional<List<StepCell>> dense(Layer.Dense layer) {
            if (!layer.bias()) {
                return Optional.empty();
            }
            Activation function = KernelFunction.of(layer.activation());
            return one(new StepCell.Dense(
                    at(), new DenseCell(inputs(), layer.units(), function, workers), layer.units(), false));
        }

        @Override
        public Optional<List<StepCell>> embedding(Layer.Embedding layer) {
            return one(new StepCell.Embedding(at(), layer.units()));
        }

        @Override
        public Optional<List<StepCell>> recurrent(Layer.Recurrent layer) {
            return one(layer.acceptRecurrent(this));
        }

        @Override
        public StepCell simpleRnn(Layer.SimpleRnn layer) {
            Activation function = KernelFunction.of(layer.activation());
            var kernel = new SimpleRnnCell(inputs(), layer.units(), function, workers);
            return new StepCell.SimpleRnn(at(), kernel, state(layer.units()));
        }

        @Override
        public StepCell lstm(Layer.Lstm layer) {
            var kernel = new LstmCell(inputs(), layer.units(), workers);
            return new StepCell.Lstm(at(), kernel, state(layer.units()), state(layer.units()));
        }

        @Override
        public StepCell gru(Layer.Gru layer) {
            var kernel = new GruCell(inputs(), layer.units(), layer.resetAfter(), workers);
            return new StepCell.Gru(at(), kernel, state(layer.units()));
        }

        /** It drops in training alone. */
        @Override
        public Optional<List<StepCell>> dropout(Layer.Dropout layer) {
            return Optional.of(List.of());
        }

        /** Each step is the last one so far. */
        @Override
        public Optional<List<StepCell>> lastStep(Layer.LastStep layer) {
            return Optional.of(List.of());
        }

        /** There is no gradient here. */
        @Override
        public Optional<List<StepCell>> stopGradient(Layer.StopGradient layer) {
            return Optional.of(List.of());
        }

        @Override
        public Optional<List<StepCell>> bidirectional(Layer.Bidirectional layer) {
            return Optional.empty();
        }

        @Override
        public Optional<List<StepCell>> activate(Layer.Activate layer) {
            return Optional.empty();
        }

        @Override
        public Optional<List<StepCell>> repeat(Layer.Repeat layer) {
            return Optional.empty();
        }

        @Override
        public Optional<List<StepCell>> combine(Layer.Combine layer) {
            return Optional.empty();
        }

        @Override
        public Optional<List<StepCell>> attention(Layer.Attention layer) {
            return Optional.empty();
        }

        @Override
        public Optional<List<StepCell>> normalise(Layer.Normalise layer) {
            return Optional.empty();
        }

        @Override
        public Optional<List<StepCell>> positions(Layer.Positions layer) {
            return Optional.empty();
        }
    }

    /** Takes over parameters; what the cells remember stays. */
    void load(float[] parameters) {
        cells.forEach(cell -> cell.load(parameters));
    }

    /** One step for these numbers. */
    float[] next(float[] numbers) {
        System.arraycopy(numbers, 0, x, 0, numbers.length);
        return step();
    }

    /** One step for this index: looked up in the table, or one-hot. */
    float[] next(int index) {
        Arrays.fill(x, 0);
        if (cells.get(0) instanceof StepCell.Embedding) {
            x[0] = index;
        } else {
            x[index] = 1;
        }
        return step();
    }

    private float[] step() {
        float[] y = x;
        for (StepCell cell : cells) {
            y = cell.step(y);
        }
        return Arrays.copyOf(y, outputs);
    }
}
