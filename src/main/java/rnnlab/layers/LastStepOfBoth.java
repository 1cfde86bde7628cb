package rnnlab.layers;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What each half of a bidirectional layer knows when it has read the whole sequence: the forward half's last step
 * beside the backward half's, which is the first in time. It is what Keras means by a bidirectional layer that returns
 * no sequence.
 *
 * <p>Deeplearning4j has neither: {@code LastTimeStep(Bidirectional)} takes the last step in time of both, where the
 * backward half has seen one step only, and {@code Bidirectional(LastTimeStep)} cannot be trained.
 *
 * <p>Input [B][nIn][T], output [B][2 H]. {@code new LastStepOfBoth(new Bidirectional(new
 * LSTM.Builder().nOut(8).build()))}
 */
public final class LastStepOfBoth extends BaseWrapperLayer {

    /** For reading a saved network. */
    private LastStepOfBoth() {}

    /** @throws IllegalArgumentException when the layer does not put its halves side by side (mode CONCAT) */
    public LastStepOfBoth(Bidirectional layer) {
        super(layer);
        if (layer.getMode() != Bidirectional.Mode.CONCAT) {
            throw new IllegalArgumentException("layer: mode " + layer.getMode() + " is not allowed; only CONCAT");
        }
        layerName = layer.getLayerName();
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int index,
            INDArray parameters,
            boolean initialize,
            DataType type) {
        NeuralNetConfiguration inner = conf.clone();
        inner.setLayer(((LastStepOfBoth) inner.getLayer()).getUnderlying());
        return new LastStepOfBothLayer(underlying.instantiate(inner, listeners, index, parameters, initialize, type));
    }

    @Override
    public InputType getOutputType(int index, InputType input) {
        var sequence = (InputType.InputTypeRecurrent) underlying.getOutputType(index, input);
        return InputType.feedForward(sequence.getSize());
    }
}
