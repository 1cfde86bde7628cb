package rnnlab.series;

import java.util.Arrays;
import java.util.Random;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Sequences in each of which a stretch is hidden, to be filled in from what stands before and after it. */
public final class Gaps {
    private final float[][] truth; // [N][T]
    private final int[] starts; // [N]
    private final int length;

    private Gaps(float[][] truth, int[] starts, int length) {
        this.truth = truth;
        this.starts = starts;
        this.length = length;
    }

    /**
     * Hides {@code length} values in a row somewhere inside each sequence; the first and the last value stay.
     *
     * @param sequences [N][T]
     */
    public static Gaps hide(float[][] sequences, int length, long seed) {
        var random = new Random(seed);
        var starts = new int[sequences.length];
        for (int i = 0; i < starts.length; i++) {
            int places = sequences[i].length - length - 1;
            if (length < 1 || places < 1) {
                throw new IllegalArgumentException("length is " + length + "; it must be from 1 to "
                        + (sequences[i].length - 2) + ", so that a value stays at both ends");
            }
            starts[i] = 1 + random.nextInt(places);
        }
        return new Gaps(Arrays.stream(sequences).map(float[]::clone).toArray(float[][]::new), starts, length);
    }

    /** N, the number of sequences. */
    public int size() {
        return truth.length;
    }

    /** The first hidden step of sequence i. */
    public int start(int i) {
        return starts[i];
    }

    /** How many values are hidden in each sequence. */
    public int length() {
        return length;
    }

    /** Whether step t of sequence i is hidden. */
    public boolean hidden(int i, int t) {
        return t >= starts[i] && t < starts[i] + length;
    }

    /** All values of sequence i, the hidden ones too, [T]. */
    public double[] truth(int i) {
        var x = new double[truth[i].length];
        for (int t = 0; t < x.length; t++) {
            x[t] = truth[i][t];
        }
        return x;
    }

    /** The sequences start, start + 1, ..., end - 1. */
    public Gaps slice(int start, int end) {
        return new Gaps(Arrays.copyOfRange(truth, start, end), Arrays.copyOfRange(starts, start, end), length);
    }

    /**
     * Features [N][2][T]: the value (0 where it is hidden), and 1 where it is hidden, else 0. Labels [N][1][T]: the
     * truth. Labels mask [N][T]: 1 where it is hidden, so that only the filling-in is learned.
     */
    public DataSet dataSet() {
        int steps = truth[0].length;
        var features = new float[size()][2][steps];
        var labels = new float[size()][1][steps];
        var mask = new float[size()][steps];
        for (int i = 0; i < size(); i++) {
            for (int t = 0; t < steps; t++) {
                boolean hidden = hidden(i, t);
                features[i][0][t] = hidden ? 0 : truth[i][t];
                features[i][1][t] = hidden ? 1 : 0;
                labels[i][0][t] = truth[i][t];
                mask[i][t] = hidden ? 1 : 0;
            }
        }
        return new DataSet(Nd4j.create(features), Nd4j.create(labels), null, Nd4j.create(mask));
    }

    /** A straight line from the value before the gap to the one after it, [N][1][T]; the other values as they are. */
    public INDArray interpolated() {
        var filled = new float[size()][1][truth[0].length];
        for (int i = 0; i < size(); i++) {
            filled[i][0] = truth[i].clone();
            float from = truth[i][starts[i] - 1], to = truth[i][starts[i] + length];
            for (int j = 0; j < length; j++) {
                filled[i][0][starts[i] + j] = from + (to - from) * (j + 1) / (length + 1);
            }
        }
        return Nd4j.create(filled);
    }

    /** The mean squared error of the hidden values; {@code filled} is [N][1][T]. */
    public double mse(INDArray filled) {
        double sum = 0;
        for (int i = 0; i < size(); i++) {
            for (int t = starts[i]; t < starts[i] + length; t++) {
                double error = filled.getDouble(i, 0, t) - truth[i][t];
                sum += error * error;
            }
        }
        return sum / ((double) size() * length);
    }
}
