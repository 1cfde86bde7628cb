package rnnlab.bench;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import rnnlab.training.History;
import rnnlab.training.Trainer;
import rnnlab.training.TrainingListener;

/** A training job by the course's Trainer, as the labs call it; before each epoch it waits for its turn. */
final class CourseTraining {
    private CourseTraining() {}

    static void run(Job job, Turns turns) {
        MultiLayerNetwork network = Networks.of(job);
        var data = DataSets.of(job, "train");
        turns.ready(network.numParams());
        if (!turns.begin()) return;
        Trainer.of(network)
                .epochs(Integer.MAX_VALUE)
                .batchSize(job.integer("batch"))
                .seed(job.seed())
                .quiet()
                .listener(new EpochsInTurns(turns))
                .fit(data);
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
