package rnnlab.dl4j;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Trainable;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.optimize.api.TrainingListener;
import rnnlab.layers.Attention;

/** Any graph of layers. */
record Dl4jGraph(ComputationGraph model) implements Dl4jNetwork {
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
    public Stream<String> attentions() {
        return model.getConfiguration().getVertices().entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Attention)
                .map(Map.Entry::getKey);
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
