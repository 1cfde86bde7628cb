package rnnlab.layers;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.nd4j.linalg.activations.Activation;

/**
 * Writes the layers of a Transformer (Vaswani et al. 2017, <a
 * href="https://arxiv.org/abs/1706.03762">arXiv:1706.03762</a>) into the configuration of a graph: nothing that could
 * not be written by hand, layer by layer. Each method takes the name of the layer that it reads and returns the name of
 * the last one that it has written.
 *
 * <pre>{@code
 * var graph = new NeuralNetConfiguration.Builder().updater(new Adam(0.001)).graphBuilder()
 *         .addInputs("source", "target")
 *         .setInputTypes(InputType.recurrent(30), InputType.recurrent(20));
 * var transformer = new TransformerBuilder(graph, 128, 4, 512);
 * String memory = transformer.encoder("encoder", transformer.embedding("source", 30, 100), 2);
 * String states = transformer.decoder("decoder", transformer.embedding("target", 20, 100), memory, 2);
 * graph.addLayer("output", new RnnOutputLayer.Builder()....build(), states).setOutputs("output");
 * }</pre>
 */
public final class TransformerBuilder {

    private final GraphBuilder graph;
    private final int units;
    private final int heads;
    private final int feedForward;
    private double keep = 1;
    private boolean normaliseFirst;
    private boolean learnedPositions;

    /**
     * @param graph what the layers are written into
     * @param units numbers of each step between the layers, a multiple of {@code heads}
     * @param heads of each attention
     * @param feedForward hidden units of each feed-forward part; four times {@code units} is usual
     */
    public TransformerBuilder(GraphBuilder graph, int units, int heads, int feedForward) {
        if (heads < 1 || units < heads || units % heads != 0 || feedForward < 1) {
            throw new IllegalArgumentException("units " + units + ", heads " + heads + ", feedForward " + feedForward
                    + ": units must be a multiple of heads, all at least 1");
        }
        this.graph = graph;
        this.units = units;
        this.heads = heads;
        this.feedForward = feedForward;
    }

    /** In training, each number that an attention or a feed-forward part adds is kept with this probability. */
    public TransformerBuilder keep(double probability) {
        if (!(probability > 0 && probability <= 1)) {
            throw new IllegalArgumentException("keep: " + probability + " is not allowed; above 0, at most 1");
        }
        keep = probability;
        return this;
    }

    /**
     * x + f(normalise(x)) instead of the paper's normalise(x + f(x)); it trains without warm-up (Xiong et al. 2020).
     */
    public TransformerBuilder normaliseFirst() {
        normaliseFirst = true;
        return this;
    }

    /** Positions are learned, instead of waves. */
    public TransformerBuilder learnedPositions() {
        learnedPositions = true;
        return this;
    }

    /**
     * A vector for each token of an input, and its position added.
     *
     * @param most the most tokens that a sequence may have
     */
    public String embedding(String input, int vocabulary, int most) {
        // As large as the waves that are added to it.
        double size = learnedPositions ? 0.02 : 1;
        graph.addLayer(
                input + "-tokens",
                new EmbeddingSequenceLayer.Builder()
                        .nIn(vocabulary)
                        .nOut(units)
                        .weightInit(new WeightInitDistribution(new NormalDistribution(0, size)))
                        .build(),
                input);
        Positions positions = learnedPositions ? new Positions(most).learned() : new Positions(most);
        graph.addLayer(input + "-positions", positions, input + "-tokens");
        return drop(input + "-dropout", input + "-positions");
    }

    /** So many layers in which each step sees all steps. */
    public String encoder(String name, String x, int layers) {
        for (int i = 1; i <= layers; i++) {
            x = attention(name + i + "-self", x, false);
            x = feedForward(name + i + "-feed", x);
        }
        return last(name, x);
    }

    /** So many layers in which each step sees those up to itself. */
    public String causal(String name, String x, int layers) {
        for (int i = 1; i <= layers; i++) {
            x = attention(name + i + "-self", x, true);
            x = feedForward(name + i + "-feed", x);
        }
        return last(name, x);
    }

    /** So many layers in which each step sees the steps up to itself, and all of {@code memory}. */
    public String decoder(String name, String x, String memory, int layers) {
        for (int i = 1; i <= layers; i++) {
            x = attention(name + i + "-self", x, true);
            x = attention(name + i + "-cross", x, memory);
            x = feedForward(name + i + "-feed", x);
        }
        return last(name, x);
    }

    /** Attention of the steps of x to each other. */
    public String attention(String name, String x, boolean causal) {
        String in = before(name, x);
        var attention = new MultiHeadAttention(heads, units);
        graph.addVertex(name, causal ? attention.causal() : attention, in);
        return after(name, x, name);
    }

    /** Attention of the steps of x to those of {@code memory}. */
    public String attention(String name, String x, String memory) {
        String in = before(name, x);
        graph.addVertex(name, new MultiHeadAttention(heads, units), in, memory);
        return after(name, x, name);
    }

    /**
     * W_2 relu(W_1 x + b_1) + b_2 at each step. Deeplearning4j's dense layers read the steps under one another and the
     * last vertex makes them sequences again; its {@code TimeDistributed} would put masks at the wrong steps.
     */
    public String feedForward(String name, String x) {
        String in = before(name, x);
        graph.addLayer(name + "-1", dense(feedForward, Activation.RELU), in);
        graph.addLayer(name + "-2", dense(units, Activation.IDENTITY), name + "-1");
        graph.addVertex(name, new PreprocessorVertex(new FeedForwardToRnnPreProcessor()), name + "-2");
        return after(name, x, name);
    }

    private static DenseLayer dense(int units, Activation activation) {
        return new DenseLayer.Builder().nOut(units).activation(activation).build();
    }

    private String before(String name, String x) {
        return normaliseFirst ? normalised(name + "-norm", x) : x;
    }

    /** The residual sum x + f(x). */
    private String after(String name, String x, String f) {
        graph.addVertex(name + "-sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), x, drop(name + "-dropout", f));
        return normaliseFirst ? name + "-sum" : normalised(name + "-norm", name + "-sum");
    }

    private String last(String name, String x) {
        return normaliseFirst ? normalised(name + "-norm", x) : x;
    }

    private String normalised(String name, String x) {
        graph.addLayer(name, new LayerNormalization(), x);
        return name;
    }

    private String drop(String name, String x) {
        if (keep == 1) {
            return x;
        }
        graph.addLayer(name, new DropoutLayer(keep), x);
        return name;
    }
}
