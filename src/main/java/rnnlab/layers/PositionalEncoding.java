package rnnlab.layers;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Adds to each step what tells its place, y_t = x_t + p_t: attention alone sees no order. Either sines and cosines
 * (Vaswani et al. 2017, section 3.5, <a href="https://arxiv.org/abs/1706.03762">arXiv:1706.03762</a>),
 *
 * <pre>
 *   p_t[2i] = sin(t / 10000^(2i/F)),   p_t[2i + 1] = cos(t / 10000^(2i/F)),
 * </pre>
 *
 * <p>or {@linkplain #learned() learned} ones, parameters P [most][F] that begin as small random numbers. Input and
 * output [B][F][T].
 */
public final class PositionalEncoding extends SameSizeLayer {

    private static final long serialVersionUID = 1;

    /** The learned positions, [most][F]. */
    public static final String P = "P";

    private int most;
    private boolean learned;

    /** For reading a saved network. */
    private PositionalEncoding() {}

    /** @param most the most time steps that a sequence may have */
    public PositionalEncoding(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("most: " + most + " is not allowed; at least 1 time step");
        }
        this.most = most;
    }

    /** Positions are parameters. */
    public PositionalEncoding learned() {
        learned = true;
        return this;
    }

    /** The most time steps. */
    public int getMost() {
        return most;
    }

    /** For reading a saved network. */
    public void setMost(int most) {
        this.most = most;
    }

    /** Whether positions are parameters. */
    public boolean isLearned() {
        return learned;
    }

    /** For reading a saved network. */
    public void setLearned(boolean learned) {
        this.learned = learned;
    }

    @Override
    public ParamInitializer initializer() {
        return Parameters.INSTANCE;
    }

    @Override
    BaseLayer<?> computing(NeuralNetConfiguration conf, DataType type) {
        return new PositionalEncodingLayer(conf, type);
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other)
                && other instanceof PositionalEncoding that
                && most == that.most
                && learned == that.learned;
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), most, learned);
    }

    private static final class Parameters extends RowParameters<PositionalEncoding> {
        static final Parameters INSTANCE = new Parameters();

        @Override
        Map<String, long[]> shapes(PositionalEncoding layer) {
            return layer.learned ? Map.of(P, new long[] {layer.most, layer.getNOut()}) : Map.of();
        }

        @Override
        void begin(PositionalEncoding layer, String name, INDArray parameter) {
            parameter.assign(Nd4j.randn(parameter.shape()).muli(0.02).castTo(parameter.dataType()));
        }

        @Override
        public List<String> weightKeys(org.deeplearning4j.nn.conf.layers.Layer layer) {
            return paramKeys(layer);
        }
    }
}
