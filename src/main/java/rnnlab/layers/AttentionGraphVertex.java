package rnnlab.layers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.api.TrainingConfig;
import org.deeplearning4j.nn.conf.layers.samediff.SDVertexParams;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.BaseGraphVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Runs an {@link Attention} inside Deeplearning4j: its vertex, masks and parameters. The mathematics, one example at a
 * time, is in {@link AttentionOfExample}.
 */
// A scope is entered for what it does to new arrays, and never named; the class above leaves out dots of an interface.
@SuppressWarnings({"try", "overrides"})
final class AttentionGraphVertex extends BaseGraphVertex {

    private static final long serialVersionUID = 1;

    private final Attention attention;
    private final INDArray vector;
    private final Map<String, INDArray> parameters;
    private Map<String, INDArray> gradients = Map.of();
    private INDArray gradientVector;
    private INDArray[] masks;

    AttentionGraphVertex(
            Attention attention,
            ComputationGraph graph,
            String name,
            int index,
            INDArray vector,
            boolean initialize,
            DataType type) {
        super(graph, name, index, null, null, type);
        this.attention = attention;
        this.vector = vector;
        this.parameters = views(vector);
        if (initialize) {
            attention.initializeParameters(parameters);
        }
    }

    /** Each parameter's part of the vector, row by row. */
    private Map<String, INDArray> views(INDArray vector) {
        Map<String, INDArray> views = new LinkedHashMap<>();
        SDVertexParams shapes = attention.getVertexParams();
        long from = 0;
        for (String name : names(shapes)) {
            long[] shape = shapes.getParamShapes().get(name);
            long to = from + shape[0] * shape[1];
            views.put(
                    name,
                    vector.reshape(vector.length())
                            .get(NDArrayIndex.interval(from, to))
                            .reshape('c', shape));
            from = to;
        }
        return views;
    }

    /** The parameters in the order of the vector: each bias after its weights. */
    private static List<String> names(SDVertexParams shapes) {
        List<String> names = new ArrayList<>();
        for (String weights : shapes.getWeightParameterKeys()) {
            names.add(weights);
            String bias = weights.replaceFirst("^W", "b");
            if (shapes.isBiasParam(bias)) {
                names.add(bias);
            }
        }
        return names;
    }

    @Override
    public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
        INDArray queries = inputs[0];
        long batch = queries.size(0);
        INDArray y;
        try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            y = Nd4j.create(dataType, new long[] {batch, attention.outputSize(), queries.size(2)}, 'f');
            for (int b = 0; b < batch; b++) {
                row(y, b).assign(example(b).output());
            }
        }
        return workspaces.dup(ArrayType.ACTIVATIONS, y, 'f');
    }

    @Override
    public Pair<Gradient, INDArray[]> doBackward(boolean truncated, LayerWorkspaceMgr workspaces) {
        INDArray[] slopes = new INDArray[inputs.length];
        try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            gradients.values().forEach(gradient -> gradient.assign(0));
            for (int i = 0; i < inputs.length; i++) {
                slopes[i] = Nd4j.create(dataType, inputs[i].shape(), 'f');
            }
            for (int b = 0; b < epsilon.size(0); b++) {
                INDArray[] each = example(b).backward(row(epsilon.castTo(dataType), b), gradients);
                for (int i = 0; i < each.length; i++) {
                    row(slopes[Math.min(i, slopes.length - 1)], b).addi(each[i]);
                }
            }
        }
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] = workspaces.dup(ArrayType.ACTIVATION_GRAD, slopes[i], 'f');
        }
        Gradient gradient = new DefaultGradient(gradientVector);
        gradients.forEach(gradient::setGradientFor);
        return new Pair<>(gradient, slopes);
    }

    private AttentionOfExample example(int b) {
        int last = inputs.length - 1;
        INDArray mask = masks == null || getGraph().getInputMaskArrays() == null ? null : masks[Math.min(1, last)];
        return new AttentionOfExample(
                attention,
                parameters,
                row(inputs[0].castTo(dataType), b),
                row(inputs[Math.min(1, last)].castTo(dataType), b),
                row(inputs[last].castTo(dataType), b),
                mask == null ? null : mask.getRow(b).toDoubleVector());
    }

    /** Example b of [B][F][T], [F][T]. */
    private static INDArray row(INDArray array, int b) {
        return array.get(NDArrayIndex.point(b), NDArrayIndex.all(), NDArrayIndex.all());
    }

    @Override
    public Pair<INDArray, MaskState> feedForwardMaskArrays(INDArray[] masks, MaskState state, int batch) {
        this.masks = masks;
        return attention.feedForwardMaskArrays(masks, state, batch);
    }

    @Override
    public void setBackpropGradientsViewArray(INDArray vector) {
        gradientVector = vector;
        gradients = views(vector);
    }

    @Override
    public INDArray getGradientsViewArray() {
        return gradientVector;
    }

    @Override
    public Map<String, INDArray> paramTable(boolean backpropOnly) {
        return parameters;
    }

    @Override
    public TrainingConfig getConfig() {
        return attention;
    }

    @Override
    public INDArray params() {
        return vector;
    }

    @Override
    public boolean hasLayer() {
        return false;
    }

    @Override
    public Layer getLayer() {
        return null;
    }

    @Override
    public String toString() {
        return attention.words();
    }
}
