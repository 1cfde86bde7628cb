package rnnlab.bench;

/** Does one job for the runner: Worker rnnlab|deeplearning4j|floor JOB, the job as JSON. */
public final class Worker {
    private Worker() {}

    /** Called by src/bench/bench.py. */
    public static void main(String[] args) {
        var turns = new Turns();
        var job = Job.parse(args[1]);
        switch (args[0] + " " + job.text("kind")) {
            case "rnnlab train" -> CourseTraining.run(job, turns);
            case "rnnlab generate" -> CourseGenerating.run(job, turns);
            case "rnnlab suite" -> CourseSuite.run(job, turns);
            case "deeplearning4j train" -> StockTraining.run(job, turns);
            case "deeplearning4j generate" -> StockGenerating.run(job, turns);
            case "rnnlab attention" -> AttentionJobs.train(job, turns);
            case "rnnlab attention-generate" -> AttentionJobs.generate(job, turns);
            case "floor attention" -> MatrixProducts.runAttention(job, turns);
            case "floor train" -> MatrixProducts.run(job, turns);
            default -> throw new IllegalArgumentException(args[0] + " does no job of kind " + job.text("kind"));
        }
        System.exit(0);
    }
}
