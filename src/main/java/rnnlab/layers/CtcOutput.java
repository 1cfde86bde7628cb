package rnnlab.layers;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.InputTypeUtil;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The last layer of a network that learns from labels which nobody has laid along the time steps: dense, softmax and
 * the loss of connectionist temporal classification (Graves et al. 2006), which Deeplearning4j does not have.
 *
 * <p>Input [B][nIn][T], output [B][nOut][T]: the probability of each symbol at each step; symbol 0 is the blank. Labels
 * [B][1][U] with U up to T: the symbols, 1 to nOut - 1, one after the other; zeros where a label is over, or a mask of
 * the labels [B][U]. The mask of the features [B][T] says which steps there are. The loss is the mean over the examples
 * of -ln p(label).
 *
 * <pre>{@code new CtcOutput.Builder().nOut(27).build()}</pre>
 */
public final class CtcOutput extends FeedForwardLayer {

    /** For reading a saved network. */
    private CtcOutput() {}

    private CtcOutput(Builder builder) {
        super(builder);
        initializeConstraints(builder);
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int index,
            INDArray parameters,
            boolean initialize,
            DataType type) {
        LayerValidation.assertNInNOutSet("CtcOutput", getLayerName(), index, getNIn(), getNOut());
        if (getNOut() < 2) {
            throw new IllegalStateException("CtcOutput \"" + getLayerName() + "\": nOut " + getNOut()
                    + " is not allowed; at least 2, the blank and a symbol");
        }
        var layer = new CtcOutputLayer(conf, type);
        layer.setListeners(listeners);
        layer.setIndex(index);
        layer.setParamsViewArray(parameters);
        layer.setParamTable(initializer().init(conf, parameters, initialize));
        layer.setConf(conf);
        return layer;
    }

    @Override
    public ParamInitializer initializer() {
        return DefaultParamInitializer.getInstance();
    }

    @Override
    public InputType getOutputType(int index, InputType input) {
        return InputType.recurrent(getNOut(), sequence(input).getTimeSeriesLength());
    }

    @Override
    public void setNIn(InputType input, boolean override) {
        if (getNIn() <= 0 || override) {
            setNIn(sequence(input).getSize());
        }
    }

    private InputType.InputTypeRecurrent sequence(InputType input) {
        if (input instanceof InputType.InputTypeRecurrent sequence && sequence.getFormat() != RNNFormat.NWC) {
            return sequence;
        }
        throw new IllegalStateException("CtcOutput \"" + getLayerName() + "\" after " + input
                + "; it reads sequences [B][nIn][T], as a recurrent layer hands them on");
    }

    @Override
    public InputPreProcessor getPreProcessorForInputType(InputType input) {
        return InputTypeUtil.getPreprocessorForInputTypeRnnLayers(input, RNNFormat.NCW, getLayerName());
    }

    /** Not estimated. */
    @Override
    public LayerMemoryReport getMemoryReport(InputType inputType) {
        throw new UnsupportedOperationException("memory of a CtcOutput layer is not estimated");
    }

    @Override
    public String toString() {
        return "CtcOutput(nIn=" + getNIn() + ", nOut=" + getNOut() + ")";
    }

    /** Builds a {@link CtcOutput}; nOut must be set, nIn may be found from the input type. */
    @SuppressWarnings("unchecked")
    public static final class Builder extends FeedForwardLayer.Builder<Builder> {

        /** The softmax is part of the loss; no other function comes before it. */
        public Builder() {
            super.setActivationFn(new ActivationIdentity());
        }

        /** @throws IllegalArgumentException always: the softmax is part of the loss */
        @Override
        public void setActivationFn(IActivation activation) {
            throw new IllegalArgumentException("CtcOutput: activation " + activation
                    + " is not allowed; its softmax is part of the loss, leave the activation out");
        }

        @Override
        public CtcOutput build() {
            return new CtcOutput(this);
        }
    }
}
