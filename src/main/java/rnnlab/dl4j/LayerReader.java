package rnnlab.dl4j;

import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.conf.layers.recurrent.TimeDistributed;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import rnnlab.layers.Gru;
import rnnlab.layers.LastStepOfBoth;
import rnnlab.network.Activation;
import rnnlab.network.Input;
import rnnlab.network.Loss;
import rnnlab.network.Output;
import rnnlab.network.ParameterPlace;
import rnnlab.network.Source;

/** Reads one layer of Deeplearning4j into the description of a network. */
final class LayerReader {

    private final Sources network;
    /** Whether the layers are frozen: they compute as they do in use, without dropout, noise or constraints. */
    private final boolean frozen;

    LayerReader(Sources network) {
        this(network, false);
    }

    private LayerReader(Sources network, boolean frozen) {
        this.network = network;
        this.frozen = frozen;
    }

    /**
     * What a layer hands on that reads {@code in}; empty for an output layer, which ends the network.
     *
     * @param at where the layer's parameters begin
     * @throws UnknownPartException when the description has no such layer
     * @throws IllegalArgumentException when the layer does not fit what it reads
     */
    Optional<Source> read(String name, Layer layer, Source in, int at) {
        if (layer instanceof FrozenLayer still) {
            return new LayerReader(network, true).read(name, still.getLayer(), network.stop(in), at);
        }
        if (layer instanceof FrozenLayerWithBackprop still) {
            return new LayerReader(network, true).read(name, still.getUnderlying(), in, at);
        }
        checkNothingSpecial(name, layer);
        if (layer instanceof Bidirectional both) {
            return Optional.of(bidirectional(name, both, in, at, false));
        }
        if (layer instanceof LastStepOfBoth last) {
            return Optional.of(bidirectional(name, (Bidirectional) last.getUnderlying(), in, at, true));
        }
        if (layer instanceof LastTimeStep last) {
            return recurrent(name, last.getUnderlying(), in, at).map(h -> lastStep(name, h));
        }
        if (layer instanceof TimeDistributed each) {
            checkFormat(name, layer, each.getRnnDataFormat());
            return read(name, each.getUnderlying(), in, at);
        }
        if (layer instanceof BaseRecurrentLayer && !(layer instanceof RnnOutputLayer)) {
            return recurrent(name, layer, in, at);
        }
        if (layer instanceof EmbeddingSequenceLayer || layer instanceof EmbeddingLayer) {
            return Optional.of(embedding(name, (FeedForwardLayer) layer, in, at));
        }
        Source x = dropout(name, layer, in);
        if (layer instanceof DropoutLayer) {
            return Optional.of(x);
        }
        if (layer instanceof ActivationLayer activation) {
            return Optional.of(activate(name, activation(name, activation.getActivationFn()), x));
        }
        if (layer.getClass() == DenseLayer.class) {
            return Optional.of(dense(name, (DenseLayer) layer, x, at));
        }
        output(name, layer, x, at);
        return Optional.empty();
    }

    private ParameterPlace place(int at) {
        return new ParameterPlace(at, frozen);
    }

    private Source lastStep(String name, Source in) {
        return network.add(name, new rnnlab.network.Layer.LastStep(Optional.empty()), in);
    }

    private Source activate(String name, Activation function, Source x) {
        return network.add(name, new rnnlab.network.Layer.Activate(function), x);
    }

    private Source dense(String name, DenseLayer dense, Source x, int at) {
        if (dense.hasLayerNorm()) {
            throw unknown(name, dense, "with layer normalization");
        }
        checkSize(name, dense, x);
        var layer = new rnnlab.network.Layer.Dense(
                size(dense.getNOut()), dense.hasBias(), activation(name, dense.getActivationFn()));
        return network.add(name, layer, List.of(x), place(at));
    }

    private Source bidirectional(String name, Bidirectional both, Source in, int at, boolean lastStep) {
        Layer each = both.getFwd();
        checkNothingSpecial(name, each);
        boolean last = lastStep || each instanceof LastTimeStep;
        Layer inner = each instanceof LastTimeStep wrapper ? wrapper.getUnderlying() : each;
        if (!(inner instanceof BaseRecurrentLayer recurrent)) {
            throw unknown(name, inner, "inside Bidirectional");
        }
        var layer = new rnnlab.network.Layer.Bidirectional(
                recurrent(name, recurrent, in), keep(name, inner), combination(both.getMode()), last);
        return network.add(name, layer, List.of(in), place(at));
    }

    private static rnnlab.network.Layer.Combination combination(Bidirectional.Mode mode) {
        return switch (mode) {
            case CONCAT -> rnnlab.network.Layer.Combination.CONCATENATE;
            case ADD -> rnnlab.network.Layer.Combination.ADD;
            case AVERAGE -> rnnlab.network.Layer.Combination.AVERAGE;
            case MUL -> rnnlab.network.Layer.Combination.PRODUCT;
        };
    }

    private Optional<Source> recurrent(String name, Layer layer, Source in, int at) {
        if (!(layer instanceof BaseRecurrentLayer recurrent)) {
            return read(name, layer, in, at);
        }
        var described = recurrent(name, recurrent, in);
        return Optional.of(network.add(name, described, List.of(dropout(name, layer, in)), place(at)));
    }

