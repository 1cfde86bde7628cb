package rnnlab.layers;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A layer whose output has the shape of its input, [B][F][T] or [B][F]. */
abstract class SameSizeLayer extends FeedForwardLayer {

    private static final long serialVersionUID = 1;

    /** What a builder would have set; only the network's settings count. */
    SameSizeLayer() {
        activationFn = new org.nd4j.linalg.activations.impl.ActivationIdentity();
    }

    @Override
    public InputType getOutputType(int index, InputType input) {
        return input;
    }

    @Override
    public void setNIn(InputType input, boolean override) {
        long size = input instanceof InputType.InputTypeRecurrent sequence
                ? sequence.getSize()
                : input.arrayElementsPerExample();
        if (nIn <= 0 || override) {
            nIn = size;
            nOut = size;
        }
    }

    /** Sequences come as they are. */
    @Override
    public InputPreProcessor getPreProcessorForInputType(InputType input) {
        return null;
    }

    /** What computes this layer. */
    abstract BaseLayer<?> computing(NeuralNetConfiguration conf, DataType type);

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int index,
            INDArray parameters,
            boolean initialize,
            DataType type) {
        LayerValidation.assertNInNOutSet(getClass().getSimpleName(), getLayerName(), index, getNIn(), getNOut());
        BaseLayer<?> layer = computing(conf, type);
        layer.setListeners(listeners);
        layer.setIndex(index);
        layer.setParamsViewArray(parameters);
        layer.setParamTable(initializer().init(conf, parameters, initialize));
        layer.setConf(conf);
        return layer;
    }

    /** Not estimated. */
    @Override
    public LayerMemoryReport getMemoryReport(InputType inputType) {
        throw new UnsupportedOperationException(
                "memory of a " + getClass().getSimpleName() + " layer is not estimated");
    }
}
