package rnnlab.bench;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** A job's data in the layouts that Deeplearning4j wants. */
final class DataSets {
    private DataSets() {}

    /** Features [n][1][length]; labels [n][values], one-hot [n][classes], or tokens [n][1][length]. */
    static DataSet of(Job job, String part) {
        int n = job.count(part);
        int length = job.integer("length");
        var x = job.tokens() ? floats(job.ints(part, "x")) : job.floats(part, "x");
        INDArray features = Nd4j.create(x, new long[] {n, 1, length}, 'c');
        INDArray labels =
                switch (job.text("target")) {
                    case "value" -> {
                        float[] y = job.floats(part, "y");
                        yield Nd4j.create(y, new long[] {n, y.length / n}, 'c');
                    }
                    case "class" -> {
                        int[] y = job.ints(part, "y");
                        int classes = job.layers().get(job.layers().size() - 1).units();
                        var oneHot = new float[n * classes];
                        for (int k = 0; k < n; k++) oneHot[k * classes + y[k]] = 1;
                        yield Nd4j.create(oneHot, new long[] {n, classes}, 'c');
                    }
                    default -> Nd4j.create(floats(job.ints(part, "y")), new long[] {n, 1, length}, 'c');
                };
        return new DataSet(features, labels);
    }

    /** Each sequence as one vector: features [n][length]. */
    static DataSet flat(DataSet data) {
        var x = data.getFeatures();
        return new DataSet(x.reshape(x.size(0), x.size(1) * x.size(2)), data.getLabels());
    }

    /** The examples with these indices. */
    static DataSet rows(DataSet data, int[] rows) {
        return new DataSet(rows(data.getFeatures(), rows), rows(data.getLabels(), rows));
    }

    private static INDArray rows(INDArray all, int[] rows) {
        long[] shape = all.shape().clone();
        shape[0] = rows.length;
        var chosen = Nd4j.create(all.dataType(), shape, 'f');
        for (int k = 0; k < rows.length; k++) {
            chosen.get(NDArrayIndex.point(k)).assign(all.get(NDArrayIndex.point(rows[k])));
        }
        return chosen;
    }

    private static float[] floats(int[] values) {
        var floats = new float[values.length];
        for (int k = 0; k < values.length; k++) floats[k] = values[k];
        return floats;
    }
}
