package rnnlab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import rnnlab.dl4j.InputTypes;

/**
 * A network as a table: each layer with its type, the shape of its output and the number of its parameters.
 *
 * @param caption kind of the network and its number of parameters
 * @param rows texts: name, type, output shape, parameters
 */
public record NetworkSummary(String caption, List<List<String>> rows) {

    /** The names of the columns. */
    public static final List<String> HEADER = List.of("layer", "type", "output shape", "parameters");

    /** The layers of a network, in their order. */
    public static NetworkSummary of(MultiLayerNetwork net) {
        var types = net.getLayerWiseConfigurations().getLayerActivationTypes(InputTypes.of(net)[0]);
        var rows = new ArrayList<List<String>>();
        Layer[] layers = net.getLayers();
        for (int i = 0; i < layers.length; i++) {
            String name = layers[i].conf().getLayer().getLayerName();
            rows.add(row(name == null ? "" + i : name, type(layers[i]), types.get(i), layers[i].numParams()));
        }
        return new NetworkSummary(caption("MultiLayerNetwork", net.numParams()), rows);
    }

    /** The vertices of a graph, in the order in which they are computed. */
    public static NetworkSummary of(ComputationGraph net) {
        var configuration = net.getConfiguration();
        var types = configuration.getLayerActivationTypes(InputTypes.of(net));
        var rows = new ArrayList<List<String>>();
        for (int index : net.topologicalSortOrder()) {
            var vertex = net.getVertices()[index];
            String name = vertex.getVertexName();
            if (vertex.isInputVertex()) {
                rows.add(List.of(name, "input", "", ""));
            } else if (configuration.getVertices().get(name) instanceof LayerVertex) {
                rows.add(row(
                        name,
                        type(vertex.getLayer()),
                        types.get(name),
                        vertex.getLayer().numParams()));
            } else {
                String kind = configuration.getVertices().get(name).getClass().getSimpleName();
                rows.add(row(name, kind, types.get(name), vertex.numParams()));
            }
        }
        // Not numParams(), which leaves out the parameters of vertices that are no layers.
        return new NetworkSummary(caption("ComputationGraph", net.params().length()), rows);
    }

    /** @param parameters of vertices that are no layers too, which a graph's own count leaves out */
    private static String caption(String kind, long parameters) {
        return kind + ", " + count(parameters) + " parameters";
    }

    private static List<String> row(String name, String type, InputType output, long parameters) {
        return List.of(name, type, NetworkShapes.text(output), count(parameters));
    }

    private static String type(Layer layer) {
        return NetworkShapes.typeName(layer.conf().getLayer());
    }

    private static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n).replace(',', ' ');
    }
}
