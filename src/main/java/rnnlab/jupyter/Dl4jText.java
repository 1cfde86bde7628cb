package rnnlab.jupyter;

import java.util.StringJoiner;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Data and layers of Deeplearning4j as text; its own is pages of settings that nobody set. */
final class Dl4jText {

    private Dl4jText() {}

    static String of(DataSet data) {
        var text = new StringJoiner("\n");
        text.add("DataSet of " + (data.getFeatures() == null ? 0 : data.numExamples()) + " examples");
        add(text, "features", data.getFeatures());
        add(text, "labels", data.getLabels());
        add(text, "features' mask", data.getFeaturesMaskArray());
        add(text, "labels' mask", data.getLabelsMaskArray());
        return text.toString();
    }

    private static void add(StringJoiner text, String name, INDArray array) {
        if (array != null) {
            text.add(name + ": " + ArrayText.of(array));
        }
    }

    static String of(MultiLayerConfiguration network) {
        var text = new StringJoiner("\n");
        text.add("MultiLayerConfiguration, not yet a network");
        network.getConfs().forEach(c -> text.add("    " + of(c.getLayer())));
        return text.toString();
    }

    static String of(Layer layer) {
        String text = layer.getClass().getSimpleName();
        if (layer instanceof FeedForwardLayer sized) {
            text += sized.getNIn() > 0 ? ", " + sized.getNIn() + " in" : "";
            text += ", " + sized.getNOut() + " out";
        }
        if (layer instanceof BaseLayer active && active.getActivationFn() != null) {
            text += ", " + active.getActivationFn();
        }
        return text + (layer.getLayerName() == null ? "" : ", '" + layer.getLayerName() + "'");
    }
}
