package rnnlab.report;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;

/** Shapes and names of a network's layers, read from their configurations. */
final class NetworkShapes {

    private NetworkShapes() {}

    /** The input that a first layer expects; the number of time steps stays open. */
    static InputType input(Layer first) {
        Layer layer = unwrapped(first);
        long size = layer instanceof FeedForwardLayer feedForward ? feedForward.getNIn() : 1;
        boolean series = layer instanceof BaseRecurrentLayer || layer instanceof RnnOutputLayer;
        return series ? InputType.recurrent(size) : InputType.feedForward(size);
    }

    /** The inputs that a graph expects: each one as the first layer that reads it. */
    static InputType[] inputs(ComputationGraphConfiguration graph) {
        return graph.getNetworkInputs().stream()
                .map(input -> graph.getVertexInputs().entrySet().stream()
                        .filter(entry -> entry.getValue().contains(input))
                        .map(entry -> graph.getVertices().get(entry.getKey()))
                        .filter(LayerVertex.class::isInstance)
                        .map(vertex ->
                                input(((LayerVertex) vertex).getLayerConf().getLayer()))
                        .findFirst()
                        .orElse(InputType.recurrent(1)))
                .toArray(InputType[]::new);
    }

    /** As [batch, size, time]. */
    static String text(InputType type) {
        if (type instanceof InputType.InputTypeRecurrent series) {
            String time = series.getTimeSeriesLength() > 0 ? "" + series.getTimeSeriesLength() : "time";
            return "[batch, " + series.getSize() + ", " + time + "]";
        }
        if (type instanceof InputType.InputTypeFeedForward flat) {
            return "[batch, " + flat.getSize() + "]";
        }
        return String.valueOf(type);
    }

    /** As "LSTM", and "LastTimeStep(LSTM)" for a layer inside another one. */
    static String typeName(Layer layer) {
        String name = layer.getClass().getSimpleName();
        Layer inner = inner(layer);
        return inner == layer ? name : name + "(" + typeName(inner) + ")";
    }

    private static Layer unwrapped(Layer layer) {
        Layer inner = inner(layer);
        return inner == layer ? layer : unwrapped(inner);
    }

    private static Layer inner(Layer layer) {
        if (layer instanceof BaseWrapperLayer wrapper) {
            return wrapper.getUnderlying();
        }
        return layer instanceof Bidirectional both ? both.getFwd() : layer;
    }
}