    private rnnlab.network.Layer.Recurrent recurrent(String name, BaseRecurrentLayer layer, Source in) {
        checkNothingSpecial(name, layer);
        if (!in.shape().sequence()) {
            throw unknown(name, layer, "after data without time steps");
        }
        checkSize(name, layer, in);
        checkFormat(name, layer, layer.getRnnDataFormat());
        int units = size(layer.getNOut());
        if (layer.getClass() == LSTM.class) {
            var lstm = (LSTM) layer;
            check(name, layer, "activation", lstm.getActivationFn(), ActivationTanH.class);
            check(name, layer, "gate activation", lstm.getGateActivationFn(), ActivationSigmoid.class);
            return new rnnlab.network.Layer.Lstm(units);
        }
        if (layer instanceof SimpleRnn simple && !simple.hasLayerNorm()) {
            return new rnnlab.network.Layer.SimpleRnn(units, activation(name, simple.getActivationFn()));
        }
        if (layer instanceof Gru gru) {
            return new rnnlab.network.Layer.Gru(units, gru.isResetAfter());
        }
        throw unknown(name, layer, "");
    }

    private Source embedding(String name, FeedForwardLayer layer, Source in, int at) {
        boolean bias = layer instanceof EmbeddingLayer e ? e.hasBias() : ((EmbeddingSequenceLayer) layer).hasBias();
        if (bias) {
            throw unknown(name, layer, "with bias");
        }
        if (layer instanceof EmbeddingSequenceLayer e) {
            checkFormat(name, layer, e.getOutputFormat());
        }
        check(name, layer, "activation", layer.getActivationFn(), ActivationIdentity.class);
        if (!(in instanceof Input input && input.indices())) {
            throw unknown(name, layer, "after another layer, or reading what others read too");
        }
        return network.add(name, new rnnlab.network.Layer.Embedding(size(layer.getNOut())), List.of(in), place(at));
    }

    /** The layers that end a network: with weights of their own, or a loss alone. */
    private void output(String name, Layer layer, Source x, int at) {
        if (layer instanceof RnnOutputLayer output) {
            checkFormat(name, layer, output.getRnnDataFormat());
            dense(name, output, output.hasBias(), true, x, at);
        } else if (layer instanceof OutputLayer output) {
            dense(name, output, output.hasBias(), false, x, at);
        } else if (layer instanceof RnnLossLayer loss) {
            checkFormat(name, layer, loss.getRnnDataFormat());
            loss(name, loss.getActivationFn(), loss.getLossFn(), true, x);
        } else if (layer instanceof LossLayer loss) {
            loss(name, loss.getActivationFn(), loss.getLossFn(), false, x);
        } else {
            throw unknown(name, layer, "");
        }
    }

    private void dense(String name, BaseOutputLayer layer, boolean bias, boolean sequence, Source x, int at) {
        checkSize(name, layer, x);
        checkSequence(name, Optional.of(layer), x, sequence);
        Loss loss = LossReader.of(name, layer.getLossFn(), layer.getActivationFn());
        Activation function =
                LossReader.hasItsOwnFunction(loss) ? Activation.IDENTITY : activation(name, layer.getActivationFn());
        var dense = new rnnlab.network.Layer.Dense(size(layer.getNOut()), bias, function);
        network.outputs.add(new Output(name, x, Optional.of(dense), place(at), loss));
    }

    private void loss(String name, IActivation function, ILossFunction lossFunction, boolean sequence, Source x) {
        checkSequence(name, Optional.empty(), x, sequence);
        Loss loss = LossReader.of(name, lossFunction, function);
        Activation activation = LossReader.hasItsOwnFunction(loss) ? Activation.IDENTITY : activation(name, function);
        Source y = activation == Activation.IDENTITY ? x : activate(name, activation, x);
        network.outputs.add(new Output(name, y, Optional.empty(), ParameterPlace.NONE, loss));
    }

    private Source dropout(String name, Layer layer, Source in) {
        double keep = keep(name, layer);
        return keep == 1 ? in : network.add(name, new rnnlab.network.Layer.Dropout(keep), in);
    }

    /** The probability with which a number of the layer's input is kept in training; 1 without dropout. */
    private double keep(String name, Layer layer) {
        if (frozen || layer.getIDropout() == null) {
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

    private static Activation activation(String name, IActivation function) {
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

    private static void check(
            String name, Layer layer, String what, IActivation function, Class<? extends IActivation> known) {
        if (!known.isInstance(function)) {
            throw unknown(name, layer, "with " + what + " " + function);
        }
    }

    private static void checkSize(String name, FeedForwardLayer layer, Source in) {
        if (layer.getNIn() != in.shape().size()) {
            throw new IllegalArgumentException(words(name, layer) + " expects nIn = " + layer.getNIn()
                    + " numbers a step, its input has " + in.shape().size());
        }
    }

    private static void checkSequence(String name, Optional<Layer> layer, Source in, boolean sequence) {
        if (in.shape().sequence() != sequence) {
            throw new UnknownPartException("layer \"" + name + "\""
                    + layer.map(l -> " (" + l.getClass().getSimpleName() + ")").orElse("")
                    + (sequence ? " after data without time steps" : " after whole sequences"));
        }
    }

    private static void checkFormat(String name, Layer layer, RNNFormat format) {
        if (format == RNNFormat.NWC) {
            throw unknown(name, layer, "with data format NWC");
        }
    }

    private void checkNothingSpecial(String name, Layer layer) {
        if (frozen) {
            return;
        }
        if (layer.getConstraints() != null && !layer.getConstraints().isEmpty()) {
            throw unknown(name, layer, "with constraints");
        }
        if (layer instanceof BaseLayer base && base.getWeightNoise() != null) {
            throw unknown(name, layer, "with weight noise");
        }
    }

    private static UnknownPartException unknown(String name, Layer layer, String how) {
        return new UnknownPartException((words(name, layer) + " " + how).trim());
    }

    /** A layer in messages: its name and kind. */
    static String words(String name, Layer layer) {
        return "layer \"" + name + "\" (" + layer.getClass().getSimpleName() + ")";
    }

    private static int size(long n) {
        return Math.toIntExact(n);
    }
}
