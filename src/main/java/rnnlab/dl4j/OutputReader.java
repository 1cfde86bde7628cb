package rnnlab.dl4j;

import java.util.Optional;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import rnnlab.network.Activation;
import rnnlab.network.Layer.Activate;
import rnnlab.network.Layer.Dense;
import rnnlab.network.Loss;
import rnnlab.network.Output;
import rnnlab.network.ParameterPlace;
import rnnlab.network.Source;

/** Reads the layers that end a network: with weights of their own, or a loss alone. */
final class OutputReader {

    private final NetworkBuilder network;

    OutputReader(NetworkBuilder network) {
        this.network = network;
    }

    /**
     * The output that reads {@code x}.
     *
     * @throws UnknownPartException when the layer is no output that the description knows
     */
    Output read(String name, Layer layer, Source x, ParameterPlace place) {
        if (layer instanceof RnnOutputLayer output) {
            LayerOptions.checkFormat(name, layer, output.getRnnDataFormat());
            return dense(name, output, output.hasBias(), true, x, place);
        }
        if (layer instanceof OutputLayer output) {
            return dense(name, output, output.hasBias(), false, x, place);
        }
        if (layer instanceof RnnLossLayer loss) {
            LayerOptions.checkFormat(name, layer, loss.getRnnDataFormat());
            return loss(name, loss.getActivationFn(), loss.getLossFn(), true, x);
        }
        if (layer instanceof LossLayer loss) {
            return loss(name, loss.getActivationFn(), loss.getLossFn(), false, x);
        }
        throw LayerOptions.unknown(name, layer, "");
    }

    private static Output dense(
            String name, BaseOutputLayer layer, boolean bias, boolean sequence, Source x, ParameterPlace place) {
        LayerOptions.checkSize(name, layer, x);
        LayerOptions.checkSequence(name, Optional.of(layer), x, sequence);
        Loss loss = LossReader.of(name, layer.getLossFn(), layer.getActivationFn());
        Activation function = LossReader.hasItsOwnFunction(loss)
                ? Activation.IDENTITY
                : LayerOptions.activation(name, layer.getActivationFn());
        var dense = new Dense(LayerOptions.size(layer.getNOut()), bias, function);
        return new Output(name, x, Optional.of(dense), place, loss, LossReader.smoothing(layer.getLossFn()));
    }

    private Output loss(String name, IActivation function, ILossFunction lossFunction, boolean sequence, Source x) {
        LayerOptions.checkSequence(name, Optional.empty(), x, sequence);
        Loss loss = LossReader.of(name, lossFunction, function);
        Activation activation =
                LossReader.hasItsOwnFunction(loss) ? Activation.IDENTITY : LayerOptions.activation(name, function);
        Source y = activation == Activation.IDENTITY ? x : network.add(name, new Activate(activation), x);
        return new Output(name, y, Optional.empty(), ParameterPlace.NONE, loss, LossReader.smoothing(lossFunction));
    }
}
