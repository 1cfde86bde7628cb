package rnnlab.dl4j;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.FrozenVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.rnn.DuplicateToTimeSeriesVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import rnnlab.layers.Attention;
import rnnlab.layers.CtcOutput;
import rnnlab.network.Input;
import rnnlab.network.Layer.Combination;
import rnnlab.network.Layer.Combine;
import rnnlab.network.Layer.LastStep;
import rnnlab.network.Layer.Repeat;
import rnnlab.network.Network;
import rnnlab.network.ParameterPlace;
import rnnlab.network.Source;
import rnnlab.network.Truncation;

/** Reads the configuration of a Deeplearning4j network, once, into the description that everything else works from. */
final class ConfigurationReader {

    private final Dl4jNetwork network;
    private final ParameterOffsets offsets;
    private final NetworkBuilder builder = new NetworkBuilder();
    private final LayerReader layers = new LayerReader(builder);

    private ConfigurationReader(Dl4jNetwork network) {
        this.network = network;
        this.offsets = new ParameterOffsets(network);
    }

    /**
     * The description of a network.
     *
     * @throws UnknownPartException when a part of it has none
     * @throws IllegalArgumentException when parts of it do not fit each other
     */
    static Network read(Dl4jNetwork network) {
        return new ConfigurationReader(network).read();
    }

    private Network read() {
        checkNothingSpecial();
        List<Input> inputs = InputReader.of(network);
        if (network instanceof Dl4jLayers row) {
            row(row.model(), inputs.get(0));
        } else {
            vertices((ComputationGraph) network.model(), inputs);
        }
        for (Input input : inputs) {
            if (input.indices() && readers(input) != 1) {
                throw new UnknownPartException(
                        "input \"" + input.name() + "\", which an embedding reads and something else too");
            }
        }
        var read = new Network(
                inputs,
                builder.vertices,
                builder.outputs,
                truncation(network),
                LearningReader.read(network),
                offsets.count());
        if (read.truncation().used() && network instanceof Dl4jGraph && !read.allSequences()) {
            throw new UnknownPartException("truncated back-propagation with an input or output without time steps");
        }
        return read;
    }

    private void checkNothingSpecial() {
        if (network.type() != DataType.FLOAT) {
            throw new UnknownPartException("data type " + network.type());
        }
        NeuralNetConfiguration conf = network instanceof Dl4jLayers layers
                ? layers.model().getLayerWiseConfigurations().getConf(0)
                : ((ComputationGraph) network.model()).conf();
        if (conf.getOptimizationAlgo() != OptimizationAlgorithm.STOCHASTIC_GRADIENT_DESCENT) {
            throw new UnknownPartException("optimization algorithm " + conf.getOptimizationAlgo());
        }
        if (!conf.isMiniBatch() || !conf.isMinimize()) {
            throw new UnknownPartException("miniBatch(false) or minimize(false)");
        }
    }

    private int readers(Source source) {
        long vertices = builder.vertices.stream()
                .flatMap(vertex -> vertex.reads().stream())
                .filter(read -> read == source)
                .count();
        long outputs =
                builder.outputs.stream().filter(output -> output.in() == source).count();
        return (int) (vertices + outputs);
    }

