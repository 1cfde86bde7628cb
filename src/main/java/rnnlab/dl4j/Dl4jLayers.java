package rnnlab.dl4j;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Trainable;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.optimize.api.TrainingListener;

/** A Deeplearning4j network of layers in a row. */
record Dl4jLayers(MultiLayerNetwork model) implements Dl4jNetwork {
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
    public Stream<String> attentions() {
        return Stream.empty();
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
