package rnnlab.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rnnlab.network.Input;

/**
 * A network with a layer that looks at more than the present step (attention, convolution, pooling): all steps so far
 * are read anew at each step.
 */
final class Dl4jRereading extends Dl4jStream {

    /** The steps so far, each [sequences][F]. */
    private final List<INDArray> steps = new ArrayList<>();

    Dl4jRereading(Dl4jCalls calls, Optional<Input> input) {
        super(calls, input);
    }

    @Override
    float[][] step(INDArray x) {
        steps.add(x);
        INDArray all = Nd4j.stack(Dl4jReading.readsLastInTime(calls) ? 1 : 2, steps.toArray(INDArray[]::new));
        return rows(calls.output(new INDArray[] {all}, null).get(0));
    }

    @Override
    void order(int[] from) {
        steps.replaceAll(step -> Nd4j.pullRows(step, 1, from));
    }

    @Override
    public void reset() {
        super.reset();
        steps.clear();
    }
}
