package rnnlab.generation;

import org.deeplearning4j.nn.api.Model;
import rnnlab.dl4j.Engine;
import rnnlab.engine.Stream;

/** A trained network as a model that reads token by token, run by the engine's stream. */
final class NetworkReader implements NextToken {

    private final Stream stream;
    /** V where a token enters as the one number index / V; else 0. */
    private final int scale;

    private NetworkReader(Engine engine) {
        stream = engine.stream();
        scale = engine.inputSize() == 1 && engine.outputSize() > 1 ? (int) engine.outputSize() : 0;
    }

    /**
     * The network's own input decides how a token enters: as an index where it begins with an embedding, one-hot where
     * its input is as large as the vocabulary, and as the one number index / V where it has one input.
     */
    static NetworkReader of(Model network) {
        return new NetworkReader(Engine.of(network));
    }

    static NetworkReader of(Engine engine) {
        return new NetworkReader(engine);
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
