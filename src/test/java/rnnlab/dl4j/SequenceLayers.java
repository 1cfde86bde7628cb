package rnnlab.dl4j;

import static rnnlab.dl4j.SmallNetworks.graves;
import static rnnlab.dl4j.SmallNetworks.lstm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.constraint.NonNegativeConstraint;
import org.deeplearning4j.nn.conf.dropout.AlphaDropout;
import org.deeplearning4j.nn.conf.dropout.GaussianDropout;
import org.deeplearning4j.nn.conf.dropout.GaussianNoise;
import org.deeplearning4j.nn.conf.dropout.SpatialDropout;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.AutoEncoder;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Convolution1D;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.GravesBidirectionalLSTM;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LearnedSelfAttentionLayer;
import org.deeplearning4j.nn.conf.layers.LocallyConnected1D;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.RecurrentAttentionLayer;
import org.deeplearning4j.nn.conf.layers.SelfAttentionLayer;
import org.deeplearning4j.nn.conf.layers.Subsampling1DLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling1D;
import org.deeplearning4j.nn.conf.layers.ZeroPadding1DLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping1D;
import org.deeplearning4j.nn.conf.layers.misc.ElementWiseMultiplicationLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.conf.layers.misc.RepeatVector;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.conf.layers.recurrent.TimeDistributed;
import org.deeplearning4j.nn.conf.layers.util.MaskLayer;
import org.deeplearning4j.nn.conf.layers.util.MaskZeroLayer;
import org.deeplearning4j.nn.conf.layers.variational.VariationalAutoencoder;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import rnnlab.layers.Gru;
import rnnlab.layers.LastStepOfBoth;

/** All layers that Deeplearning4j has for sequences [N][3][T], and the course's own, with their options one by one. */
final class SequenceLayers {

    /** The time steps that layers which must know them are made for. */
    static final int STEPS = 5;
    /** How many different indices an embedding has. */
    static final int VOCABULARY = 6;

    /** @param random whether what it computes in training is not decided by its parameters alone */
    record Kind(String name, boolean random, Supplier<Layer> layer) {
        @Override
        public String toString() {
            return name;
        }
    }

    private final List<Kind> kinds = new ArrayList<>();

    private SequenceLayers() {
        recurrent();
        wrapped();
        ofEachStep();
        acrossSteps();
    }

    static List<Kind> all() {
        return new SequenceLayers().kinds;
    }

    private void add(String name, Supplier<Layer> layer) {
        kinds.add(new Kind(name, false, layer));
    }

    private void addRandom(String name, Supplier<Layer> layer) {
        kinds.add(new Kind(name, true, layer));
    }

    private static LSTM.Builder builder() {
        return new LSTM.Builder().nOut(3).activation(Activation.TANH);
    }

    /** Deeplearning4j gives a layer behind two wrappers no start for its weights. */
    private static LSTM started() {
        return builder().weightInit(WeightInit.XAVIER).build();
    }

    private static SimpleRnn simple(Activation activation) {
        return new SimpleRnn.Builder().nOut(3).activation(activation).build();
    }

    private static DenseLayer.Builder dense() {
        return new DenseLayer.Builder().nOut(3).activation(Activation.TANH);
    }

    @SuppressWarnings("deprecation") // Deeplearning4j has it still
    private void recurrent() {
        add("LSTM", () -> builder().build());
        add(
                "LSTM, gates hardsigmoid",
                () -> builder().gateActivationFunction(Activation.HARDSIGMOID).build());
        add("LSTM relu", () -> builder().activation(Activation.RELU).build());
        add(
                "LSTM max norm",
                () -> builder().constrainWeights(new MaxNormConstraint(0.5, 1)).build());
        add("LSTM max norm recurrent", () -> builder()
                .constrainRecurrent(new MaxNormConstraint(0.5, 1))
                .build());
        add(
                "LSTM bias not negative",
                () -> builder().constrainBias(new NonNegativeConstraint()).build());
        add("LSTM forget bias", () -> builder().forgetGateBiasInit(2).build());
        addRandom("LSTM dropout", () -> builder().dropOut(0.5).build());
        addRandom(
                "LSTM Gaussian dropout",
                () -> builder().dropOut(new GaussianDropout(0.5)).build());
        addRandom(
                "LSTM drop connect",
                () -> builder().weightNoise(new DropConnect(0.5)).build());
        add("GravesLSTM", () -> graves(3));
        add("GravesBidirectionalLSTM", () -> new GravesBidirectionalLSTM.Builder()
                .nOut(3)
                .activation(Activation.TANH)
                .build());
        for (Activation activation : Activation.values()) {
            if (activation == Activation.RRELU) {
                addRandom("SimpleRnn " + activation, () -> simple(activation));
            } else {
                add("SimpleRnn " + activation, () -> simple(activation));
            }
        }
        add("SimpleRnn layer norm", () -> new SimpleRnn.Builder()
                .nOut(3)
                .hasLayerNorm(true)
                .activation(Activation.TANH)
                .build());
        add("Gru", () -> new Gru.Builder().nOut(3).build());
        add(
                "Gru, reset before",
                () -> new Gru.Builder().nOut(3).resetAfter(false).build());
    }

