package rnnlab.engine;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rnnlab.engine.graph.Output;

/** Collects the predictions of one output, batch by batch, into [N][size][T] or [N][size]. */
final class Predictions {

    private final int count;
    private float[] all;
    private long[] shape;

    Predictions(int count) {
        this.count = count;
    }

    void add(Output output, int lanes, int[] batch) {
        int steps = output.steps();
        int size = output.size();
        if (all == null) {
            all = new float[count * size * steps];
            shape = output.sequence() ? new long[] {count, size, steps} : new long[] {count, size};
        }
        float[] from = output.prediction();
        for (int b = 0; b < batch.length; b++) {
            for (int unit = 0; unit < size; unit++) {
                for (int t = 0; t < steps; t++) {
                    all[(batch[b] * size + unit) * steps + t] = from[(t * size + unit) * lanes + b];
                }
            }
        }
    }

    INDArray array() {
        return Nd4j.create(all, Arrays.copyOf(shape, shape.length), 'c');
    }
}
