package rnnlab.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rnnlab.graph.KernelFunction;
import rnnlab.kernel.Activation;
import rnnlab.kernel.AttentionCell;
import rnnlab.kernel.DenseCell;
import rnnlab.kernel.GruCell;
import rnnlab.kernel.LayerNormCell;
import rnnlab.kernel.LstmCell;
import rnnlab.kernel.SimpleRnnCell;
import rnnlab.kernel.Vectors;
import rnnlab.kernel.Workers;
import rnnlab.network.Input;
import rnnlab.network.Layer;
import rnnlab.network.Loss;
import rnnlab.network.Network;
import rnnlab.network.Output;
import rnnlab.network.Source;
import rnnlab.network.Vertex;

/**
 * The layers of a network for one sequence: the vectors run along the units, where the graph's run along the batch.
 * This is how text is generated fast.
 */
final class StepCells {

    /**
     * A cell in its place.
     *
     * @param reads the numbers of what it reads: 0 is the network's input, i the output of cell i - 1
     * @param x what stood there at this step
     */
    private record Placed(StepCell cell, int[] reads, float[][] x) {}

    private final List<Placed> cells;
    /** The input, and the output of each cell. */
    private final float[][] values;

    private final float[] x;
    private final boolean looksUp;
    private final int outputs;

    private StepCells(List<Placed> cells, int inputs, boolean looksUp, int outputs) {
        this.cells = cells;
        this.values = new float[cells.size() + 1][];
        this.x = new float[Vectors.pad(inputs)];
        this.looksUp = looksUp;
        this.outputs = outputs;
    }

    /** The cells of a network; empty when a layer of it has none. Parameters are not loaded yet. */
    static Optional<StepCells> of(Network network, Workers workers) {
        List<Placed> cells = new ArrayList<>();
        Map<Source, Integer> places = new IdentityHashMap<>();
        Input input = network.inputs().get(0);
        places.put(input, 0);
        for (Vertex vertex : network.vertices()) {
            Optional<List<StepCell>> made = vertex.layer().accept(new CellsOf(vertex, workers));
            if (made.isEmpty()) {
                return Optional.empty();
            }
            int[] reads = vertex.reads().stream().mapToInt(places::get).toArray();
            made.get().forEach(cell -> cells.add(new Placed(cell, reads, new float[reads.length][])));
            places.put(vertex, made.get().isEmpty() ? reads[0] : cells.size());
        }
        Output output = network.outputs().get(0);
        if (output.dense().filter(Layer.Dense::bias).isEmpty()) {
            return Optional.empty();
        }
        cells.add(new Placed(last(output, workers), new int[] {places.get(output.in())}, new float[1][]));
        int inputs = input.indices() ? 1 : input.shape().size();
        return Optional.of(
                new StepCells(cells, inputs, input.indices(), output.shape().size()));
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
            return one(new StepCell.Activate(KernelFunction.of(layer.function()), state(inputs())));
        }

        @Override
        public Optional<List<StepCell>> repeat(Layer.Repeat layer) {
            return Optional.empty();
        }

        @Override
        public Optional<List<StepCell>> combine(Layer.Combine layer) {
            float[] y = state(vertex.shape().size());
            return switch (layer.how()) {
                case CONCATENATE ->
                    one(new StepCell.Concatenate(
                            vertex.reads().stream()
                                    .mapToInt(read -> read.shape().size())
                                    .toArray(),
                            y));
                case ADD -> one(new StepCell.Add(y));
                case AVERAGE, SUBTRACT, PRODUCT -> Optional.empty();
            };
        }

        @Override
        public Optional<List<StepCell>> attention(Layer.Attention layer) {
            int values = vertex.reads().get(2).shape().size();
            var kernel = new AttentionCell(KernelFunction.of(layer.score()), layer.heads(), inputs(), values);
            return layer.causal() ? one(new StepCell.Attention(at(), kernel)) : Optional.empty();
        }

        @Override
        public Optional<List<StepCell>> normalise(Layer.Normalise layer) {
            return one(new StepCell.Normalise(at(), new LayerNormCell(inputs(), layer.epsilon())));
        }

        @Override
        public Optional<List<StepCell>> positions(Layer.Positions layer) {
            return one(new StepCell.Positions(vertex.name(), at(), inputs(), layer));
        }
    }

    /** Takes over parameters; what the cells remember stays. */
    void load(float[] parameters) {
        cells.forEach(placed -> placed.cell.load(parameters));
    }

    /** One step for these numbers. */
    float[] next(float[] numbers) {
        System.arraycopy(numbers, 0, x, 0, numbers.length);
        return step();
    }

    /** One step for this index: looked up in the table, or one-hot. */
    float[] next(int index) {
        Arrays.fill(x, 0);
        if (looksUp) {
            x[0] = index;
        } else {
            x[index] = 1;
        }
        return step();
    }

    private float[] step() {
        values[0] = x;
        for (int i = 0; i < cells.size(); i++) {
            Placed placed = cells.get(i);
            for (int r = 0; r < placed.reads.length; r++) {
                placed.x[r] = values[placed.reads[r]];
            }
            values[i + 1] = placed.cell.step(placed.x);
        }
        return Arrays.copyOf(values[cells.size()], outputs);
    }
}