    private void wrapped() {
        for (Bidirectional.Mode mode : Bidirectional.Mode.values()) {
            add("Bidirectional LSTM " + mode, () -> new Bidirectional(mode, lstm(3)));
            add("Bidirectional GravesLSTM " + mode, () -> new Bidirectional(mode, graves(3)));
            add("Bidirectional SimpleRnn " + mode, () -> new Bidirectional(mode, simple(Activation.TANH)));
            add(
                    "Bidirectional Gru " + mode,
                    () -> new Bidirectional(mode, new Gru.Builder().nOut(3).build()));
        }
        addRandom(
                "Bidirectional dropout",
                () -> new Bidirectional(builder().dropOut(0.5).build()));
        add("Bidirectional LastTimeStep", () -> new Bidirectional(new LastTimeStep(started())));
        add("Bidirectional MaskZeroLayer", () -> new Bidirectional(new MaskZeroLayer(started(), 0)));
        for (Supplier<Layer> inner : List.<Supplier<Layer>>of(
                () -> lstm(3),
                () -> graves(3),
                () -> new Bidirectional(lstm(3)),
                () -> new MaskZeroLayer(lstm(3), 0))) {
            String name = inner.get().getClass().getSimpleName();
            add("LastTimeStep " + name, () -> new LastTimeStep(inner.get()));
            add("FrozenLayer " + name, () -> new FrozenLayer(inner.get()));
            add("FrozenLayerWithBackprop " + name, () -> new FrozenLayerWithBackprop(inner.get()));
        }
        add("FrozenLayer dropout", () -> new FrozenLayer(builder().dropOut(0.5).build()));
        add("FrozenLayer Dense", () -> new FrozenLayer(dense().build()));
        add("FrozenLayerWithBackprop Dense", () -> new FrozenLayerWithBackprop(dense().build()));
        add("FrozenLayerWithBackprop LastTimeStep", () -> new FrozenLayerWithBackprop(new LastTimeStep(lstm(3))));
        add("LastTimeStep FrozenLayerWithBackprop", () -> new LastTimeStep(new FrozenLayerWithBackprop(lstm(3))));
        add("LastStepOfBoth", () -> new LastStepOfBoth(new Bidirectional(lstm(3))));
        add("MaskZeroLayer LSTM", () -> new MaskZeroLayer(lstm(3), 0));
        add("MaskZeroLayer GravesLSTM", () -> new MaskZeroLayer(graves(3), 0));
        add("TimeDistributed Dense", () -> new TimeDistributed(dense().build()));
        add("TimeDistributed Dropout 1", () -> new TimeDistributed(new DropoutLayer(1.0)));
    }

