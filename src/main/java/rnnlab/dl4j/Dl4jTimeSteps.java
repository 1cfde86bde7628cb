package rnnlab.dl4j;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rnnlab.network.Input;

/**
 * Deeplearning4j's own {@code rnnTimeStep}; what is remembered between two steps is the stream's, so that several do
 * not mix.
 */
final class Dl4jTimeSteps extends Dl4jStream {

    /** What each recurrent layer remembers; empty at the beginning. */
    private final List<Map<String, INDArray>> states = new ArrayList<>();

    Dl4jTimeSteps(Dl4jCalls calls, Optional<Input> input) {
        super(calls, input);
        reset();
    }

    @Override
    float[][] step(INDArray x) {
        boolean last = Dl4jReading.readsLastInTime(calls);
        long[] shape = last ? new long[] {x.size(0), 1, x.size(1)} : new long[] {x.size(0), x.size(1), 1};
        return rows(calls.timeStep(x.reshape(shape), states));
    }

    @Override
    void order(int[] from) {
        states.forEach(state -> state.replaceAll((name, array) -> Nd4j.pullRows(array, 1, from)));
    }

    @Override
    public void reset() {
        super.reset();
        states.clear();
        calls.recurrentLayers().forEach(layer -> states.add(new HashMap<>()));
    }
}
