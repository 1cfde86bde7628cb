package rnnlab.layers;

import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Gated recurrent unit (Cho et al. 2014, <a href="https://arxiv.org/abs/1406.1078">arXiv:1406.1078</a>), a layer that
 * Deeplearning4j does not have.
 *
 * <pre>
 * z = s(Wz x + bz + Rz h' + cz)          update gate
 * r = s(Wr x + br + Rr h' + cr)          reset gate
 * g = tanh(Wg x + bg + r * (Rg h' + cg)) candidate, reset after the product (the default, as in Keras and PyTorch)
 * g = tanh(Wg x + bg + Rg (r * h'))      candidate, reset before the product (as in the paper; one bias b only)
 * h = z * h' + (1 - z) * g
 * </pre>
 *
 * <p>Input [B][nIn][T], output [B][nOut][T]. Its parameters are those of {@link GruParameters}. Used as any layer:
 *
 * <pre>{@code new Gru.Builder().nIn(1).nOut(20).build()}</pre>
 */
public final class Gru extends BaseRecurrentLayer {

    private boolean resetAfter = true;

    /** For reading a saved network. */
    private Gru() {}

    private Gru(Builder builder) {
        super(builder);
        resetAfter = builder.resetAfter;
        initializeConstraints(builder);
    }

    /** Whether the reset gate acts after the recurrent product (two biases) or on the state before it (one bias). */
    public boolean isResetAfter() {
        return resetAfter;
    }

    /** For reading a saved network. */
    public void setResetAfter(boolean resetAfter) {
        this.resetAfter = resetAfter;
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int index,
            INDArray parameters,
            boolean initialize,
            DataType type) {
        LayerValidation.assertNInNOutSet("Gru", getLayerName(), index, getNIn(), getNOut());
        if (!(getActivationFn() instanceof ActivationTanH)) {
            throw new IllegalStateException(
                    "Gru \"" + getLayerName() + "\": activation " + getActivationFn() + " is not allowed; only tanh");
        }
        if (getRnnDataFormat() == RNNFormat.NWC) {
            throw new IllegalStateException(
                    "Gru \"" + getLayerName() + "\": data format NWC [B][T][F] is not allowed; only NCW [B][F][T]");
        }
        var layer = new GruLayer(conf, type);
        layer.setListeners(listeners);
        layer.setIndex(index);
        layer.setParamsViewArray(parameters);
        layer.setParamTable(initializer().init(conf, parameters, initialize));
        layer.setConf(conf);
        return layer;
    }

    @Override
    public ParamInitializer initializer() {
        return GruParameters.INSTANCE;
    }

    /** Not estimated. */
    @Override
    public LayerMemoryReport getMemoryReport(InputType inputType) {
        throw new UnsupportedOperationException("memory of a Gru layer is not estimated");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Gru gru && super.equals(other) && resetAfter == gru.resetAfter;
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), resetAfter);
    }

    @Override
    public String toString() {
        return "Gru(nIn=" + getNIn() + ", nOut=" + getNOut() + ", resetAfter=" + resetAfter + ")";
    }

    /** Builds a {@link Gru}; nOut must be set, nIn may be found from the input type. */
    @SuppressWarnings("unchecked")
    public static final class Builder extends BaseRecurrentLayer.Builder<Builder> {

        private boolean resetAfter = true;

        /** A GRU with tanh, the reset gate after the recurrent product. */
        public Builder() {
            setActivationFn(new ActivationTanH());
        }

        /** The reset gate acts after the recurrent product (true, the default) or before it. */
        public Builder resetAfter(boolean resetAfter) {
            this.resetAfter = resetAfter;
            return this;
        }

        /** Only tanh is known. */
        @Override
        public void setActivationFn(IActivation activation) {
            super.setActivationFn(activation);
        }

        @Override
        public Gru build() {
            return new Gru(this);
        }
    }
}
