package rnnlab.layers;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Runs a {@link LayerNormalization} inside Deeplearning4j, in its arrays. */
@SuppressWarnings("try") // a scope is entered for what it does to new arrays, and never named
final class LayerNormalizationLayer extends BaseLayer<LayerNormalization> {

    private static final long serialVersionUID = 1;

    LayerNormalizationLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        assertInputSet(false);
        applyDropOutIfNecessary(training, workspaces);
        INDArray y;
        try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            INDArray n = centred().muli(spread(inverse()));
            y = n.muli(spread(parameter(LayerNormalization.GAIN))).addi(spread(parameter(LayerNormalization.BIAS)));
        }
        return workspaces.dup(ArrayType.ACTIVATIONS, y, 'f');
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        INDArray dx;
        try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            INDArray dy = epsilon.castTo(dataType);
            INDArray inverse = spread(inverse());
            INDArray n = centred().muli(inverse);
            gradientViews.get(LayerNormalization.GAIN).assign(overExamples(dy.mul(n)));
            gradientViews.get(LayerNormalization.BIAS).assign(overExamples(dy));
            INDArray dn = dy.mul(spread(parameter(LayerNormalization.GAIN)));
            dx = dn.sub(spread(dn.mean(true, 1)))
                    .subi(n.mul(spread(dn.mul(n).mean(true, 1))))
                    .muli(inverse);
        }
        Gradient gradient = new DefaultGradient(gradientsFlattened);
        gradientViews.forEach(gradient::setGradientFor);
        return new Pair<>(gradient, backpropDropOutIfPresent(workspaces.dup(ArrayType.ACTIVATION_GRAD, dx, 'f')));
    }

    private INDArray centred() {
        INDArray x = input.castTo(dataType);
        return x.sub(spread(x.mean(true, 1)));
    }

    /** 1 / √(variance + ε), [B][1][T] or [B][1]. */
    private INDArray inverse() {
        INDArray d = centred();
        INDArray variance = d.mul(d).mean(true, 1);
        return Transforms.sqrt(variance.addi(layerConf().getEpsilon()), false).rdivi(1);
    }

    /** [1][F] in the rank of the input. */
    private INDArray parameter(String name) {
        INDArray row = getParam(name);
        return input.rank() == 3 ? row.reshape(1, row.length(), 1) : row;
    }

    /** The numbers once more wherever the input has some. */
    private INDArray spread(INDArray numbers) {
        return numbers.broadcast(Nd4j.create(dataType, input.shape(), 'f'));
    }

    private INDArray overExamples(INDArray numbers) {
        INDArray sum = numbers.rank() == 3 ? numbers.sum(0, 2) : numbers.sum(0);
        return sum.reshape(1, sum.length());
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }
}
