package rnnlab.engine;

import rnnlab.graph.GraphOutput;

/**
 * What an output predicts for examples.
 *
 * @param values [N][size][T]
 * @param examples N
 * @param steps T; 1 without a time axis
 */
public record Prediction(float[] values, int examples, int size, int steps, boolean sequence) {

    /** Room for the predictions of so many examples by this output, which has made its first. */
    static Prediction room(int examples, GraphOutput output) {
        var values = new float[examples * output.size() * output.steps()];
        return new Prediction(values, examples, output.size(), output.steps(), output.sequence());
    }

    /** Copies the predictions of a batch. */
    void put(GraphOutput output, int paddedBatch, int[] batch) {
        float[] from = output.prediction();
        for (int b = 0; b < batch.length; b++) {
            for (int unit = 0; unit < size; unit++) {
                for (int t = 0; t < steps; t++) {
                    values[(batch[b] * size + unit) * steps + t] = from[(t * size + unit) * paddedBatch + b];
                }
            }
        }
    }
}
