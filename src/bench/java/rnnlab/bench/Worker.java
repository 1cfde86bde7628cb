package rnnlab.bench;

/** Does one job for the runner: Worker rnnlab|deeplearning4j|floor JOB, the job as JSON. */
public final class Worker {
    private Worker() {}

    /** Called by src/bench/bench.py. */
    public static void main(String[] args) {
        var turns = new Turns();
        var job = Job.parse(args[1]);
        boolean generate = job.text("kind").equals("generate");
        switch (args[0]) {
            case "rnnlab" -> {
                if (generate) CourseGenerating.run(job, turns);
                else CourseTraining.run(job, turns);
            }
            case "deeplearning4j" -> {
                if (generate) StockGenerating.run(job, turns);
                else StockTraining.run(job, turns);
            }
            case "floor" -> MatrixProducts.run(job, turns);
            default -> throw new IllegalArgumentException("unknown system " + args[0]);
        }
        System.exit(0);
    }
}
