package rnnlab.kernel;

import static rnnlab.kernel.Vectors.SPECIES;
import static rnnlab.kernel.Vectors.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * The softmax over the rows of an array [K][B], in the vector of columns from {@code column} on. For some dozens of
 * rows; {@link ChunkedSoftmax} is for thousands.
 */
record ColumnSoftmax(int rows, int paddedBatch, int column) {

    /** p = exp(y - ln of the sum of exp y). */
    void probabilities(float[] y, int yAt, float[] p, int pAt) {
        logarithms(y, yAt, p, pAt);
        for (int k = 0; k < rows; k++) {
            int i = pAt + k * paddedBatch + column;
            Elementary.exp(FloatVector.fromArray(SPECIES, p, i)).intoArray(p, i);
        }
    }

    /** ln p = y - ln of the sum of exp y. */
    void logarithms(float[] y, int yAt, float[] lnP, int at) {
        var max = FloatVector.fromArray(SPECIES, y, yAt + column);
        for (int k = 1; k < rows; k++) {
            max = max.max(FloatVector.fromArray(SPECIES, y, yAt + k * paddedBatch + column));
        }
        var sum = FloatVector.zero(SPECIES);
        for (int k = 0; k < rows; k++) {
            sum = sum.add(Elementary.exp(FloatVector.fromArray(SPECIES, y, yAt + k * paddedBatch + column)
                    .sub(max)));
        }
        float[] total = new float[WIDTH];
        sum.intoArray(total, 0);
        for (int n = 0; n < WIDTH; n++) {
            total[n] = (float) Math.log(total[n]);
        }
        var norm = max.add(FloatVector.fromArray(SPECIES, total, 0));
        for (int k = 0; k < rows; k++) {
            int i = k * paddedBatch + column;
            FloatVector.fromArray(SPECIES, y, yAt + i).sub(norm).intoArray(lnP, at + i);
        }
    }
}
