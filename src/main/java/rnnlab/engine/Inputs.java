package rnnlab.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

/** Finds out what arrays the inputs of a network are, from the layers that read them. */
final class Inputs {

    private Inputs() {}

    static List<Shapes.InputShape> of(Dl4jNetwork network) {
        if (network instanceof Dl4jNetwork.Layers layers) {
            var conf = layers.model().getLayerWiseConfigurations();
            int first = 0;
            while (keepsSize(conf.getConf(first).getLayer())
                    && first < conf.getConfs().size() - 1) {
                first++;
            }
            Shapes.InputShape shape = shape("input", conf.getConf(first).getLayer(), conf.getInputPreProcess(first));
            if (first > 0 && shape.indices()) {
                Layer before = conf.getConf(0).getLayer();
                throw new UnknownPartException(Words.layer(before.getLayerName(), before) + " before an embedding");
            }
            return List.of(shape);
        }
        var conf = ((ComputationGraph) network.model()).getConfiguration();
        List<Shapes.InputShape> shapes = new ArrayList<>();
        for (String input : conf.getNetworkInputs()) {
            Shapes.InputShape shape = wanted(conf, input);
            if (shape == null) {
                throw new UnknownPartException("how large input \"" + input + "\" is");
            }
            shapes.add(new Shapes.InputShape(input, shape.reader(), shape.size(), shape.indices(), shape.sequence()));
        }
        return shapes;
    }

    private static Shapes.InputShape shape(String name, Layer layer, InputPreProcessor preprocessor) {
        Layer reader = innermost(layer);
        if (!(reader instanceof FeedForwardLayer sized) || sized.getNIn() <= 0) {
            throw new UnknownPartException(Words.layer(name, reader));
        }
        boolean sequence = reader instanceof BaseRecurrentLayer
                || reader instanceof EmbeddingSequenceLayer
                || reader instanceof RnnOutputLayer
                || layer instanceof TimeDistributed
                || preprocessor instanceof RnnToFeedForwardPreProcessor;
        boolean indices = reader instanceof EmbeddingSequenceLayer || reader instanceof EmbeddingLayer;
        return new Shapes.InputShape(name, reader, Math.toIntExact(sized.getNIn()), indices, sequence);
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

    /** What the readers of a vertex say that it is; null when none says. */
    private static Shapes.InputShape wanted(ComputationGraphConfiguration conf, String name) {
        for (Map.Entry<String, List<String>> entry : conf.getVertexInputs().entrySet()) {
            if (entry.getValue().contains(name)) {
                Shapes.InputShape shape = wanted(conf, name, entry.getKey(), entry.getValue());
                if (shape != null) {
                    return shape;
                }
            }
        }
        return null;
    }

    private static Shapes.InputShape wanted(
            ComputationGraphConfiguration conf, String name, String reader, List<String> read) {
        GraphVertex vertex = thawed(conf.getVertices().get(reader));
        if (vertex instanceof LayerVertex layer
                && !keepsSize(layer.getLayerConf().getLayer())) {
            return shape(reader, layer.getLayerConf().getLayer(), layer.getPreProcessor());
        }
        Shapes.InputShape after = wanted(conf, reader);
        if (after == null) {
            return null;
        }
        int size = after.size();
        boolean sequence = after.sequence();
        if (vertex instanceof MergeVertex) {
            for (String other : read) {
                if (!other.equals(name)) {
                    int known = size(conf, other);
                    if (known < 0) {
                        return null;
                    }
                    size -= known;
                }
            }
        } else if (vertex instanceof LastTimeStepVertex) {
            sequence = true;
        } else if (vertex instanceof DuplicateToTimeSeriesVertex) {
            sequence = false;
        }
        return new Shapes.InputShape(name, after.reader(), size, false, sequence);
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
