package rnnlab.dl4j;

import java.util.Optional;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import rnnlab.network.Activation;
import rnnlab.network.Source;

/** Which options of layers the description of a network knows, and the messages about the others. */
final class LayerOptions {

    private LayerOptions() {}

    /** The probability with which a number of the layer's input is kept in training; 1 without dropout. */
    static double keep(String name, Layer layer) {
        if (layer.getIDropout() == null) {
            return 1;
        }
        if (layer.getIDropout().getClass() == Dropout.class) {
            var dropout = (Dropout) layer.getIDropout();
            if (dropout.getPSchedule() == null) {
                return dropout.getP();
            }
            throw unknown(name, layer, "with a schedule of its dropout");
        }
        throw unknown(name, layer, "with " + layer.getIDropout().getClass().getSimpleName());
    }

    static Activation activation(String name, IActivation function) {
        if (function instanceof ActivationIdentity) {
            return Activation.IDENTITY;
        }
        if (function instanceof ActivationTanH) {
            return Activation.TANH;
        }
        if (function instanceof ActivationSigmoid) {
            return Activation.SIGMOID;
        }
        if (function.getClass() == ActivationReLU.class && function.equals(new ActivationReLU())) {
            return Activation.RELU;
        }
        throw new UnknownPartException("activation " + function + " of layer \"" + name + "\"");
    }

    static void check(String name, Layer layer, String what, IActivation function, Class<? extends IActivation> known) {
        if (!known.isInstance(function)) {
            throw unknown(name, layer, "with " + what + " " + function);
        }
    }

    static void checkSize(String name, FeedForwardLayer layer, Source in) {
        if (layer.getNIn() != in.shape().size()) {
            throw new IllegalArgumentException(words(name, layer) + " expects nIn = " + layer.getNIn()
                    + " numbers a step, its input has " + in.shape().size());
        }
    }

    static void checkSequence(String name, Optional<Layer> layer, Source in, boolean sequence) {
        if (in.shape().sequence() != sequence) {
            throw new UnknownPartException("layer \"" + name + "\""
                    + layer.map(l -> " (" + l.getClass().getSimpleName() + ")").orElse("")
                    + (sequence ? " after data without time steps" : " after whole sequences"));
        }
    }

    static void checkFormat(String name, Layer layer, RNNFormat format) {
        if (format == RNNFormat.NWC) {
            throw unknown(name, layer, "with data format NWC");
        }
    }

    static void checkNothingSpecial(String name, Layer layer) {
        if (layer.getConstraints() != null && !layer.getConstraints().isEmpty()) {
            throw unknown(name, layer, "with constraints");
        }
        if (layer instanceof BaseLayer base && base.getWeightNoise() != null) {
            throw unknown(name, layer, "with weight noise");
        }
    }

    static UnknownPartException unknown(String name, Layer layer, String how) {
        return new UnknownPartException((words(name, layer) + " " + how).trim());
    }

    /** A layer in messages: its name and kind. */
    static String words(String name, Layer layer) {
        return "layer \"" + name + "\" (" + layer.getClass().getSimpleName() + ")";
    }

    static int size(long n) {
        return Math.toIntExact(n);
    }
}
