package rnnlab.dl4j;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.Trainable;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.impl.FrozenVertex;
import org.deeplearning4j.nn.layers.FrozenLayer;
import org.deeplearning4j.nn.layers.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What the engine reads from a Deeplearning4j network and writes to it, the same for both kinds of network. */
sealed interface Dl4jNetwork {

    /** The network; it is initialised when it is not yet. */
    static Dl4jNetwork of(Model model) {
        if (model instanceof MultiLayerNetwork network) {
            if (!network.isInitCalled()) {
                network.init();
            }
            return new Layers(network);
        }
        if (model instanceof ComputationGraph network) {
            if (network.params() == null) {
                network.init();
            }
            return new Graph(network);
        }
        throw new IllegalArgumentException("network: expected a MultiLayerNetwork or a ComputationGraph, got "
                + model.getClass().getSimpleName());
    }

    /** Whether learning leaves the parameters of this part of a network as they are. */
    static boolean frozen(Trainable part) {
        if (part instanceof GraphVertex vertex) {
            return part instanceof FrozenVertex || vertex.hasLayer() && frozen(vertex.getLayer());
        }
        return part instanceof FrozenLayer || part instanceof FrozenLayerWithBackprop;
    }

    Model model();

    BaseMultiLayerUpdater<?> updater();

    /** The layers in the order of their parameters in the network's vector. */
    List<Trainable> orderedLayers();

    /** How many arrays of features it reads. */
    int inputs();

    /** How many arrays it predicts. */
    int outputs();

    /** What the first layer reads that has a size, a time step; a dropout layer has none. */
    default long inputSize() {
        return IntStream.range(0, layers())
                .mapToLong(this::layerInputSize)
                .filter(size -> size > 0)
                .findFirst()
                .orElse(0);
    }

    /** Numbers that the first output predicts, a time step. */
    long outputSize();

    /** How many layers it has. */
    int layers();

    long layerInputSize(int layer);

    /**
     * The configuration of each output's layer.
     *
     * @throws UnknownPartException when an output is no layer
     */
    List<Layer> outputConfigurations();

    int iteration();

    int epoch();

    void counts(int iteration, int epoch);

    void score(double score);

    Collection<TrainingListener> listeners();

    void listeners(Collection<TrainingListener> listeners);

    /** How messages call the whole network's kind. */
    default String kind() {
        return model().getClass().getSimpleName();
    }

    default DataType type() {
        return model().params().dataType();
    }

    /** The optimiser's groups of parameters with the same settings. */
    default List<UpdaterBlock> updaterBlocks() {
        try {
            return updater().getUpdaterBlocks();
        } catch (UnsupportedOperationException e) {
            throw new UnknownPartException("a network for which Deeplearning4j makes no updater: " + e.getMessage());
        }
    }

    default float[] parameters() {
        return read(model().params());
    }

    default void parameters(float[] values) {
        write(values, model().params());
    }

    /** The optimiser's state; empty for plain gradient descent. */
    default float[] updaterState() {
        INDArray state = updater().getStateViewArray();
        return state == null ? new float[0] : read(state);
    }

    default void updaterState(float[] values) {
        if (values.length > 0) {
            write(values, updater().getStateViewArray());
        }
    }

    private static float[] read(INDArray vector) {
        float[] values = new float[Math.toIntExact(vector.length())];
        buffer(vector).get(values);
        return values;
    }

    private static void write(float[] values, INDArray vector) {
        buffer(vector).put(values);
    }

    /** The vector's own memory. */
    private static FloatBuffer buffer(INDArray vector) {
        FloatBuffer buffer = vector.data().asNioFloat();
        buffer.position(Math.toIntExact(vector.offset()));
        return buffer;
    }

    /** Layers in a row. */
    record Layers(MultiLayerNetwork model) implements Dl4jNetwork {
        @Override
        public BaseMultiLayerUpdater<?> updater() {
            return (BaseMultiLayerUpdater<?>) model.getUpdater(true);
        }

        @Override
        public List<Trainable> orderedLayers() {
            return List.of(model.getLayers());
        }

        @Override
        public int inputs() {
            return 1;
        }

        @Override
        public int outputs() {
            return 1;
        }

        @Override
        public long outputSize() {
            return model.layerSize(model.getnLayers() - 1);
        }

        @Override
        public int layers() {
            return model.getnLayers();
        }

        @Override
        public long layerInputSize(int layer) {
            return model.layerInputSize(layer);
        }

        @Override
        public List<Layer> outputConfigurations() {
            var confs = model.getLayerWiseConfigurations().getConfs();
            return List.of(confs.get(confs.size() - 1).getLayer());
        }

        @Override
        public int iteration() {
            return model.getIterationCount();
        }

        @Override
        public int epoch() {
            return model.getEpochCount();
        }

        @Override
        public void counts(int iteration, int epoch) {
            model.setIterationCount(iteration);
            model.setEpochCount(epoch);
        }

        @Override
        public void score(double score) {
            model.setScore(score);
        }

        @Override
        public Collection<TrainingListener> listeners() {
            return model.getListeners();
        }

        @Override
        public void listeners(Collection<TrainingListener> listeners) {
            model.setListeners(listeners);
        }
    }

    /** Any graph of layers. */
    record Graph(ComputationGraph model) implements Dl4jNetwork {
        @Override
        public BaseMultiLayerUpdater<?> updater() {
            return model.getUpdater(true);
        }

        @Override
        public List<Trainable> orderedLayers() {
            return Arrays.stream(model.topologicalSortOrder())
                    .<Trainable>mapToObj(i -> model.getVertices()[i])
                    .toList();
        }

        @Override
        public int inputs() {
            return model.getNumInputArrays();
        }

        @Override
        public int outputs() {
            return model.getNumOutputArrays();
        }

        @Override
        public long outputSize() {
            return model.layerSize(model.getConfiguration().getNetworkOutputs().get(0));
        }

        @Override
        public int layers() {
            return model.getNumLayers();
        }

        @Override
        public long layerInputSize(int layer) {
            return model.layerInputSize(layer);
        }

        @Override
        public List<Layer> outputConfigurations() {
            var conf = model.getConfiguration();
            return conf.getNetworkOutputs().stream()
                    .map(name -> conf.getVertices().get(name))
                    .map(vertex -> {
                        if (vertex instanceof LayerVertex layer) {
                            return layer.getLayerConf().getLayer();
                        }
                        throw new UnknownPartException("an output that is not a layer");
                    })
                    .toList();
        }

        @Override
        public int iteration() {
            return model.getIterationCount();
        }

        @Override
        public int epoch() {
            return model.getEpochCount();
        }

        @Override
        public void counts(int iteration, int epoch) {
            model.getConfiguration().setIterationCount(iteration);
            model.getConfiguration().setEpochCount(epoch);
        }

        @Override
        public void score(double score) {
            model.setScore(score);
        }

        @Override
        public Collection<TrainingListener> listeners() {
            return model.getListeners();
        }

        @Override
        public void listeners(Collection<TrainingListener> listeners) {
            model.setListeners(listeners);
        }
    }
}
