package rnnlab.engine;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Examples to train on, copied once into plain arrays, one example after the other: [N][F][T] or [N][F]. */
public final class Examples {

    private final Block features;
    private final Block labels;

    private Examples(Block features, Block labels) {
        this.features = features;
        this.labels = labels;
    }

    /** The examples of a Deeplearning4j data set: features [N][F][T] or [N][F], labels [N][L][T] or [N][L]. */
    public static Examples of(DataSet data) {
        return new Examples(Block.of(data.getFeatures()), Block.of(data.getLabels()));
    }

    /** The number of examples. */
    public int size() {
        return features.count;
    }

    /** The examples with these indices as a data set of their own. */
    DataSet batch(int[] examples) {
        return new DataSet(features.gather(examples), labels.gather(examples));
    }

    /** One array of all examples. */
    private record Block(float[] values, int count, long[] shape) {

        static Block of(INDArray array) {
            return new Block(array.dup('c').data().asFloat(), (int) array.size(0), array.shape());
        }

        INDArray gather(int[] examples) {
            int length = values.length / count;
            float[] batch = new float[examples.length * length];
            for (int i = 0; i < examples.length; i++) {
                System.arraycopy(values, examples[i] * length, batch, i * length, length);
            }
            long[] batchShape = Arrays.copyOf(shape, shape.length);
            batchShape[0] = examples.length;
            return Nd4j.create(batch, batchShape, 'c');
        }
    }
}
