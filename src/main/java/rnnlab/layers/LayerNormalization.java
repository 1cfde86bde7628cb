package rnnlab.layers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Layer normalisation (Ba, Kiros, Hinton 2016, <a href="https://arxiv.org/abs/1607.06450">arXiv:1607.06450</a>), a
 * layer that Deeplearning4j does not have. At each step of each example
 *
 * <pre>
 *   y = γ (x - mean(x)) / √(variance(x) + ε) + β
 * </pre>
 *
 * <p>with mean and variance over the F numbers of the step. Parameters: gain γ [1][F], which begins with 1, and bias β
 * [1][F], with 0. ε is 0.001 as in Keras (PyTorch: 0.00001). Input and output [B][F][T] or [B][F].
 */
public final class LayerNormalization extends SameSizeLayer {

    private static final long serialVersionUID = 1;

    /** γ, [1][F]. */
    public static final String GAIN = "gain";
    /** β, [1][F]. */
    public static final String BIAS = "b";

    private double epsilon = 1e-3;

    /** With ε = 0.001; the size is found from the input type. */
    public LayerNormalization() {}

    /** @param epsilon ε, above 0 */
    public LayerNormalization(double epsilon) {
        if (!(epsilon > 0)) {
            throw new IllegalArgumentException("epsilon: " + epsilon + " is not allowed; above 0");
        }
        this.epsilon = epsilon;
    }

    /** ε, added to the variance. */
    public double getEpsilon() {
        return epsilon;
    }

    /** For reading a saved network. */
    public void setEpsilon(double epsilon) {
        this.epsilon = epsilon;
    }

    @Override
    public ParamInitializer initializer() {
        return Parameters.INSTANCE;
    }

    @Override
    BaseLayer<?> computing(NeuralNetConfiguration conf, DataType type) {
        return new LayerNormalizationLayer(conf, type);
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other)
                && other instanceof LayerNormalization that
                && Double.compare(epsilon, that.epsilon) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + Double.hashCode(epsilon);
    }

    private static final class Parameters extends RowParameters<LayerNormalization> {
        static final Parameters INSTANCE = new Parameters();

        @Override
        Map<String, long[]> shapes(LayerNormalization layer) {
            Map<String, long[]> shapes = new LinkedHashMap<>();
            shapes.put(GAIN, new long[] {1, layer.getNOut()});
            shapes.put(BIAS, new long[] {1, layer.getNOut()});
            return shapes;
        }

        @Override
        void begin(LayerNormalization layer, String name, INDArray parameter) {
            parameter.assign(name.equals(GAIN) ? 1 : 0);
        }

        /** Neither pays for being large. */
        @Override
        public List<String> weightKeys(org.deeplearning4j.nn.conf.layers.Layer layer) {
            return List.of();
        }
    }
}
