package rnnlab.engine;

import java.util.List;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
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
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossL1;
import org.nd4j.linalg.lossfunctions.impl.LossL2;
import org.nd4j.linalg.lossfunctions.impl.LossMAE;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import rnnlab.engine.graph.GraphBuilder;
import rnnlab.engine.graph.Signal;
import rnnlab.engine.kernel.Activation;
import rnnlab.engine.kernel.Loss;
import rnnlab.layers.Gru;
import rnnlab.layers.LastStepOfBoth;

/** Adds the nodes of one Deeplearning4j layer to a graph. */
final class LayerCompiler {

    private final GraphBuilder graph;
    private final Parameters parameters;
    /** Whether the layers are frozen: they compute as they do in use, without dropout, noise or constraints. */
    private final boolean frozen;

    LayerCompiler(GraphBuilder graph, Parameters parameters) {
        this(graph, parameters, false);
    }

    private LayerCompiler(GraphBuilder graph, Parameters parameters, boolean frozen) {
        this.graph = graph;
        this.parameters = parameters;
        this.frozen = frozen;
    }

    /**
     * The output of a layer that reads {@code in}.
     *
     * @param at where the layer's parameters begin
     * @param classes for an output layer: whether targets are classes
     * @return null for an output layer, which ends the graph
     */
    Signal compile(String name, Layer layer, Signal in, int at, boolean classes) {
        if (layer instanceof FrozenLayer still) {
            return frozen(name, still.getLayer(), graph.stop(in), at, classes);
        }
        if (layer instanceof FrozenLayerWithBackprop still) {
            return frozen(name, still.getUnderlying(), in, at, classes);
        }
        checkNothingSpecial(name, layer);
        if (layer instanceof Bidirectional both) {
            return bidirectional(name, both, in, at, false);
        }
        if (layer instanceof LastStepOfBoth last) {
            return bidirectional(name, (Bidirectional) last.getUnderlying(), in, at, true);
        }
        if (layer instanceof LastTimeStep last) {
            return graph.lastStep(name, recurrent(name, last.getUnderlying(), in, at, false), false);
        }
        if (layer instanceof TimeDistributed each) {
            checkFormat(name, layer, each.getRnnDataFormat());
            return compile(name, each.getUnderlying(), in, at, classes);
        }
        if (layer instanceof BaseRecurrentLayer && !(layer instanceof RnnOutputLayer)) {
            return recurrent(name, layer, in, at, false);
        }
        if (layer instanceof EmbeddingSequenceLayer || layer instanceof EmbeddingLayer) {
            return embedding(name, (FeedForwardLayer) layer, in, at);
        }
        Signal x = dropout(name, layer, in);
        if (layer instanceof DropoutLayer) {
            return x;
        }
        if (layer instanceof ActivationLayer activation) {
            return graph.activation(name, x, activation(name, activation.getActivationFn()));
        }
        if (layer instanceof RnnOutputLayer output) {
            checkFormat(name, layer, output.getRnnDataFormat());
            return output(name, output, output.getLossFn(), true, output.hasBias(), x, at, classes);
        }
        if (layer instanceof OutputLayer output) {
            return output(name, output, output.getLossFn(), false, output.hasBias(), x, at, classes);
        }
        if (layer instanceof RnnLossLayer loss) {
            checkFormat(name, layer, loss.getRnnDataFormat());
            return loss(name, loss.getActivationFn(), loss.getLossFn(), true, x, classes);
        }
        if (layer instanceof LossLayer loss) {
            return loss(name, loss.getActivationFn(), loss.getLossFn(), false, x, classes);
        }
        if (layer.getClass() == DenseLayer.class) {
            var dense = (DenseLayer) layer;
            if (dense.hasLayerNorm()) {
                throw unknown(name, layer, "with layer normalization");
            }
            checkSize(name, dense, x);
            return dense(name, dense, dense.hasBias(), x, at, activation(name, dense.getActivationFn()));
        }
        throw unknown(name, layer, "");
    }

    private Signal frozen(String name, Layer layer, Signal in, int at, boolean classes) {
        graph.freeze(true);
        Signal out = new LayerCompiler(graph, parameters, true).compile(name, layer, in, at, classes);
        graph.freeze(frozen);
        return out;
    }

