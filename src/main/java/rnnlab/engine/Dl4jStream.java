package rnnlab.engine;

import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A network read step by step by Deeplearning4j's own {@code rnnTimeStep}. */
final class Dl4jStream implements Stream {

    private final Model model;

    private final int oneHot;

    /** @param oneHot how many different indices there are, when the network sees them one-hot; 0 when it looks them up */
    Dl4jStream(Model model, int oneHot) {
        this.model = model;
        this.oneHot = oneHot;
        reset();
    }

    /** How many numbers a step of the network's first input has. */
    static int inputs(Dl4jNetwork network) {
        return Inputs.of(network).get(0).size();
    }

    @Override
    public float[] next(float... x) {
        return rows(step(Nd4j.create(x, new long[] {1, x.length, 1}, 'c')))[0];
    }

    @Override
    public float[] next(int index) {
        return next(new int[] {index})[0];
    }

    @Override
    public float[][] next(int[] indices) {
        INDArray x = Nd4j.zeros(indices.length, Math.max(1, oneHot), 1);
        for (int i = 0; i < indices.length; i++) {
            if (oneHot > 0) {
                x.putScalar(i, indices[i], 0, 1);
            } else {
                x.putScalar(i, 0, 0, indices[i]);
            }
        }
        return rows(step(x));
    }

    private INDArray step(INDArray x) {
        return model instanceof MultiLayerNetwork layers
                ? layers.rnnTimeStep(x)
                : ((ComputationGraph) model).rnnTimeStep(x)[0];
    }

    private static float[][] rows(INDArray output) {
        return output.reshape(output.size(0), output.size(1)).toFloatMatrix();
    }

    @Override
    public void reorder(int[] from) {
        Layer[] layers = model instanceof MultiLayerNetwork network
                ? network.getLayers()
                : ((ComputationGraph) model).getLayers();
        for (Layer layer : layers) {
            if (layer instanceof RecurrentLayer recurrent) {
                Map<String, INDArray> state = recurrent.rnnGetPreviousState();
                state.replaceAll((name, array) -> Nd4j.pullRows(array, 1, from));
                recurrent.rnnSetPreviousState(state);
            }
        }
    }

    @Override
    public void reset() {
        if (model instanceof MultiLayerNetwork layers) {
            layers.rnnClearPreviousState();
        } else {
            ((ComputationGraph) model).rnnClearPreviousState();
        }
    }
}
