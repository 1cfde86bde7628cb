package rnnlab.dl4j;

import java.util.ArrayList;
import java.util.List;
import rnnlab.network.Input;
import rnnlab.network.Layer;
import rnnlab.network.Output;
import rnnlab.network.ParameterPlace;
import rnnlab.network.Source;
import rnnlab.network.Vertex;

/**
 * The description of a network while it is read: vertices in the order of computation, and the outputs met on the way.
 */
final class NetworkBuilder {

    final List<Vertex> vertices = new ArrayList<>();
    final List<Output> outputs = new ArrayList<>();

    /** Adds a layer without parameters. */
    Source add(String name, Layer layer, Source... reads) {
        return add(name, layer, List.of(reads), ParameterPlace.NONE);
    }

    /** The same, behind which no gradient goes back; an input has none anyway. */
    Source stop(Source in) {
        return in instanceof Input ? in : add(in.name(), new Layer.StopGradient(), in);
    }

    /** Adds a layer. */
    Source add(String name, Layer layer, List<Source> reads, ParameterPlace parameters) {
        var vertex = new Vertex(name, layer, reads, parameters);
        vertices.add(vertex);
        return vertex;
    }
}