    private Signal dense(String name, FeedForwardLayer layer, boolean bias, Signal x, int at, Activation activation) {
        return graph.dense(name, x, size(layer.getNOut()), bias, activation, at);
    }

    private Signal bidirectional(String name, Bidirectional both, Signal in, int at, boolean lastStep) {
        List<Signal> ins = graph.fork(in, 2);
        int each = Math.toIntExact(both.getFwd().initializer().numParams(both.getFwd()));
        Signal forward = direction(name, both.getFwd(), ins.get(0), at, false);
        Signal backward = direction(name, both.getBwd(), ins.get(1), at + each, true);
        if (lastStep) {
            forward = graph.lastStep(name, forward, false);
            backward = graph.lastStep(name, backward, true);
        }
        List<Signal> outs = List.of(forward, backward);
        return switch (both.getMode()) {
            case CONCAT -> graph.merge(name, outs);
            case ADD -> graph.add(name, outs);
            case AVERAGE -> graph.average(name, outs);
            case MUL -> graph.product(name, forward, backward);
        };
    }

    private Signal direction(String name, Layer layer, Signal in, int at, boolean backwards) {
        checkNothingSpecial(name, layer);
        if (layer instanceof LastTimeStep last) {
            return graph.lastStep(name, recurrent(name, last.getUnderlying(), in, at, backwards), backwards);
        }
        return recurrent(name, layer, in, at, backwards);
    }

    private Signal recurrent(String name, Layer layer, Signal in, int at, boolean backwards) {
        checkNothingSpecial(name, layer);
        if (!(layer instanceof BaseRecurrentLayer recurrent)) {
            if (backwards) {
                throw unknown(name, layer, "inside Bidirectional");
            }
            return compile(name, layer, in, at, false);
        }
        if (!in.sequence()) {
            throw unknown(name, layer, "after data without time steps");
        }
        checkSize(name, recurrent, in);
        checkFormat(name, layer, recurrent.getRnnDataFormat());
        Signal x = dropout(name, layer, in);
        int units = size(recurrent.getNOut());
        if (layer.getClass() == LSTM.class) {
            var lstm = (LSTM) layer;
            check(name, layer, "activation", lstm.getActivationFn(), ActivationTanH.class);
            check(name, layer, "gate activation", lstm.getGateActivationFn(), ActivationSigmoid.class);
            return graph.lstm(name, x, units, backwards, at);
        }
        if (layer instanceof SimpleRnn simple && !simple.hasLayerNorm()) {
            return graph.simpleRnn(name, x, units, activation(name, simple.getActivationFn()), backwards, at);
        }
        if (layer instanceof Gru gru) {
            return graph.gru(name, x, units, gru.isResetAfter(), backwards, at);
        }
        throw unknown(name, layer, "");
    }

    private Signal embedding(String name, FeedForwardLayer layer, Signal in, int at) {
        boolean bias = layer instanceof EmbeddingLayer e ? e.hasBias() : ((EmbeddingSequenceLayer) layer).hasBias();
        if (bias) {
            throw unknown(name, layer, "with bias");
        }
        if (layer instanceof EmbeddingSequenceLayer e) {
            checkFormat(name, layer, e.getOutputFormat());
        }
        check(name, layer, "activation", layer.getActivationFn(), ActivationIdentity.class);
        if (!graph.isIndices(in)) {
            throw unknown(name, layer, "after another layer, or reading what others read too");
        }
        int vocabulary = size(layer.getNIn());
        int units = size(layer.getNOut());
        parameters.rowsTogether(at, vocabulary, units);
        return graph.embedding(name, in, units, at);
    }

    private Signal output(
            String name,
            FeedForwardLayer layer,
            ILossFunction loss,
            boolean sequence,
            boolean bias,
            Signal x,
            int at,
            boolean classes) {
        checkSize(name, layer, x);
        checkSequence(name, layer, x, sequence);
        Activation activation = isCrossEntropy(loss) ? Activation.IDENTITY : activation(name, layer.getActivationFn());
        if (isClasses(loss) && classes && bias) {
            check(name, layer, "activation", layer.getActivationFn(), ActivationSoftmax.class);
            checkLoss(name, loss);
            graph.softmax(name, x, size(layer.getNOut()), at);
            return null;
        }
        Signal y = dense(name, layer, bias, x, at, activation);
        target(name, layer.getActivationFn(), loss, y, classes);
        return null;
    }