    /**
     * How a network's sequences are cut for back-propagation.
     *
     * @throws IllegalArgumentException when they are cut, and an output or an attention asks for whole ones
     */
    static Truncation truncation(Dl4jNetwork network) {
        Truncation truncation = given(network);
        if (!truncation.used()) {
            return truncation;
        }
        network.attentions().findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("truncated back-propagation cuts sequences into pieces, and attention \""
                    + name + "\" looks at whole ones: leave backpropType out of a network with attention");
        });
        if (network.outputConfigurations().stream().anyMatch(CtcOutput.class::isInstance)) {
            throw new IllegalArgumentException("truncated back-propagation cuts sequences into pieces, and nobody knows"
                    + " which piece of a label belongs to which: leave backpropType out of a network with a CtcOutput");
        }
        return truncation;
    }

    private static Truncation given(Dl4jNetwork network) {
        if (network instanceof Dl4jLayers layers) {
            var conf = layers.model().getLayerWiseConfigurations();
            return truncation(conf.getBackpropType(), conf.getTbpttFwdLength(), conf.getTbpttBackLength());
        }
        var conf = ((ComputationGraph) network.model()).getConfiguration();
        return truncation(conf.getBackpropType(), conf.getTbpttFwdLength(), conf.getTbpttBackLength());
    }

    private static Truncation truncation(BackpropType type, int forward, int backward) {
        return type == BackpropType.TruncatedBPTT ? new Truncation(true, forward, backward) : Truncation.NONE;
    }

    private void row(MultiLayerNetwork model, Input input) {
        var conf = model.getLayerWiseConfigurations();
        Optional<Source> source = Optional.of(input);
        for (int i = 0; i < model.getnLayers(); i++) {
            Layer layer = conf.getConf(i).getLayer();
            String name = layer.getLayerName() == null ? "layer" + i : layer.getLayerName();
            if (source.isEmpty()) {
                throw new UnknownPartException(LayerOptions.words(name, layer) + " after an output layer");
            }
            check(name, conf.getInputPreProcess(i));
            source = layers.read(name, layer, source.get(), offsets.of(model.getLayer(i)));
        }
        if (source.isPresent()) {
            throw new UnknownPartException("a network without an output layer");
        }
    }

    private void vertices(ComputationGraph model, List<Input> inputs) {
        var conf = model.getConfiguration();
        Map<String, Input> entrances = new HashMap<>();
        inputs.forEach(input -> entrances.put(input.name(), input));
        Map<String, Source> made = new HashMap<>(entrances);
        for (int index : model.topologicalSortOrder()) {
            String name = model.getVertices()[index].getVertexName();
            boolean output = conf.getNetworkOutputs().contains(name);
            if (!output && conf.getVertexInputs().values().stream().noneMatch(read -> read.contains(name))) {
                throw new UnknownPartException("vertex \"" + name + "\", which nothing reads");
            }
            GraphVertex vertex = conf.getVertices().get(name);
            if (vertex == null) {
                continue; // an input
            }
            List<Source> reads =
                    conf.getVertexInputs().get(name).stream().map(made::get).toList();
            if (vertex instanceof Attention attention) {
                var reader = new AttentionReader(builder, name, offsets.of(model.getVertex(name)));
                made.put(name, reader.read(attention, reads));
                continue;
            }
            if (!(vertex instanceof LayerVertex layered)) {
                made.put(name, vertex(name, vertex, reads, entrances));
                continue;
            }
            check(name, layered.getPreProcessor());
            Layer layer = layered.getLayerConf().getLayer();
            Optional<Source> out = layers.read(name, layer, reads.get(0), offsets.of(model.getVertex(name)));
            if (out.isPresent() == output) {
                throw new UnknownPartException(LayerOptions.words(name, layer)
                        + (output ? " as an output" : ", which is not an output of the network"));
            }
            out.ifPresent(source -> made.put(name, source));
        }
        if (builder.outputs.size() < conf.getNetworkOutputs().size()) {
            throw new UnknownPartException("an output that is not a layer");
        }
        builder.outputs.sort(
                Comparator.comparingInt(output -> conf.getNetworkOutputs().indexOf(output.name())));
    }

    private Source vertex(String name, GraphVertex vertex, List<Source> reads, Map<String, Input> inputs) {
        if (vertex instanceof FrozenVertex still) {
            return vertex(
                    name,
                    still.getUnderlying(),
                    reads.stream().map(builder::stop).toList(),
                    inputs);
        }
        if (vertex instanceof MergeVertex merge && merge.getMergeAxis() == MergeVertex.DEFAULT_MERGE_DIM) {
            return reads.size() == 1 ? reads.get(0) : combine(name, Combination.CONCATENATE, reads);
        }
        if (vertex instanceof LastTimeStepVertex last) {
            var layer = new LastStep(Optional.ofNullable(inputs.get(last.getMaskArrayInputName())));
            return builder.add(name, layer, reads.get(0));
        }
        if (vertex instanceof DuplicateToTimeSeriesVertex duplicate) {
            return builder.add(name, new Repeat(inputs.get(duplicate.getInputName())), reads.get(0));
        }
        if (vertex instanceof PreprocessorVertex preprocessor) {
            check(name, preprocessor.getPreProcessor());
            return reads.get(0);
        }
        if (vertex instanceof ElementWiseVertex element) {
            return combine(name, combination(name, element, reads.size()), reads);
        }
        throw unknown(name, vertex);
    }

    private Source combine(String name, Combination how, List<Source> reads) {
        return builder.add(name, new Combine(how), reads, ParameterPlace.NONE);
    }

    private static Combination combination(String name, ElementWiseVertex vertex, int reads) {
        boolean two = reads == 2;
        return switch (vertex.getOp()) {
            case Add -> Combination.ADD;
            case Average -> Combination.AVERAGE;
            case Subtract -> Combination.SUBTRACT;
            case Product -> {
                if (!two) {
                    throw unknown(name, vertex);
                }
                yield Combination.PRODUCT;
            }
            default -> throw unknown(name, vertex);
        };
    }

    private static UnknownPartException unknown(String name, GraphVertex vertex) {
        return new UnknownPartException(
                "vertex \"" + name + "\" (" + vertex.getClass().getSimpleName() + ")");
    }

    /**
     * Between layers the kernels' arrays have one shape, so changing it is no work; other preprocessors are unknown.
     */
    private static void check(String name, InputPreProcessor preprocessor) {
        boolean known = preprocessor == null
                || preprocessor instanceof RnnToFeedForwardPreProcessor to && to.getRnnDataFormat() != RNNFormat.NWC
                || preprocessor instanceof FeedForwardToRnnPreProcessor from
                        && from.getRnnDataFormat() != RNNFormat.NWC;
        if (!known) {
            throw new UnknownPartException(
                    "preprocessor " + preprocessor.getClass().getSimpleName() + " of \"" + name + "\"");
        }
    }
}
