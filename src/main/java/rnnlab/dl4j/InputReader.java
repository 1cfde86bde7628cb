package rnnlab.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.FrozenVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.rnn.DuplicateToTimeSeriesVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.TimeDistributed;
import org.deeplearning4j.nn.conf.layers.util.MaskLayer;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import rnnlab.layers.Attention;
import rnnlab.layers.Positions;
import rnnlab.network.Input;
import rnnlab.network.Shape;

/** Finds out what arrays the inputs of a network are, from the layers that read them. */
final class InputReader {

    private InputReader() {}

    /** @throws UnknownPartException when the layers do not say it */
    static List<Input> of(Dl4jNetwork network) {
        if (network instanceof Dl4jLayers layers) {
            var conf = layers.model().getLayerWiseConfigurations();
            int first = 0;
            while (keepsSize(conf.getConf(first).getLayer())
                    && first < conf.getConfs().size() - 1) {
                first++;
            }
            Input input = input("input", conf.getConf(first).getLayer(), conf.getInputPreProcess(first));
            if (first > 0 && input.indices()) {
                Layer before = conf.getConf(0).getLayer();
                throw new UnknownPartException(
                        LayerOptions.words(before.getLayerName(), before) + " before an embedding");
            }
            return List.of(input);
        }
        var conf = ((ComputationGraph) network.model()).getConfiguration();
        List<Input> inputs = new ArrayList<>();
        for (String name : conf.getNetworkInputs()) {
            Input input = wanted(conf, name)
                    .orElseThrow(() -> new UnknownPartException("how large input \"" + name + "\" is"));
            inputs.add(new Input(name, input.reader(), input.shape(), input.indices()));
        }
        return inputs;
    }

    private static Input input(String name, Layer layer, InputPreProcessor preprocessor) {
        Layer reader = innermost(layer);
        if (!(reader instanceof FeedForwardLayer sized) || sized.getNIn() <= 0) {
            throw new UnknownPartException(LayerOptions.words(name, reader));
        }
        boolean sequence = reader instanceof BaseRecurrentLayer
                || reader instanceof EmbeddingSequenceLayer
                || reader instanceof RnnOutputLayer
                || reader instanceof Positions
                || layer instanceof TimeDistributed
                || preprocessor instanceof RnnToFeedForwardPreProcessor;
        boolean indices = reader instanceof EmbeddingSequenceLayer || reader instanceof EmbeddingLayer;
        var shape = new Shape(Math.toIntExact(sized.getNIn()), sequence);
        return new Input(name, reader.getClass().getSimpleName(), shape, indices);
    }

    /** Whether a layer takes whatever comes and says nothing of its size: the layer that reads it decides. */
    private static boolean keepsSize(Layer layer) {
        Layer inner = innermost(layer);
        return inner instanceof DropoutLayer || inner instanceof ActivationLayer || inner instanceof MaskLayer;
    }

    /** The layer inside all that is wrapped around it. */
    static Layer innermost(Layer layer) {
        if (layer instanceof FrozenLayer still) {
            return innermost(still.getLayer());
        }
        if (layer instanceof Bidirectional both) {
            return innermost(both.getFwd());
        }
        if (layer instanceof BaseWrapperLayer wrapper && wrapper.getUnderlying() != null) {
            return innermost(wrapper.getUnderlying());
        }
        return layer;
    }

    /** What the readers of a vertex say that it is; empty when none says. */
    private static Optional<Input> wanted(ComputationGraphConfiguration conf, String name) {
        return conf.getVertexInputs().entrySet().stream()
                .filter(entry -> entry.getValue().contains(name))
                .map(entry -> wanted(conf, name, entry.getKey(), entry.getValue()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Input> wanted(
            ComputationGraphConfiguration conf, String name, String reader, List<String> read) {
        GraphVertex vertex = thawed(conf.getVertices().get(reader));
        if (vertex instanceof LayerVertex layer
                && !keepsSize(layer.getLayerConf().getLayer())) {
            return Optional.of(input(reader, layer.getLayerConf().getLayer(), layer.getPreProcessor()));
        }
        if (vertex instanceof Attention attention) {
            return Optional.of(wanted(name, attention, read));
        }
        Optional<Input> after = wanted(conf, reader);
        if (after.isEmpty()) {
            return after;
        }
        int size = after.get().shape().size();
        boolean sequence = after.get().shape().sequence();
        if (vertex instanceof MergeVertex) {
            for (String other : read) {
                int known = other.equals(name) ? 0 : size(conf, other);
                if (known < 0) {
                    return Optional.empty();
                }
                size -= known;
            }
        } else if (vertex instanceof LastTimeStepVertex) {
            sequence = true;
        } else if (vertex instanceof DuplicateToTimeSeriesVertex) {
            sequence = false;
        }
        return Optional.of(new Input(name, after.get().reader(), new Shape(size, sequence), false));
    }

    /** What attention that reads an input itself says of it. */
    private static Input wanted(String name, Attention attention, List<String> read) {
        int place = read.indexOf(name);
        long size = place == 0
                ? attention.getQueriesIn()
                : place == read.size() - 1 ? attention.getValuesIn() : attention.getKeysIn();
        var shape = new Shape(Math.toIntExact(size), true);
        return new Input(name, attention.getClass().getSimpleName(), shape, false);
    }

    private static GraphVertex thawed(GraphVertex vertex) {
        return vertex instanceof FrozenVertex still ? still.getUnderlying() : vertex;
    }

    /** How many numbers a step a vertex gives; -1 when it is not known. */
    private static int size(ComputationGraphConfiguration conf, String name) {
        GraphVertex vertex = thawed(conf.getVertices().get(name));
        if (vertex == null) {
            return -1; // an input
        }
        if (vertex instanceof LayerVertex layer
                && !keepsSize(layer.getLayerConf().getLayer())) {
            Layer outer = layer.getLayerConf().getLayer();
            boolean twice = outer instanceof Bidirectional both && both.getMode() == Bidirectional.Mode.CONCAT;
            return innermost(outer) instanceof FeedForwardLayer sized
                    ? Math.toIntExact(sized.getNOut()) * (twice ? 2 : 1)
                    : -1;
        }
        List<String> read = conf.getVertexInputs().get(name);
        if (vertex instanceof Attention attention) {
            return Math.toIntExact(attention.outputSize());
        }
        if (vertex instanceof MergeVertex) {
            int sum = 0;
            for (String from : read) {
                int each = size(conf, from);
                if (each < 0) {
                    return -1;
                }
                sum += each;
            }
            return sum;
        }
        return size(conf, read.get(0));
    }
}
