package rnnlab.dl4j;

import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.rnn.DuplicateToTimeSeriesVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import rnnlab.layers.AdditiveAttention;
import rnnlab.layers.Attention;
import rnnlab.layers.DotAttention;
import rnnlab.layers.SmoothedCrossEntropy;
import rnnlab.layers.TransformerBuilder;

/** Small networks that read a source and write a target, and data for them. */
public final class AttentionNetworks {

    /** Different tokens of source and target. */
    public static final int VOCABULARY = 9;

    static final int N = 5;
    static final int SOURCE = 7;
    static final int TARGET = 6;

    private AttentionNetworks() {}

    private static GraphBuilder graph() {
        InputType type = InputType.recurrent(VOCABULARY);
        return new NeuralNetConfiguration.Builder()
                .seed(4)
                .updater(new Sgd(0.1))
                .graphBuilder()
                .addInputs("source", "target")
                .setInputTypes(type, type);
    }

    private static ComputationGraph built(GraphBuilder graph, String last) {
        graph.addLayer("output", SmallNetworks.classes(VOCABULARY), last).setOutputs("output");
        var network = new ComputationGraph(graph.build());
        network.init();
        return network;
    }

    private static EmbeddingSequenceLayer embedding(int units) {
        return new EmbeddingSequenceLayer.Builder().nIn(VOCABULARY).nOut(units).build();
    }

    /** An LSTM that reads and one that writes, which looks at the first by attention. */
    public static ComputationGraph recurrent(Attention attention) {
        GraphBuilder graph = graph().addLayer("source-tokens", embedding(3), "source")
                .addLayer("encoder", SmallNetworks.lstm(4), "source-tokens")
                .addVertex("last", new LastTimeStepVertex("source"), "encoder")
                .addVertex("again", new DuplicateToTimeSeriesVertex("target"), "last")
                .addLayer("target-tokens", embedding(3), "target")
                .addVertex("read", new MergeVertex(), "target-tokens", "again")
                .addLayer("decoder", SmallNetworks.lstm(4), "read")
                .addVertex("context", attention, "decoder", "encoder")
                .addVertex("both", new MergeVertex(), "decoder", "context");
        return built(graph, "both");
    }

    /** A Transformer of two layers each. */
    public static ComputationGraph transformer(boolean normaliseFirst, boolean learnedPositions) {
        GraphBuilder graph = graph();
        var builder = new TransformerBuilder(graph, 8, 2, 12);
        if (normaliseFirst) {
            builder.normaliseFirst();
        }
        if (learnedPositions) {
            builder.learnedPositions();
        }
        String memory = builder.encoder("encoder", builder.embedding("source", VOCABULARY, 12), 2);
        return built(graph, builder.decoder("decoder", builder.embedding("target", VOCABULARY, 12), memory, 2));
    }

    /** A Transformer that goes on with what it reads: the layers of {@link TransformerBuilder#causal}. */
    public static ComputationGraph causal(boolean normaliseFirst, boolean learnedPositions) {
        GraphBuilder graph = new NeuralNetConfiguration.Builder()
                .seed(5)
                .updater(new Sgd(0.1))
                .graphBuilder()
                .addInputs("tokens")
                .setInputTypes(InputType.recurrent(VOCABULARY));
        var builder = new TransformerBuilder(graph, 12, 3, 20);
        if (normaliseFirst) {
            builder.normaliseFirst();
        }
        if (learnedPositions) {
            builder.learnedPositions();
        }
        return built(graph, builder.causal("layer", builder.embedding("tokens", VOCABULARY, 40), 2));
    }

    /** An LSTM whose steps look back at each other by additive attention. */
    public static ComputationGraph looksBack() {
        GraphBuilder graph = new NeuralNetConfiguration.Builder()
                .seed(6)
                .graphBuilder()
                .addInputs("tokens")
                .setInputTypes(InputType.recurrent(VOCABULARY))
                .addLayer("vectors", embedding(4), "tokens")
                .addLayer("states", SmallNetworks.lstm(5), "vectors")
                .addVertex("back", new AdditiveAttention(3).causal(), "states")
                .addVertex("both", new MergeVertex(), "states", "back");
        return built(graph, "both");
    }

    /** Attention of embedded tokens, with smoothed labels. */
    static ComputationGraph smoothed() {
        GraphBuilder graph = graph().addLayer("target-tokens", embedding(3), "target")
                .addLayer("source-tokens", embedding(3), "source")
                .addVertex("context", new DotAttention(), "target-tokens", "source-tokens")
                .addLayer(
                        "output",
                        new RnnOutputLayer.Builder(new SmoothedCrossEntropy(0.2))
                                .nOut(VOCABULARY)
                                .activation(Activation.SOFTMAX)
                                .build(),
                        "context")
                .setOutputs("output");
        var network = new ComputationGraph(graph.build());
        network.init();
        return network;
    }

    /** Tokens of different lengths, with masks behind them; labels [N][V][T]. */
    static MultiDataSet data(long seed) {
        var random = new Random(seed);
        INDArray sources = Nd4j.zeros(N, 1, SOURCE), sourceMask = Nd4j.zeros(N, SOURCE);
        INDArray targets = Nd4j.zeros(N, 1, TARGET), targetMask = Nd4j.zeros(N, TARGET);
        fill(random, sources, sourceMask);
        fill(random, targets, targetMask);
        INDArray labels = SmallNetworks.oneHot(seed, N, VOCABULARY, TARGET);
        return new MultiDataSet(
                new INDArray[] {sources, targets},
                new INDArray[] {labels},
                new INDArray[] {sourceMask, targetMask},
                new INDArray[] {targetMask.dup()});
    }

    private static void fill(Random random, INDArray tokens, INDArray mask) {
        for (int n = 0; n < tokens.size(0); n++) {
            int length = n == 0 ? (int) tokens.size(2) : 1 + random.nextInt((int) tokens.size(2));
            for (int t = 0; t < length; t++) {
                tokens.putScalar(n, 0, t, random.nextInt(VOCABULARY));
                mask.putScalar(n, t, 1);
            }
        }
    }
}
