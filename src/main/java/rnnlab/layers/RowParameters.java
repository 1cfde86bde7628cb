package rnnlab.layers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Parameters of a layer as views of the network's one vector, one after the other, each row by row.
 *
 * @param <L> the layer
 */
abstract class RowParameters<L extends Layer> implements ParamInitializer {

    /** Names and shapes, in the vector's order. */
    abstract Map<String, long[]> shapes(L layer);

    /** Gives a parameter its first values. */
    abstract void begin(L layer, String name, INDArray parameter);

    @SuppressWarnings("unchecked") // each layer names its own initializer
    private L cast(Layer layer) {
        return (L) layer;
    }

    @Override
    public long numParams(NeuralNetConfiguration conf) {
        return numParams(conf.getLayer());
    }

    @Override
    public long numParams(Layer layer) {
        return shapes(cast(layer)).values().stream().mapToLong(s -> s[0] * s[1]).sum();
    }

    @Override
    public List<String> paramKeys(Layer layer) {
        return new ArrayList<>(shapes(cast(layer)).keySet());
    }

    @Override
    public List<String> biasKeys(Layer layer) {
        return paramKeys(layer).stream()
                .filter(key -> !isWeightParam(layer, key))
                .toList();
    }

    @Override
    public boolean isWeightParam(Layer layer, String key) {
        return weightKeys(layer).contains(key);
    }

    @Override
    public boolean isBiasParam(Layer layer, String key) {
        return biasKeys(layer).contains(key);
    }

    @Override
    public Map<String, INDArray> init(NeuralNetConfiguration conf, INDArray vector, boolean initialize) {
        L layer = cast(conf.getLayer());
        Map<String, INDArray> views = views(layer, vector);
        views.keySet().forEach(conf::addVariable);
        if (initialize) {
            views.forEach((name, view) -> begin(layer, name, view));
        }
        return views;
    }

    @Override
    public Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration conf, INDArray gradients) {
        return views(cast(conf.getLayer()), gradients);
    }

    private Map<String, INDArray> views(L layer, INDArray vector) {
        Map<String, INDArray> views = new LinkedHashMap<>();
        if (vector == null) {
            return views; // Deeplearning4j's way to say that there are no parameters
        }
        INDArray flat = vector.reshape(vector.length());
        long from = 0;
        for (var entry : shapes(layer).entrySet()) {
            long[] shape = entry.getValue();
            long to = from + shape[0] * shape[1];
            views.put(entry.getKey(), flat.get(NDArrayIndex.interval(from, to)).reshape('c', shape));
            from = to;
        }
        return views;
    }
}