    private Signal loss(
            String name, IActivation function, ILossFunction loss, boolean sequence, Signal x, boolean classes) {
        checkSequence(name, null, x, sequence);
        Activation activation = isCrossEntropy(loss) ? Activation.IDENTITY : activation(name, function);
        Signal y = activation == Activation.IDENTITY ? x : graph.activation(name, x, activation);
        target(name, function, loss, y, classes);
        return null;
    }

    private void target(String name, IActivation activation, ILossFunction loss, Signal y, boolean classes) {
        checkLoss(name, loss);
        if (isClasses(loss)) {
            checkOutput(name, loss, activation, ActivationSoftmax.class);
            graph.classes(y, classes);
        } else if (loss instanceof LossBinaryXENT) {
            checkOutput(name, loss, activation, ActivationSigmoid.class);
            graph.numbers(y, Loss.SIGMOID_CROSS_ENTROPY, y.size());
        } else if (loss.getClass() == LossMSE.class) {
            graph.numbers(y, Loss.MEAN_SQUARED_ERROR, 1);
        } else if (loss.getClass() == LossL2.class) {
            graph.numbers(y, Loss.MEAN_SQUARED_ERROR, y.size());
        } else if (loss.getClass() == LossMAE.class) {
            graph.numbers(y, Loss.MEAN_ABSOLUTE_ERROR, 1);
        } else if (loss.getClass() == LossL1.class) {
            graph.numbers(y, Loss.MEAN_ABSOLUTE_ERROR, y.size());
        } else {
            throw new UnknownPartException("loss " + loss.getClass().getSimpleName() + " of layer \"" + name + "\"");
        }
    }

    /** Whether the loss compares with classes (softmax and cross-entropy). */
    static boolean isClasses(ILossFunction loss) {
        return loss instanceof LossMCXENT;
    }

    private static boolean isCrossEntropy(ILossFunction loss) {
        return isClasses(loss) || loss instanceof LossBinaryXENT;
    }

    private static void checkLoss(String name, ILossFunction loss) {
        boolean weighted = loss instanceof LossMCXENT c && c.getWeights() != null
                || loss instanceof LossBinaryXENT x && x.getWeights() != null
                || loss instanceof LossL2 s && s.getWeights() != null
                || loss instanceof LossL1 a && a.getWeights() != null;
        if (weighted) {
            throw new UnknownPartException("weights in the loss of layer \"" + name + "\"");
        }
    }

    private Signal dropout(String name, Layer layer, Signal in) {
        if (frozen || layer.getIDropout() == null) {
            return in;
        }
        if (layer.getIDropout().getClass() == Dropout.class) {
            var dropout = (Dropout) layer.getIDropout();
            if (dropout.getPSchedule() == null) {
                return dropout.getP() == 1 ? in : graph.dropout(name, in, dropout.getP());
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

    private static void check(
            String name, Layer layer, String what, IActivation function, Class<? extends IActivation> known) {
        if (!known.isInstance(function)) {
            throw unknown(name, layer, "with " + what + " " + function);
        }
    }

    private static void checkOutput(
            String name, ILossFunction loss, IActivation function, Class<? extends IActivation> known) {
        if (!known.isInstance(function)) {
            throw new UnknownPartException(
                    loss.getClass().getSimpleName() + " with activation " + function + " of layer \"" + name + "\"");
        }
    }

    private static void checkSize(String name, FeedForwardLayer layer, Signal in) {
        if (layer.getNIn() != in.size()) {
            throw new IllegalArgumentException(Words.layer(name, layer) + " expects nIn = " + layer.getNIn()
                    + " numbers a step, its input has " + in.size());
        }
    }

    private static void checkSequence(String name, Layer layer, Signal in, boolean sequence) {
        if (in.sequence() != sequence) {
            throw new UnknownPartException("layer \"" + name + "\""
                    + (layer == null ? "" : " (" + layer.getClass().getSimpleName() + ")")
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
        return new UnknownPartException((Words.layer(name, layer) + " " + how).trim());
    }

    private static int size(long n) {
        return Math.toIntExact(n);
    }
}
