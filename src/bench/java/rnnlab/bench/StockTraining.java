package rnnlab.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;

/** A training job by Deeplearning4j's own fit, over batches in a new order each epoch. */
final class StockTraining {
    private StockTraining() {}

    static void run(Job job, Turns turns) {
        MultiLayerNetwork network = Networks.of(job, true);
        var data = DataSets.of(job, "train");
        var batches = batches(data, job.integer("batch"));
        var random = new Random(job.seed());
        turns.ready(network.numParams(), "");
        while (turns.begin()) {
            double sum = 0;
            Collections.shuffle(batches, random);
            for (DataSet batch : batches) {
                network.fit(batch);
                sum += network.score() * batch.numExamples();
            }
            turns.end(sum / data.numExamples());
        }
    }

    /** Made once: what a round measures is fit alone. */
    private static List<DataSet> batches(DataSet data, int batchSize) {
        int n = data.numExamples();
        var batches = new ArrayList<DataSet>();
        for (int from = 0; from < n; from += batchSize) {
            int[] rows = IntStream.range(from, Math.min(from + batchSize, n)).toArray();
            batches.add(DataSets.rows(data, rows));
        }
        return batches;
    }
}
