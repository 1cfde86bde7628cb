package rnnlab.dl4j;

import java.nio.FloatBuffer;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.Trainable;
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
sealed interface Dl4jNetwork permits Dl4jLayers, Dl4jGraph {

    /** The network; it is initialised when it is not yet. */
    static Dl4jNetwork of(Model model) {
        if (model instanceof MultiLayerNetwork network) {
            if (!network.isInitCalled()) {
                network.init();
            }
            return new Dl4jLayers(network);
        }
        if (model instanceof ComputationGraph network) {
            if (network.params() == null) {
                network.init();
            }
            return new Dl4jGraph(network);
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

    /** The names of the vertices that compute attention. */
    Stream<String> attentions();

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
}
