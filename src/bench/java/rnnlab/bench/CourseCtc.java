package rnnlab.bench;

import java.util.Arrays;
import rnnlab.kernel.Capacity;
import rnnlab.kernel.Ctc;
import rnnlab.kernel.LossWeights;
import rnnlab.kernel.Slice;
import rnnlab.kernel.Vectors;
import rnnlab.kernel.Workers;

/** Connectionist temporal classification alone: from logits to the loss and its gradient by them, several times in a turn. */
final class CourseCtc {
    private CourseCtc() {}

    static void run(Job job, Turns turns) {
        int steps = job.integer("length"), symbols = job.integer("symbols"), places = job.integer("places");
        int batch = job.integer("batch"), paddedBatch = Vectors.pad(batch);
        float[] logits = job.floats("train", "x"); // [N][T][K]
        int[] symbolsOf = job.ints("train", "y"); // [N][U]
        var y = new float[steps * symbols * paddedBatch];
        var labels = new int[places * paddedBatch];
        var weights = new float[steps * paddedBatch];
        for (int n = 0; n < batch; n++) {
            for (int i = 0; i < steps * symbols; i++) y[i * paddedBatch + n] = logits[n * steps * symbols + i];
            for (int u = 0; u < places; u++) labels[u * paddedBatch + n] = symbolsOf[n * places + u];
        }
        for (int i = 0; i < weights.length; i++) weights[i] = i % paddedBatch < batch ? 1 : 0;
        var dy = new float[y.length];
        var ctc = new Ctc(symbols, new Capacity(steps, paddedBatch, Workers.common()));
        var frames = new LossWeights(weights, steps, paddedBatch, 1f / batch);
        turns.ready(0, Turns.COURSE);
        while (turns.begin()) {
            double sum = 0;
            for (int k = 0; k < job.integer("times"); k++) {
                Arrays.fill(dy, 0f);
                sum = ctc.sum(Slice.of(y), labels, places, frames, Slice.of(dy));
            }
            turns.end(sum / batch);
        }
    }
}
