package rnnlab.generation;

import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;
import rnnlab.dl4j.Engine;
import rnnlab.engine.Decoder;

/**
 * A trained network as a decoder: a {@code ComputationGraph} with the inputs "source" and "target", each indices for an
 * embedding or one-hot, and one output of probabilities at each step of the target; or a network with the one input
 * that it goes on with. What it has read of source and target is kept from step to step.
 */
public final class NetworkDecoder implements SequenceDecoder {

    private final Decoder decoder;

    private NetworkDecoder(Decoder decoder) {
        this.decoder = decoder;
    }

    /** @throws IllegalArgumentException when the network's inputs and outputs are others */
    public static NetworkDecoder of(Model network) {
        return of(Engine.of(network));
    }

    /** The same with the parameters that the engine has whenever {@link #start} is called, also during training. */
    public static NetworkDecoder of(Engine engine) {
        return new NetworkDecoder(engine.decoder());
    }

    @Override
    public void start(List<int[]> sources) {
        decoder.start(sources);
    }

    @Override
    public float[][] step(int[] tokens) {
        return decoder.step(tokens);
    }

    @Override
    public void reorder(int[] from) {
        decoder.reorder(from);
    }

    @Override
    public Optional<float[]> attention(int b) {
        return decoder.attention(b);
    }
}
