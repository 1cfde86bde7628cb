package rnnlab.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
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
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import rnnlab.engine.graph.Graph;
import rnnlab.engine.graph.GraphBuilder;
import rnnlab.engine.graph.Output;
import rnnlab.engine.graph.Signal;
import rnnlab.engine.kernel.Lanes;
import rnnlab.engine.kernel.Workers;

/** Makes graphs out of a Deeplearning4j network. */
final class Compiler {

    private final Dl4jNetwork network;
    private final Parameters parameters;
    private final Workers workers;
    private final List<Shapes.InputShape> inputs;
    private final Shapes shapes;

    Compiler(Dl4jNetwork network, Parameters parameters, Workers workers) {
        this.network = network;
        this.parameters = parameters;
        this.workers = workers;
        if (network.type() != DataType.FLOAT) {
            throw new UnknownPartException("data type " + network.type());
        }
        NeuralNetConfiguration conf = network instanceof Dl4jNetwork.Layers layers
                ? layers.model().getLayerWiseConfigurations().getConf(0)
                : ((ComputationGraph) network.model()).conf();
        if (conf.getOptimizationAlgo() != OptimizationAlgorithm.STOCHASTIC_GRADIENT_DESCENT) {
            throw new UnknownPartException("optimization algorithm " + conf.getOptimizationAlgo());
        }
        if (!conf.isMiniBatch() || !conf.isMinimize()) {
            throw new UnknownPartException("miniBatch(false) or minimize(false)");
        }
        inputs = Inputs.of(network);
        shapes = tryOut();
    }

    /** What the network wants of its data. */
    Shapes shapes() {
        return shapes;
    }

    private Shapes tryOut() {
        List<Integer> steps = inputs.stream().map(i -> i.sequence() ? 1 : 0).toList();
        List<ILossFunction> losses = losses(network);
        Graph graph = compile(new Form(
                Lanes.width(), false, steps, losses.stream().map(l -> false).toList()));
        List<Shapes.OutputShape> outputs = new ArrayList<>();
        for (int i = 0; i < losses.size(); i++) {
            Output output = graph.outputs().get(i);
            outputs.add(new Shapes.OutputShape(
                    output.name(),
                    output.size(),
                    LayerCompiler.isClasses(losses.get(i)),
                    output.sequence(),
                    output.maskedBy()));
        }
        return new Shapes(inputs, outputs);
    }

    /** The loss of each output. */
    static List<ILossFunction> losses(Dl4jNetwork network) {
        if (network instanceof Dl4jNetwork.Layers layers) {
            var conf = layers.model().getLayerWiseConfigurations();
            return List.of(loss(conf.getConf(conf.getConfs().size() - 1).getLayer()));
        }
        var conf = ((ComputationGraph) network.model()).getConfiguration();
        return conf.getNetworkOutputs().stream()
                .map(name -> conf.getVertices().get(name))
                .map(vertex -> {
                    if (vertex instanceof LayerVertex layer) {
                        return loss(layer.getLayerConf().getLayer());
                    }
                    throw new UnknownPartException("an output that is not a layer");
                })
                .toList();
    }

