package rnnlab.bench;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import rnnlab.training.Trainer;

/** Several networks trained one after the other by the course's Trainer, each for all its epochs in one turn. */
final class CourseSuite {
    private CourseSuite() {}

    static void run(Job suite, Turns turns) {
        turns.ready(0, Turns.COURSE);
        for (var description : suite.json().get("models")) {
            if (!turns.begin()) return;
            var job = new Job(description);
            MultiLayerNetwork network = Networks.of(job, false);
            var history = Trainer.of(network)
                    .epochs(job.integer("epochs"))
                    .batchSize(job.integer("batch"))
                    .seed(job.seed())
                    .validation(CourseTraining.examples(job, "validation"))
                    .quiet()
                    .fit(CourseTraining.examples(job, "train"));
            turns.end(
                    last(history.trainLoss()), last(history.validationLoss()), network.numParams());
        }
    }

    private static double last(double[] values) {
        return values[values.length - 1];
    }
}
