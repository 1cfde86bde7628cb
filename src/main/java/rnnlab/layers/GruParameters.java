package rnnlab.layers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The parameters of a {@link Gru} layer, views of the network's one vector in this order: W [nIn][3H], RW [H][3H], b
 * [3H] and, when the reset gate acts after the product, the recurrent bias rb [3H]. The gates stand in the order update
 * z, reset r, candidate g, as in Keras.
 */
public final class GruParameters implements ParamInitializer {

    /** Weights of the input, [nIn][3H]. */
    public static final String W = "W";
    /** Weights of the state one step back, [H][3H]. */
    public static final String RW = "RW";
    /** Bias, [3H]. */
    public static final String B = "b";
    /** Bias of the recurrent product, [3H]; only when the reset gate acts after the product. */
    public static final String RB = "rb";

    static final GruParameters INSTANCE = new GruParameters();

    private GruParameters() {}

    @Override
    public long numParams(NeuralNetConfiguration conf) {
        return numParams(conf.getLayer());
    }

    @Override
    public long numParams(Layer layer) {
        var gru = (Gru) layer;
        return shapes(gru).values().stream().mapToLong(s -> s[0] * s[1]).sum();
    }

    @Override
    public List<String> paramKeys(Layer layer) {
        return new ArrayList<>(shapes((Gru) layer).keySet());
    }

    @Override
    public List<String> weightKeys(Layer layer) {
        return List.of(W, RW);
    }

    @Override
    public List<String> biasKeys(Layer layer) {
        return ((Gru) layer).isResetAfter() ? List.of(B, RB) : List.of(B);
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
    public Map<String, INDArray> init(NeuralNetConfiguration conf, INDArray parameters, boolean initialize) {
        var gru = (Gru) conf.getLayer();
        Map<String, INDArray> flat = slices(gru, parameters);
        flat.keySet().forEach(conf::addVariable);
        if (initialize) {
            IWeightInit recurrent =
                    gru.getWeightInitFnRecurrent() == null ? gru.getWeightInitFn() : gru.getWeightInitFnRecurrent();
            draw(gru.getWeightInitFn(), shapes(gru).get(W), flat.get(W));
            draw(recurrent, shapes(gru).get(RW), flat.get(RW));
            biasKeys(gru).forEach(key -> flat.get(key).assign(gru.getBiasInit()));
        }
        return matrices(gru, flat);
    }

    /** Draws weights; fan in and fan out as in Keras: the rows and columns of the whole matrix. */
    private static void draw(IWeightInit initial, long[] shape, INDArray flat) {
        initial.init(shape[0], shape[1], shape, 'f', flat);
    }

    @Override
    public Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration conf, INDArray gradients) {
        var gru = (Gru) conf.getLayer();
        return matrices(gru, slices(gru, gradients));
    }

    private static Map<String, long[]> shapes(Gru gru) {
        long gates = 3 * gru.getNOut();
        Map<String, long[]> shapes = new LinkedHashMap<>();
        shapes.put(W, new long[] {gru.getNIn(), gates});
        shapes.put(RW, new long[] {gru.getNOut(), gates});
        shapes.put(B, new long[] {1, gates});
        if (gru.isResetAfter()) {
            shapes.put(RB, new long[] {1, gates});
        }
        return shapes;
    }

    /** Each parameter's part of the vector. */
    private static Map<String, INDArray> slices(Gru gru, INDArray vector) {
        INDArray flat = vector.reshape(vector.length());
        Map<String, INDArray> slices = new LinkedHashMap<>();
        long from = 0;
        for (var entry : shapes(gru).entrySet()) {
            long to = from + entry.getValue()[0] * entry.getValue()[1];
            slices.put(entry.getKey(), flat.get(NDArrayIndex.interval(from, to)));
            from = to;
        }
        return slices;
    }

    private static Map<String, INDArray> matrices(Gru gru, Map<String, INDArray> slices) {
        Map<String, INDArray> matrices = new LinkedHashMap<>();
        slices.forEach(
                (key, slice) -> matrices.put(key, slice.reshape('f', shapes(gru).get(key))));
        return matrices;
    }
}
