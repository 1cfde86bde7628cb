package rnnlab.dl4j;

import java.util.IdentityHashMap;
import java.util.Map;
import org.deeplearning4j.nn.api.Trainable;

/** Where each layer's parameters begin in a network's vector. */
final class ParameterOffsets {

    private final Map<Trainable, Integer> offsets = new IdentityHashMap<>();
    private final int count;

    ParameterOffsets(Dl4jNetwork network) {
        int at = 0;
        for (Trainable layer : network.orderedLayers()) {
            offsets.put(layer, at);
            at += Math.toIntExact(layer.numParams());
        }
        count = at;
    }

    int of(Trainable layer) {
        return offsets.get(layer);
    }

    /** The length of the vector. */
    int count() {
        return count;
    }
}
