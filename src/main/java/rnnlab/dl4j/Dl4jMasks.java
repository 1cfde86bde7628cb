package rnnlab.dl4j;

import java.util.HashMap;
import java.util.Map;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.TimeSeriesUtils;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

/**
 * The masks of the features on their way through a network to its outputs. Deeplearning4j takes them as far as the last
 * layer, whose loss then counts padding too.
 */
final class Dl4jMasks {

    private Dl4jMasks() {}

    /** The mask [N][T] that reaches each output; null where none does. */
    static INDArray[] atOutputs(Dl4jNetwork network, MultiDataSet data) {
        INDArray[] masks = network.model() instanceof MultiLayerNetwork layers
                ? new INDArray[] {through(layers, data.getFeaturesMaskArray(0))}
                : through((ComputationGraph) network.model(), data.getFeaturesMaskArrays());
        for (int i = 0; i < masks.length; i++) {
            masks[i] = fitted(masks[i], data.getLabels(i));
        }
        return masks;
    }

    private static INDArray through(MultiLayerNetwork network, INDArray mask) {
        var at = new Pair<>(mask, MaskState.Active);
        for (int i = 0; i < network.getnLayers() - 1 && at != null && at.getFirst() != null; i++) {
            int examples = (int) mask.size(0);
            InputPreProcessor before = network.getLayerWiseConfigurations().getInputPreProcess(i);
            if (before != null) {
                at = before.feedForwardMaskArray(at.getFirst(), at.getSecond(), examples);
            }
            if (at != null) {
                at = network.getLayer(i).feedForwardMaskArray(at.getFirst(), at.getSecond(), examples);
            }
        }
        return at == null ? null : at.getFirst();
    }

    private static INDArray[] through(ComputationGraph network, INDArray[] masks) {
        network.setLayerMaskArrays(masks, null);
        Map<Integer, Pair<INDArray, MaskState>> at = new HashMap<>();
        int examples = 0;
        for (INDArray mask : masks) {
            examples = mask == null ? examples : (int) mask.size(0);
        }
        for (int index : network.topologicalSortOrder()) {
            GraphVertex vertex = network.getVertices()[index];
            if (vertex.isInputVertex()) {
                at.put(index, new Pair<>(masks[index], MaskState.Active));
                continue;
            }
            VertexIndices[] from = vertex.getInputVertices();
            INDArray[] read = new INDArray[from.length];
            MaskState state = null;
            for (int i = 0; i < from.length; i++) {
                Pair<INDArray, MaskState> one = at.get(from[i].getVertexIndex());
                read[i] = one == null ? null : one.getFirst();
                state = one == null || state == MaskState.Active ? state : one.getSecond();
            }
            at.put(index, vertex.feedForwardMaskArrays(read, state, examples));
        }
        return network.getConfiguration().getNetworkOutputs().stream()
                .map(name -> network.getVertex(name).getInputVertices()[0].getVertexIndex())
                .map(at::get)
                .map(mask -> mask == null ? null : mask.getFirst())
                .toArray(INDArray[]::new);
    }

    /** A mask in the shape [N][T] of its labels; null where it is none of theirs. */
    private static INDArray fitted(INDArray mask, INDArray labels) {
        if (mask == null || mask.rank() != 2) {
            return null;
        }
        long examples = labels.size(0);
        INDArray rows = labels.rank() == 3 && mask.size(0) != examples && mask.length() % examples == 0
                ? TimeSeriesUtils.reshapeVectorToTimeSeriesMask(mask, (int) examples)
                : mask;
        boolean fits = labels.rank() == 3
                ? rows.size(1) == labels.size(2) || rows.size(1) == labels.size(1)
                : rows.size(1) == 1;
        return rows.size(0) == examples && fits ? rows : null;
    }
}
