package rnnlab.dl4j;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;

/**
 * What Deeplearning4j itself computes of a network, the same for both kinds. Where it fails, a sentence says so.
 *
 * @param reason why Deeplearning4j computes here
 */
record Dl4jCalls(Dl4jNetwork network, String reason) {

    /** One step of its optimiser, or several with truncated back-propagation. */
    void fit(MultiDataSet data) {
        theirs("train with", () -> {
            if (network.model() instanceof MultiLayerNetwork layers) {
                layers.fit(single(data));
            } else {
                ((ComputationGraph) network.model()).fit(data);
            }
            return null;
        });
    }

    /** Its loss: over time the sum, over the batch the mean; and the penalties. */
    double score(MultiDataSet data) {
        for (Layer layer : outputLayers()) {
            if (!(layer instanceof IOutputLayer)) {
                throw new UnsupportedOperationException("Deeplearning4j gives no loss for a network that ends in "
                        + layer.getClass().getSimpleName() + " (" + reason + ")");
            }
        }
        return theirs(
                "compute the loss of",
                () -> network.model() instanceof MultiLayerNetwork layers
                        ? layers.score(single(data))
                        : ((ComputationGraph) network.model()).score(data));
    }

    /** The prediction of each output. */
    List<INDArray> output(INDArray[] features, INDArray[] masks) {
        return theirs(
                "compute the output for",
                () -> network.model() instanceof MultiLayerNetwork layers
                        ? List.of(layers.output(features[0], false, masks == null ? null : masks[0], null))
                        : List.of(((ComputationGraph) network.model()).output(false, features, masks)));
    }

    /**
     * One time step after those before.
     *
     * @param states what each recurrent layer remembers, before the step and then after it; empty maps at the beginning
     */
    INDArray timeStep(INDArray x, List<Map<String, INDArray>> states) {
        List<RecurrentLayer> recurrent = recurrentLayers();
        return theirs("read the next step of", () -> {
            for (int i = 0; i < states.size(); i++) {
                recurrent.get(i).rnnSetPreviousState(states.get(i));
            }
            INDArray y = network.model() instanceof MultiLayerNetwork layers
                    ? layers.rnnTimeStep(x)
                    : ((ComputationGraph) network.model()).rnnTimeStep(x)[0];
            for (int i = 0; i < states.size(); i++) {
                states.set(i, new HashMap<>(recurrent.get(i).rnnGetPreviousState()));
                recurrent.get(i).rnnClearPreviousState();
            }
            return y;
        });
    }

    /** The mask that reaches each output from the inputs, [N][T]; null where none does. */
    INDArray[] masks(MultiDataSet data) {
        return theirs("take the mask of", () -> Dl4jMasks.atOutputs(network, data));
    }

    /** The layer of each output, in the network's order. */
    List<Layer> outputLayers() {
        if (network.model() instanceof MultiLayerNetwork layers) {
            return List.of(layers.getOutputLayer());
        }
        var graph = (ComputationGraph) network.model();
        return graph.getConfiguration().getNetworkOutputs().stream()
                .map(name -> graph.getVertex(name).getLayer())
                .toList();
    }

    /** The same; without the ice around an output layer that is frozen. */
    List<Layer> thawedOutputLayers() {
        return outputLayers().stream()
                .map(layer -> layer instanceof FrozenLayerWithBackprop still ? still.getInsideLayer() : layer)
                .toList();
    }

    /** All layers. */
    List<Layer> layers() {
        return Arrays.asList(
                network.model() instanceof MultiLayerNetwork layers
                        ? layers.getLayers()
                        : ((ComputationGraph) network.model()).getLayers());
    }

    /** What the penalties add to its loss. */
    double penalty() {
        return network.model() instanceof MultiLayerNetwork layers
                ? layers.calcRegularizationScore(true)
                : ((ComputationGraph) network.model()).calcRegularizationScore(true);
    }

    /** The recurrent layers, without what is wrapped around them. */
    List<RecurrentLayer> recurrentLayers() {
        return layers().stream()
                .map(Dl4jReading::innermost)
                .filter(RecurrentLayer.class::isInstance)
                .map(RecurrentLayer.class::cast)
                .toList();
    }

    /** Leaves no mask behind, and no labels, which a graph would ask how many examples the next call has. */
    private void forget() {
        if (network.model() instanceof MultiLayerNetwork layers) {
            layers.clearLayerMaskArrays();
        } else {
            var graph = (ComputationGraph) network.model();
            graph.clearLayerMaskArrays();
            graph.setLabels((INDArray[]) null);
        }
    }

    private static DataSet single(MultiDataSet data) {
        return new DataSet(
                data.getFeatures(0), data.getLabels(0), data.getFeaturesMaskArray(0), data.getLabelsMaskArray(0));
    }

    private <T> T theirs(String what, Supplier<T> call) {
        forget();
        try {
            return call.get();
        } catch (RuntimeException e) {
            recurrentLayers().forEach(RecurrentLayer::rnnClearPreviousState);
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new IllegalArgumentException(
                    "Deeplearning4j cannot " + what + " these data: " + why.strip() + " (it was asked because " + reason
                            + ")",
                    e);
        } finally {
            forget();
        }
    }
}
