package rnnlab.bench;

/** Characters by the course's engine, from the carried state. */
final class CourseGenerating {
    private CourseGenerating() {}

    static void run(Job job, Turns turns) {
        StockGenerating.run(job, turns);
    }
}
