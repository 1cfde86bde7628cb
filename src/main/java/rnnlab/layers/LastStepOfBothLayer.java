package rnnlab.layers;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Runs a {@link LastStepOfBoth} inside Deeplearning4j. */
final class LastStepOfBothLayer extends BaseWrapperLayer {

    private static final long serialVersionUID = 1;

    private long[] sequenceShape;
    private INDArray mask;

    LastStepOfBothLayer(Layer underlying) {
        super(underlying);
    }

    @Override
    public Type type() {
        return Type.FEED_FORWARD;
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        return lastSteps(underlying.activate(training, workspaces), workspaces);
    }

    @Override
    public INDArray activate(INDArray input, boolean training, LayerWorkspaceMgr workspaces) {
        return lastSteps(underlying.activate(input, training, workspaces), workspaces);
    }

    private INDArray lastSteps(INDArray sequence, LayerWorkspaceMgr workspaces) {
        sequenceShape = sequence.shape();
        INDArray last = workspaces.create(
                ArrayType.ACTIVATIONS, sequence.dataType(), new long[] {sequenceShape[0], sequenceShape[1]}, 'f');
        for (int b = 0; b < sequenceShape[0]; b++) {
            for (int j = 0; j < sequenceShape[1]; j++) {
                last.putScalar(b, j, sequence.getDouble(b, j, step(b, j)));
            }
        }
        return last;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        INDArray sequence = Nd4j.create(epsilon.dataType(), sequenceShape, 'f');
        for (int b = 0; b < sequenceShape[0]; b++) {
            for (int j = 0; j < sequenceShape[1]; j++) {
                sequence.putScalar(new long[] {b, j, step(b, j)}, epsilon.getDouble(b, j));
            }
        }
        return underlying.backpropGradient(sequence, workspaces);
    }

    /**
     * The step of example b that unit j reads last: the last valid one in the forward half, the first in the backward
     * half.
     */
    private int step(int b, int j) {
        boolean forward = j < sequenceShape[1] / 2;
        int steps = (int) sequenceShape[2];
        int t = forward ? steps - 1 : 0;
        while (mask != null && t >= 0 && t < steps && mask.getDouble(b, t) == 0) {
            t += forward ? -1 : 1;
        }
        return t < 0 ? steps - 1 : t == steps ? 0 : t;
    }

    @Override
    public Pair<INDArray, MaskState> feedForwardMaskArray(INDArray mask, MaskState state, int batch) {
        underlying.feedForwardMaskArray(mask, state, batch);
        this.mask = mask;
        return new Pair<>(null, state);
    }
}
