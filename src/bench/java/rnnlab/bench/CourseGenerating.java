package rnnlab.bench;

import java.util.Random;
import rnnlab.dl4j.Engine;

/** Characters by the course's engine, from the carried state. */
final class CourseGenerating {
    private CourseGenerating() {}

    static void run(Job job, Turns turns) {
        var network = StockGenerating.network(job);
        var stream = Engine.of(network).stream();
        var random = new Random(1);
        int symbol = 0;
        turns.ready(network.numParams(), Turns.COURSE);
        while (turns.begin()) {
            for (int k = 0; k < job.integer("characters"); k++) {
                symbol = StockGenerating.draw(stream.next(symbol), random);
            }
            turns.end(Double.NaN);
        }
    }
}
