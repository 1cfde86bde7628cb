package rnnlab.dl4j;

import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.conf.layers.recurrent.TimeDistributed;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import rnnlab.layers.Gru;
import rnnlab.layers.LastStepOfBoth;
import rnnlab.layers.LayerNormalization;
import rnnlab.layers.Positions;
import rnnlab.network.Activation;
import rnnlab.network.Input;
import rnnlab.network.Layer.Activate;
import rnnlab.network.Layer.Combination;
import rnnlab.network.Layer.Dense;
import rnnlab.network.Layer.Dropout;
import rnnlab.network.Layer.Embedding;
import rnnlab.network.Layer.LastStep;
import rnnlab.network.Layer.Lstm;
import rnnlab.network.Layer.Normalise;
import rnnlab.network.Layer.Recurrent;
import rnnlab.network.ParameterPlace;
import rnnlab.network.Source;

/** Reads one layer of Deeplearning4j into the description of a network. */
final class LayerReader {

    private final NetworkBuilder network;
    /** Whether the layers are frozen: they compute as they do in use, without dropout, noise or constraints. */
    private final boolean frozen;

    LayerReader(NetworkBuilder network) {
        this(network, false);
    }

    private LayerReader(NetworkBuilder network, boolean frozen) {
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
        check(name, layer);
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
            LayerOptions.checkFormat(name, layer, each.getRnnDataFormat());
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
            return Optional.of(activate(name, LayerOptions.activation(name, activation.getActivationFn()), x));
        }
        if (layer instanceof LayerNormalization normalization) {
            LayerOptions.checkSize(name, normalization, x);
            return Optional.of(network.add(name, new Normalise(normalization.getEpsilon()), List.of(x), place(at)));
        }
        if (layer instanceof Positions positions) {
            return Optional.of(positions(name, positions, x, at));
        }
        if (layer.getClass() == DenseLayer.class) {
            return Optional.of(dense(name, (DenseLayer) layer, x, at));
        }
        network.outputs.add(new OutputReader(network).read(name, layer, x, place(at)));
        return Optional.empty();
    }

    private void check(String name, Layer layer) {
        if (!frozen) {
            LayerOptions.checkNothingSpecial(name, layer);
        }
    }

    private ParameterPlace place(int at) {
        return new ParameterPlace(at, frozen);
    }

    private Source positions(String name, Positions positions, Source x, int at) {
        LayerOptions.checkSize(name, positions, x);
        LayerOptions.checkSequence(name, Optional.of(positions), x, true);
        var layer = new rnnlab.network.Layer.Positions(positions.getMost(), positions.isLearned());
        return network.add(name, layer, List.of(x), place(at));
    }

    private Source lastStep(String name, Source in) {
        return network.add(name, new LastStep(Optional.empty()), in);
    }

    private Source activate(String name, Activation function, Source x) {
        return network.add(name, new Activate(function), x);
    }

    private Source dense(String name, DenseLayer dense, Source x, int at) {
        if (dense.hasLayerNorm()) {
            throw LayerOptions.unknown(name, dense, "with layer normalization");
        }
        LayerOptions.checkSize(name, dense, x);
        var layer = new Dense(
                LayerOptions.size(dense.getNOut()),
                dense.hasBias(),
                LayerOptions.activation(name, dense.getActivationFn()));
        return network.add(name, layer, List.of(x), place(at));
    }

    private Source bidirectional(String name, Bidirectional both, Source in, int at, boolean lastStep) {
        Layer each = both.getFwd();
        check(name, each);
        boolean last = lastStep || each instanceof LastTimeStep;
        Layer inner = each instanceof LastTimeStep wrapper ? wrapper.getUnderlying() : each;
        if (!(inner instanceof BaseRecurrentLayer recurrent)) {
            throw LayerOptions.unknown(name, inner, "inside Bidirectional");
        }
        var layer = new rnnlab.network.Layer.Bidirectional(
                recurrent(name, recurrent, in),
                frozen ? 1 : LayerOptions.keep(name, inner),
                combination(both.getMode()),
                last);
        return network.add(name, layer, List.of(in), place(at));
    }

    private static Combination combination(Bidirectional.Mode mode) {
        return switch (mode) {
            case CONCAT -> Combination.CONCATENATE;
            case ADD -> Combination.ADD;
            case AVERAGE -> Combination.AVERAGE;
            case MUL -> Combination.PRODUCT;
        };
    }

    private Optional<Source> recurrent(String name, Layer layer, Source in, int at) {
        if (!(layer instanceof BaseRecurrentLayer recurrent)) {
            return read(name, layer, in, at);
        }
        var described = recurrent(name, recurrent, in);
        return Optional.of(network.add(name, described, List.of(dropout(name, layer, in)), place(at)));
    }

    private Recurrent recurrent(String name, BaseRecurrentLayer layer, Source in) {
        check(name, layer);
        if (!in.shape().sequence()) {
            throw LayerOptions.unknown(name, layer, "after data without time steps");
        }
        LayerOptions.checkSize(name, layer, in);
        LayerOptions.checkFormat(name, layer, layer.getRnnDataFormat());
        int units = LayerOptions.size(layer.getNOut());
        if (layer.getClass() == LSTM.class) {
            var lstm = (LSTM) layer;
            LayerOptions.check(name, layer, "activation", lstm.getActivationFn(), ActivationTanH.class);
            LayerOptions.check(name, layer, "gate activation", lstm.getGateActivationFn(), ActivationSigmoid.class);
            return new Lstm(units);
        }
        if (layer instanceof SimpleRnn simple && !simple.hasLayerNorm()) {
            return new rnnlab.network.Layer.SimpleRnn(units, LayerOptions.activation(name, simple.getActivationFn()));
        }
        if (layer instanceof Gru gru) {
            return new rnnlab.network.Layer.Gru(units, gru.isResetAfter());
        }
        throw LayerOptions.unknown(name, layer, "");
    }

    private Source embedding(String name, FeedForwardLayer layer, Source in, int at) {
        boolean bias = layer instanceof EmbeddingLayer e ? e.hasBias() : ((EmbeddingSequenceLayer) layer).hasBias();
        if (bias) {
            throw LayerOptions.unknown(name, layer, "with bias");
        }
        if (layer instanceof EmbeddingSequenceLayer e) {
            LayerOptions.checkFormat(name, layer, e.getOutputFormat());
        }
        LayerOptions.check(name, layer, "activation", layer.getActivationFn(), ActivationIdentity.class);
        if (!(in instanceof Input input && input.indices())) {
            throw LayerOptions.unknown(name, layer, "after another layer, or reading what others read too");
        }
        return network.add(name, new Embedding(LayerOptions.size(layer.getNOut())), List.of(in), place(at));
    }

    private Source dropout(String name, Layer layer, Source in) {
        double keep = frozen ? 1 : LayerOptions.keep(name, layer);
        return keep == 1 ? in : network.add(name, new Dropout(keep), in);
    }
}
