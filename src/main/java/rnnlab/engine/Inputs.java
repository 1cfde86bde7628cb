package rnnlab.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.rnn.DuplicateToTimeSeriesVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.TimeDistributed;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** Finds out what arrays the inputs of a network are, from the layers that read them. */
final class Inputs {

    private Inputs() {}

    static List<Shapes.InputShape> of(Dl4jNetwork network) {
        if (network instanceof Dl4jNetwork.Layers layers) {
            var conf = layers.model().getLayerWiseConfigurations();
            return List.of(shape("input", conf.getConf(0).getLayer(), conf.getInputPreProcess(0)));
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
        if (!(reader instanceof FeedForwardLayer sized)) {
            throw new UnknownPartException(Words.layer(name, reader));
        }
        boolean sequence = reader instanceof BaseRecurrentLayer
                || reader instanceof EmbeddingSequenceLayer
                || layer instanceof TimeDistributed
                || preprocessor instanceof RnnToFeedForwardPreProcessor;
        boolean indices = reader instanceof EmbeddingSequenceLayer || reader instanceof EmbeddingLayer;
        return new Shapes.InputShape(name, reader, Math.toIntExact(sized.getNIn()), indices, sequence);
    }

    static Layer innermost(Layer layer) {
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
        GraphVertex vertex = conf.getVertices().get(reader);
        if (vertex instanceof LayerVertex layer) {
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

    /** How many numbers a step a vertex gives; -1 when it is not known. */
    private static int size(ComputationGraphConfiguration conf, String name) {
        GraphVertex vertex = conf.getVertices().get(name);
        if (vertex == null) {
            return -1; // an input
        }
        if (vertex instanceof LayerVertex layer) {
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
