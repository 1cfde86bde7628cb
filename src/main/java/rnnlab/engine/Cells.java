package rnnlab.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import rnnlab.engine.kernel.Activation;
import rnnlab.engine.kernel.DenseCell;
import rnnlab.engine.kernel.GruCell;
import rnnlab.engine.kernel.Lanes;
import rnnlab.engine.kernel.LstmCell;
import rnnlab.engine.kernel.SimpleRnnCell;
import rnnlab.engine.kernel.Workers;
import rnnlab.layers.Gru;

/**
 * Layers in a row for one sequence: the vectors run along the units, where the graph's run along the batch. This is how text is
 * generated fast.
 */
final class Cells {

    private final List<Cell> cells;
    private final float[] x;
    private final int outputs;

    private Cells(List<Cell> cells, int inputs, int outputs) {
        this.cells = cells;
        this.x = new float[Lanes.pad(inputs)];
        this.outputs = outputs;
    }

    /** The cells of a network; empty when it is not a row of layers that all have cells. */
    static Optional<Cells> of(Dl4jNetwork network, Shapes shapes, Parameters parameters, Workers workers) {
        if (!(network instanceof Dl4jNetwork.Layers layers)) {
            return Optional.empty();
        }
        var conf = layers.model().getLayerWiseConfigurations();
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < layers.model().getnLayers(); i++) {
            Layer layer = conf.getConf(i).getLayer();
            if (layer instanceof DropoutLayer) {
                continue; // it drops in training alone
            }
            Layer inner = thawed(thawed(layer) instanceof LastTimeStep last ? last.getUnderlying() : layer);
            Optional<Cell> cell = cell(inner, parameters.offset(layers.model().getLayer(i)), workers);
            if (cell.isEmpty()) {
                return Optional.empty();
            }
            cells.add(cell.get());
        }
        Shapes.InputShape input = shapes.inputs().get(0);
        var made = new Cells(
                cells,
                input.indices() ? 1 : input.size(),
                shapes.outputs().get(0).size());
        cells.forEach(cell -> cell.load(parameters.values));
        return Optional.of(made);
    }

    /** A layer without the ice around it. */
    private static Layer thawed(Layer layer) {
        if (layer instanceof FrozenLayer still) {
            return still.getLayer();
        }
        return layer instanceof FrozenLayerWithBackprop still ? still.getUnderlying() : layer;
    }

    private static Optional<Cell> cell(Layer layer, int at, Workers workers) {
        if (!(layer instanceof FeedForwardLayer sized) || sized.getNOut() <= 0) {
            return Optional.empty();
        }
        int inputs = Math.toIntExact(sized.getNIn());
        int units = Math.toIntExact(sized.getNOut());
        float[] h = new float[Lanes.pad(units)];
        if (layer instanceof EmbeddingSequenceLayer) {
            return Optional.of(new Cell.Table(at, units));
        }
        if (layer.getClass() == LSTM.class) {
            return Optional.of(new Cell.LongShort(at, new LstmCell(inputs, units, workers), h, h.clone()));
        }
        if (layer instanceof SimpleRnn simple) {
            Activation function = LayerCompiler.activation("", simple.getActivationFn());
            return Optional.of(new Cell.Simple(at, new SimpleRnnCell(inputs, units, function, workers), h));
        }
        if (layer instanceof Gru gru) {
            return Optional.of(new Cell.Gated(at, new GruCell(inputs, units, gru.isResetAfter(), workers), h));
        }
        boolean output = layer instanceof BaseOutputLayer o && o.hasBias();
        boolean dense = layer.getClass() == DenseLayer.class && ((DenseLayer) layer).hasBias();
        if (output || dense) {
            IActivation function = sized.getActivationFn();
            boolean softmax = function instanceof ActivationSoftmax;
            Activation known = softmax ? Activation.IDENTITY : LayerCompiler.activation("", function);
            return Optional.of(new Cell.Full(at, new DenseCell(inputs, units, known, workers), units, softmax));
        }
        return Optional.empty();
    }

    /** One step for these numbers. */
    float[] next(float[] numbers) {
        System.arraycopy(numbers, 0, x, 0, numbers.length);
        return step();
    }

    /** One step for this index: looked up in the table, or one-hot. */
    float[] next(int index) {
        Arrays.fill(x, 0);
        if (cells.get(0) instanceof Cell.Table) {
            x[0] = index;
        } else {
            x[index] = 1;
        }
        return step();
    }

    private float[] step() {
        float[] y = x;
        for (Cell cell : cells) {
            y = cell.step(y);
        }
        return Arrays.copyOf(y, outputs);
    }
}
