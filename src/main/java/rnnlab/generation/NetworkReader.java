package rnnlab.generation;

import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import rnnlab.dl4j.Engine;
import rnnlab.engine.Stream;

/** A trained network as a model that reads token by token, run by the engine's stream. */
final class NetworkReader implements NextToken {

    private final Stream stream;
    private final int scale;

    private NetworkReader(Stream stream, int scale) {
        this.stream = stream;
        this.scale = scale;
    }

    /**
     * The network's own input decides how a token enters: as an index where it begins with an embedding, one-hot where its input is as
     * large as the vocabulary, and as the one number index / V where it has one input.
     */
    static NetworkReader of(Model network) {
        return of(network, Engine.of(network).stream());
    }

    static NetworkReader of(Model network, Stream stream) {
        long inputs = inputs(network);
        long outputs = outputs(network);
        return new NetworkReader(stream, inputs == 1 && outputs > 1 ? (int) outputs : 0);
    }

    /** What the first layer reads that has a size: a dropout layer has none. */
    private static long inputs(Model network) {
        int layers = network instanceof MultiLayerNetwork row
                ? row.getnLayers()
                : ((ComputationGraph) network).getNumLayers();
        return IntStream.range(0, layers)
                .mapToLong(i -> network instanceof MultiLayerNetwork row
                        ? row.layerInputSize(i)
                        : ((ComputationGraph) network).layerInputSize(i))
                .filter(size -> size > 0)
                .findFirst()
                .orElse(0);
    }

    private static long outputs(Model network) {
        return network instanceof MultiLayerNetwork layers
                ? layers.layerSize(layers.getnLayers() - 1)
                : ((ComputationGraph) network)
                        .layerSize(((ComputationGraph) network)
                                .getConfiguration()
                                .getNetworkOutputs()
                                .get(0));
    }

    @Override
    public float[][] read(int... tokens) {
        if (scale == 0) {
            return stream.next(tokens);
        }
        if (tokens.length > 1) {
            throw new IllegalArgumentException("a network that reads index / V reads one text at a time");
        }
        return new float[][] {stream.next((float) tokens[0] / scale)};
    }

    @Override
    public void reorder(int... from) {
        stream.reorder(from);
    }

    @Override
    public void reset() {
        stream.reset();
    }
}
