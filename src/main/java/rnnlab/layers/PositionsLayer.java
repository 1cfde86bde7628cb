package rnnlab.layers;

import java.util.Arrays;
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
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Runs a {@link Positions} inside Deeplearning4j, in its arrays. */
@SuppressWarnings("try") // a scope is entered for what it does to new arrays, and never named
final class PositionsLayer extends BaseLayer<Positions> {

    private static final long serialVersionUID = 1;

    PositionsLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        assertInputSet(false);
        if (input.rank() != 3 || input.size(2) > layerConf().getMost()) {
            throw new IllegalArgumentException(
                    "Positions \"" + layerConf().getLayerName() + "\": expects input [examples]["
                            + layerConf().getNIn() + "][steps] with at most "
                            + layerConf().getMost() + " steps, got " + Arrays.toString(input.shape()));
        }
        applyDropOutIfNecessary(training, workspaces);
        INDArray y;
        try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            y = input.castTo(dataType).dup('f');
            INDArray p = table();
            for (int b = 0; b < y.size(0); b++) {
                y.get(NDArrayIndex.point(b), NDArrayIndex.all(), NDArrayIndex.all())
                        .addi(p);
            }
        }
        return workspaces.dup(ArrayType.ACTIVATIONS, y, 'f');
    }

    /** The positions of the input's steps, [F][T]. */
    private INDArray table() {
        long steps = input.size(2);
        if (layerConf().isLearned()) {
            return getParam(Positions.P)
                    .get(NDArrayIndex.interval(0, steps), NDArrayIndex.all())
                    .transpose();
        }
        int size = (int) layerConf().getNIn();
        INDArray table = Nd4j.create(dataType, size, steps);
        for (int i = 0; i < size; i++) {
            for (int t = 0; t < steps; t++) {
                double angle = t / Math.pow(10_000, 2.0 * (i / 2) / size);
                table.putScalar(i, t, i % 2 == 0 ? Math.sin(angle) : Math.cos(angle));
            }
        }
        return table;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        Gradient gradient = layerConf().isLearned() ? new DefaultGradient(gradientsFlattened) : new DefaultGradient();
        if (layerConf().isLearned()) {
            try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
                INDArray dp = gradientViews.get(Positions.P).assign(0);
                dp.get(NDArrayIndex.interval(0, epsilon.size(2)), NDArrayIndex.all())
                        .assign(epsilon.sum(0).transpose());
            }
            gradient.setGradientFor(Positions.P, gradientViews.get(Positions.P));
        }
        INDArray dx = workspaces.dup(ArrayType.ACTIVATION_GRAD, epsilon, 'f');
        return new Pair<>(gradient, backpropDropOutIfPresent(dx));
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }
}
