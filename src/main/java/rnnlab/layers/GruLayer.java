package rnnlab.layers;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.BaseRecurrentLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Runs a {@link Gru} inside Deeplearning4j, on the kernels that the course's engine uses, in float or double precision.
 */
final class GruLayer extends BaseRecurrentLayer<Gru> {

    private static final long serialVersionUID = 1;
    private static final String STATE = "h";

    GruLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        return output(null, training, workspaces);
    }

    @Override
    public INDArray rnnTimeStep(INDArray input, LayerWorkspaceMgr workspaces) {
        setInput(input, workspaces);
        INDArray output = output(stateMap.get(STATE), false, workspaces);
        stateMap.put(STATE, last(output));
        return output;
    }

    @Override
    public INDArray rnnActivateUsingStoredState(
            INDArray input, boolean training, boolean storeLastForTBPTT, LayerWorkspaceMgr workspaces) {
        setInput(input, workspaces);
        INDArray output = output(tBpttStateMap.get(STATE), training, workspaces);
        if (storeLastForTBPTT) {
            tBpttStateMap.put(STATE, last(output));
        }
        return output;
    }

    private INDArray output(INDArray state, boolean training, LayerWorkspaceMgr workspaces) {
        assertInputSet(false);
        applyDropOutIfNecessary(training, workspaces);
        INDArray h = kernel().forward(numbers(input), state, maskArray);
        return workspaces.dup(ArrayType.ACTIVATIONS, h, 'f');
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        return gradient(epsilon, null, 0, workspaces);
    }

    @Override
    public Pair<Gradient, INDArray> tbpttBackpropGradient(
            INDArray epsilon, int backLength, LayerWorkspaceMgr workspaces) {
        int first = (int) Math.max(0, input.size(2) - backLength);
        return gradient(epsilon, stateMap.get(STATE), first, workspaces);
    }

    /** As Deeplearning4j's own layers do, it runs forward again: activations are not kept between the two passes. */
    private Pair<Gradient, INDArray> gradient(
            INDArray epsilon, INDArray state, int first, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        GruKernel kernel = kernel();
        kernel.forward(numbers(input), state, maskArray);
        INDArray[] both = kernel.backward(numbers(epsilon), first);
        gradientsFlattened.reshape(gradientsFlattened.length()).assign(both[0]);
        Gradient gradient = new DefaultGradient(gradientsFlattened);
        Map<String, INDArray> views = new LinkedHashMap<>(gradientViews);
        views.forEach(gradient::setGradientFor);
        INDArray toInput = workspaces.dup(ArrayType.ACTIVATION_GRAD, both[1], 'f');
        return new Pair<>(gradient, backpropDropOutIfPresent(toInput));
    }

    private GruKernel kernel() {
        if (input.rank() != 3 || input.size(1) != layerConf().getNIn()) {
            throw new IllegalArgumentException("Gru " + layerId() + ": expects input [examples]["
                    + layerConf().getNIn() + "][steps], got " + Arrays.toString(input.shape()));
        }
        GruKernel kernel = GruKernel.of(layerConf(), (int) input.size(2), (int) input.size(0), dataType);
        kernel.load(paramsFlattened.dup());
        return kernel;
    }

    private INDArray numbers(INDArray array) {
        return array.castTo(dataType);
    }

    private static INDArray last(INDArray output) {
        return output.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(output.size(2) - 1))
                .dup()
                .detach();
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }
}
