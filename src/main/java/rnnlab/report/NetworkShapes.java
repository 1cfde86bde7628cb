package rnnlab.report;

import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;

/** Shapes and names of a network's layers, read from their configurations. */
final class NetworkShapes {

    private NetworkShapes() {}

    /** As [batch, size, time]. The number of time steps is open, though EmbeddingSequenceLayer says 1. */
    static String text(InputType type) {
        if (type instanceof InputType.InputTypeRecurrent series) {
            return "[batch, " + series.getSize() + ", time]";
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

    private static Layer inner(Layer layer) {
        if (layer instanceof BaseWrapperLayer wrapper) {
            return wrapper.getUnderlying();
        }
        return layer instanceof Bidirectional both ? both.getFwd() : layer;
    }
}
