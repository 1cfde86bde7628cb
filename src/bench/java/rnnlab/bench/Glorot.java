package rnnlab.bench;

import org.deeplearning4j.nn.weights.WeightInitXavierUniform;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Glorot's uniform start as Keras counts it: fan in and fan out are the rows and columns of the whole matrix. Deeplearning4j's LSTM hands
 * on other fans, which count one gate.
 */
final class Glorot extends WeightInitXavierUniform {
    private static final long serialVersionUID = 1;

    @Override
    public INDArray init(double fanIn, double fanOut, long[] shape, char order, INDArray view) {
        return super.init(shape[0], shape[1], shape, order, view);
    }
}
