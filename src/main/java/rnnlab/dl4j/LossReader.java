package rnnlab.dl4j;

import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossL1;
import org.nd4j.linalg.lossfunctions.impl.LossL2;
import org.nd4j.linalg.lossfunctions.impl.LossMAE;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import rnnlab.layers.SmoothedCrossEntropy;
import rnnlab.network.Loss;

/** Reads the losses of output layers. */
final class LossReader {

    private LossReader() {}

    /** The loss of an output layer, with the activation that it is given. */
    static Loss of(String name, ILossFunction loss, IActivation activation) {
        boolean weighted = loss instanceof LossMCXENT c && c.getWeights() != null
                || loss instanceof LossBinaryXENT x && x.getWeights() != null
                || loss instanceof LossL2 s && s.getWeights() != null
                || loss instanceof LossL1 a && a.getWeights() != null;
        if (weighted) {
            throw new UnknownPartException("weights in the loss of layer \"" + name + "\"");
        }
        if (loss instanceof LossMCXENT) {
            check(name, loss, activation, ActivationSoftmax.class);
            return Loss.SOFTMAX_CROSS_ENTROPY;
        }
        if (loss instanceof LossBinaryXENT) {
            check(name, loss, activation, ActivationSigmoid.class);
            return Loss.SIGMOID_CROSS_ENTROPY;
        }
        if (loss.getClass() == LossMSE.class) {
            return Loss.MEAN_SQUARED_ERROR;
        }
        if (loss.getClass() == LossL2.class) {
            return Loss.SQUARED_ERROR;
        }
        if (loss.getClass() == LossMAE.class) {
            return Loss.MEAN_ABSOLUTE_ERROR;
        }
        if (loss.getClass() == LossL1.class) {
            return Loss.ABSOLUTE_ERROR;
        }
        throw new UnknownPartException("loss " + loss.getClass().getSimpleName() + " of layer \"" + name + "\"");
    }

    private static void check(
            String name, ILossFunction loss, IActivation function, Class<? extends IActivation> known) {
        if (!known.isInstance(function)) {
            throw new UnknownPartException(
                    loss.getClass().getSimpleName() + " with activation " + function + " of layer \"" + name + "\"");
        }
    }

    /** How much of a target of classes is spread over all. */
    static double smoothing(ILossFunction loss) {
        return loss instanceof SmoothedCrossEntropy smoothed ? smoothed.getSmoothing() : 0;
    }

    /** Whether softmax or the logistic function is part of the loss. */
    static boolean hasItsOwnFunction(Loss loss) {
        return loss == Loss.SOFTMAX_CROSS_ENTROPY || loss == Loss.SIGMOID_CROSS_ENTROPY;
    }

    /** The loss that an output layer was given. */
    static ILossFunction given(Layer layer) {
        if (layer instanceof FrozenLayerWithBackprop still) {
            return given(still.getUnderlying());
        }
        if (layer instanceof BaseOutputLayer output) {
            return output.getLossFn();
        }
        if (layer instanceof LossLayer loss) {
            return loss.getLossFn();
        }
        if (layer instanceof RnnLossLayer loss) {
            return loss.getLossFn();
        }
        throw new UnknownPartException(
                "a network that ends in " + layer.getClass().getSimpleName());
    }
}