    private void ofEachStep() {
        add("Dense", () -> dense().build());
        add("Dense without bias", () -> dense().hasBias(false).build());
        add("Dense layer norm", () -> dense().hasLayerNorm(true).build());
        add("Dense softmax", () -> dense().activation(Activation.SOFTMAX).build());
        add("Activation tanh", () -> new ActivationLayer(Activation.TANH));
        add("Activation elu", () -> new ActivationLayer(Activation.ELU));
        add("Dropout 1", () -> new DropoutLayer(1.0));
        addRandom("Dropout", () -> new DropoutLayer(0.5));
        addRandom("Dropout Gaussian", () -> new DropoutLayer(new GaussianDropout(0.5)));
        addRandom("Dropout noise", () -> new DropoutLayer(new GaussianNoise(0.5)));
        addRandom("Dropout alpha", () -> new DropoutLayer(new AlphaDropout(0.5)));
        addRandom("Dropout spatial", () -> new DropoutLayer(new SpatialDropout(0.5)));
        add("MaskLayer", MaskLayer::new);
        add("ElementWiseMultiplication", () -> new ElementWiseMultiplicationLayer.Builder()
                .nOut(3)
                .activation(Activation.TANH)
                .build());
        add("PReLU", () -> new PReLULayer.Builder()
                .inputShape(3, STEPS)
                .sharedAxes(2)
                .build());
        add("AutoEncoder", () -> new AutoEncoder.Builder()
                .nOut(3)
                .activation(Activation.TANH)
                .build());
        addRandom("VariationalAutoencoder", () -> new VariationalAutoencoder.Builder()
                .nOut(3)
                .encoderLayerSizes(4)
                .decoderLayerSizes(4)
                .activation(Activation.TANH)
                .build());
        add("Embedding", () -> table().build());
        add("Embedding with bias", () -> table().hasBias(true).build());
        add("Embedding tanh", () -> table().activation(Activation.TANH).build());
        add("Embedding, frozen", () -> new FrozenLayer(table().build()));
        add("Embedding max norm", () -> table().constrainWeights(new MaxNormConstraint(0.1, 1))
                .build());
    }

    private static EmbeddingSequenceLayer.Builder table() {
        return new EmbeddingSequenceLayer.Builder().nIn(VOCABULARY).nOut(3).inferInputLength(true);
    }

    private void acrossSteps() {
        add("SelfAttention", () -> new SelfAttentionLayer.Builder()
                .nOut(4)
                .nHeads(2)
                .projectInput(true)
                .build());
        add("LearnedSelfAttention", () -> new LearnedSelfAttentionLayer.Builder()
                .nOut(4)
                .nHeads(2)
                .nQueries(2)
                .projectInput(true)
                .build());
        add("RecurrentAttention", () -> new RecurrentAttentionLayer.Builder()
                .nIn(3)
                .nOut(3)
                .nHeads(1)
                .projectInput(false)
                .activation(Activation.TANH)
                .build());
        add("BatchNormalization", () -> new BatchNormalization.Builder().build());
        for (ConvolutionMode mode : List.of(ConvolutionMode.Same, ConvolutionMode.Causal, ConvolutionMode.Truncate)) {
            add("Convolution1D " + mode, () -> new Convolution1D.Builder(3)
                    .nOut(3)
                    .convolutionMode(mode)
                    .activation(Activation.TANH)
                    .build());
        }
        add("Convolution1D dilated", () -> new Convolution1DLayer.Builder(2)
                .dilation(2)
                .nOut(3)
                .convolutionMode(ConvolutionMode.Causal)
                .activation(Activation.TANH)
                .build());
        add("Convolution1D stride 2", () -> new Convolution1D.Builder(2)
                .stride(2)
                .nOut(3)
                .convolutionMode(ConvolutionMode.Same)
                .activation(Activation.TANH)
                .build());
        add("Subsampling1D", () -> new Subsampling1DLayer.Builder(Subsampling1DLayer.PoolingType.MAX, 2, 1)
                .convolutionMode(ConvolutionMode.Same)
                .build());
        add("Upsampling1D", () -> new Upsampling1D.Builder(2).build());
        add("ZeroPadding1D", () -> new ZeroPadding1DLayer.Builder(1, 1).build());
        add("Cropping1D", () -> new Cropping1D.Builder(1, 1).build());
        add("LocallyConnected1D", () -> new LocallyConnected1D.Builder()
                .kernelSize(2)
                .nOut(3)
                .setInputSize(STEPS)
                .convolutionMode(ConvolutionMode.Same)
                .activation(Activation.TANH)
                .build());
        for (PoolingType type : PoolingType.values()) {
            add(
                    "GlobalPooling " + type,
                    () -> new GlobalPoolingLayer.Builder(type).pnorm(2).build());
        }
        add("RepeatVector", () -> new RepeatVector.Builder<>(4).build());
    }
}