    private static ILossFunction loss(Layer layer) {
        if (layer instanceof FrozenLayerWithBackprop still) {
            return loss(still.getUnderlying());
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

    private Signal input(GraphBuilder graph, int number, Form form) {
        Shapes.InputShape shape = inputs.get(number);
        int steps = Math.max(form.steps().get(number), 1);
        return shape.indices()
                ? graph.indices(shape.name(), shape.size(), steps, shape.sequence())
                : graph.input(shape.name(), shape.size(), steps, shape.sequence());
    }

    /** The graph of this form. */
    Graph compile(Form form) {
        var graph = new GraphBuilder(form.lanes(), form.training(), workers);
        if (network instanceof Dl4jNetwork.Layers layers) {
            layers(layers.model(), graph, form);
        } else {
            vertices((ComputationGraph) network.model(), graph, form);
        }
        return graph.build();
    }

    private void layers(MultiLayerNetwork model, GraphBuilder graph, Form form) {
        var compiler = new LayerCompiler(graph, parameters);
        var conf = model.getLayerWiseConfigurations();
        Signal signal = input(graph, 0, form);
        for (int i = 0; i < model.getnLayers(); i++) {
            Layer layer = conf.getConf(i).getLayer();
            String name = layer.getLayerName() == null ? "layer" + i : layer.getLayerName();
            if (signal == null) {
                throw new UnknownPartException(Words.layer(name, layer) + " after an output layer");
            }
            check(name, conf.getInputPreProcess(i));
            signal = compiler.compile(
                    name,
                    layer,
                    signal,
                    parameters.offset(model.getLayer(i)),
                    form.classes().get(0));
        }
        if (signal != null) {
            throw new UnknownPartException("a network without an output layer");
        }
    }

    private void vertices(ComputationGraph model, GraphBuilder graph, Form form) {
        var conf = model.getConfiguration();
        var compiler = new LayerCompiler(graph, parameters);
        Map<String, Deque<Signal>> ready = new HashMap<>();
        Map<String, Signal> inputs = new HashMap<>();
        List<String> names = conf.getNetworkInputs();
        for (int i = 0; i < names.size(); i++) {
            Signal in = input(graph, i, form);
            inputs.put(names.get(i), in);
            offer(model, graph, ready, names.get(i), in);
        }
        for (int index : model.topologicalSortOrder()) {
            String name = model.getVertices()[index].getVertexName();
            GraphVertex vertex = conf.getVertices().get(name);
            if (vertex == null) {
                continue; // an input
            }
            List<Signal> ins = new ArrayList<>();
            for (String from : conf.getVertexInputs().get(name)) {
                ins.add(ready.get(from).remove());
            }
            Signal out;
            if (vertex instanceof LayerVertex layer) {
                check(name, layer.getPreProcessor());
                int output = conf.getNetworkOutputs().indexOf(name);
                boolean classes = output >= 0 && form.classes().get(output);
                out = compiler.compile(
                        name,
                        layer.getLayerConf().getLayer(),
                        ins.get(0),
                        parameters.offset(model.getVertex(name)),
                        classes);
                if ((out == null) != (output >= 0)) {
                    throw new UnknownPartException(
                            Words.layer(name, layer.getLayerConf().getLayer())
                                    + (out == null ? ", which is not an output of the network" : " as an output"));
                }
            } else {
                out = vertex(graph, name, vertex, ins, inputs);
            }
            if (out != null) {
                offer(model, graph, ready, name, out);
            }
        }
        graph.orderOutputs(conf.getNetworkOutputs());
    }

    private static void offer(
            ComputationGraph model, GraphBuilder graph, Map<String, Deque<Signal>> ready, String name, Signal out) {
        long readers = model.getConfiguration().getVertexInputs().values().stream()
                .flatMap(List::stream)
                .filter(name::equals)
                .count();
        if (readers == 0) {
            throw new UnknownPartException("vertex \"" + name + "\", which nothing reads");
        }
        ready.put(name, new ArrayDeque<>(graph.fork(out, (int) readers)));
    }

    private static Signal vertex(
            GraphBuilder graph, String name, GraphVertex vertex, List<Signal> ins, Map<String, Signal> inputs) {
        if (vertex instanceof FrozenVertex still) {
            return vertex(
                    graph,
                    name,
                    still.getUnderlying(),
                    ins.stream().map(graph::stop).toList(),
                    inputs);
        }
        if (vertex instanceof MergeVertex merge && merge.getMergeAxis() == MergeVertex.DEFAULT_MERGE_DIM) {
            return ins.size() == 1 ? ins.get(0) : graph.merge(name, ins);
        }
        if (vertex instanceof LastTimeStepVertex last) {
            return graph.lastStep(name, ins.get(0), inputs.get(last.getMaskArrayInputName()), false);
        }
        if (vertex instanceof DuplicateToTimeSeriesVertex duplicate) {
            return graph.repeat(name, ins.get(0), inputs.get(duplicate.getInputName()));
        }
        if (vertex instanceof PreprocessorVertex preprocessor) {
            check(name, preprocessor.getPreProcessor());
            return ins.get(0);
        }
        if (vertex instanceof ElementWiseVertex element) {
            switch (element.getOp()) {
                case Add -> {
                    return graph.add(name, ins);
                }
                case Average -> {
                    return graph.average(name, ins);
                }
                case Subtract -> {
                    return graph.subtract(name, ins.get(0), ins.get(1));
                }
                case Product -> {
                    if (ins.size() == 2) {
                        return graph.product(name, ins.get(0), ins.get(1));
                    }
                }
                default -> {}
            }
        }
        throw new UnknownPartException(
                "vertex \"" + name + "\" (" + vertex.getClass().getSimpleName() + ")");
    }

    /** Between layers the kernels' arrays have one shape, so changing it is no work; other preprocessors are unknown. */
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
