package rnnlab.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Deeplearning4j's own {@code rnnTimeStep}; the state between two steps is the stream's, so that several streams do not mix. */
final class Dl4jTimeSteps extends Dl4jStream {

    private final List<RecurrentLayer> layers;
    /** What each of the layers remembers; empty at the beginning. */
    private List<Map<String, INDArray>> states = List.of();

    Dl4jTimeSteps(Dl4jCalls calls, Optional<Shapes.InputShape> input) {
        super(calls, input);
        this.layers = calls.layers().stream()
                .map(Dl4jReading::innermost)
                .filter(RecurrentLayer.class::isInstance)
                .map(RecurrentLayer.class::cast)
                .toList();
    }

    @Override
    float[][] step(INDArray x) {
        calls.forget();
        for (int i = 0; i < states.size(); i++) {
            layers.get(i).rnnSetPreviousState(states.get(i));
        }
        boolean last = Dl4jReading.readsLastInTime(calls);
        long[] shape = last ? new long[] {x.size(0), 1, x.size(1)} : new long[] {x.size(0), x.size(1), 1};
        float[][] rows = rows(calls.timeStep(x.reshape(shape)));
        states = layers.stream()
                .map(RecurrentLayer::rnnGetPreviousState)
                .<Map<String, INDArray>>map(HashMap::new)
                .toList();
        calls.forget();
        return rows;
    }

    @Override
    void order(int[] from) {
        states.forEach(state -> state.replaceAll((name, array) -> Nd4j.pullRows(array, 1, from)));
    }

    @Override
    public void reset() {
        super.reset();
        states = List.of();
    }
}
