package rnnlab.bench;

import java.util.Arrays;
import org.deeplearning4j.nn.api.Model;
import rnnlab.engine.Examples;
import rnnlab.training.History;
import rnnlab.training.Trainer;
import rnnlab.training.TrainingListener;

/** A training job by the course's Trainer, as the labs call it; before each epoch it waits for its turn. */
final class CourseTraining {
    private CourseTraining() {}

    static void run(Job job, Turns turns) {
        run(Networks.of(job, false), examples(job, "train"), job, turns);
    }

    /** Any network. */
    static void run(Model network, Examples data, Job job, Turns turns) {
        turns.ready(network.params().length(), Turns.COURSE);
        if (!turns.begin()) return;
        Trainer.of(network)
                .epochs(Integer.MAX_VALUE)
                .batchSize(job.integer("batch"))
                .seed(job.seed())
                .quiet()
                .listener(new EpochsInTurns(turns))
                .fit(data);
    }

    /** A part of the job's data for the Trainer. */
    static Examples examples(Job job, String part) {
        if (job.layers().get(0).name().equals("flatten")) {
            return rnnlab.dl4j.DataSetExamples.of(DataSets.flat(DataSets.of(job, part)));
        }
        if (!job.tokens()) return rnnlab.dl4j.DataSetExamples.of(DataSets.of(job, part));
        int length = job.integer("length");
        return Examples.tokens(
                rows(job.ints(part, "x"), length), rows(job.ints(part, "y"), length), job.integer("vocabulary"));
    }

    private static int[][] rows(int[] values, int length) {
        var rows = new int[values.length / length][];
        for (int k = 0; k < rows.length; k++) rows[k] = Arrays.copyOfRange(values, k * length, (k + 1) * length);
        return rows;
    }

    private record EpochsInTurns(Turns turns) implements TrainingListener {

        @Override
        public void notice(String line) {
            System.err.println(line);
        }

        @Override
        public void epochEnded(History history, Progress progress) {
            double[] losses = history.trainLoss();
            turns.end(losses[losses.length - 1]);
            if (!turns.begin()) Thread.currentThread().interrupt();
        }
    }
}
