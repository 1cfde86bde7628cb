package rnnlab.kernel;

import static rnnlab.kernel.Vectors.SPECIES;
import static rnnlab.kernel.Vectors.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The function at a unit's output. Its derivative is computed from the output y alone, so the sum before it is not
 * kept.
 */
public enum Activation {
    /** y = z; y' = 1. */
    IDENTITY,
    /** y = tanh z; y' = 1 - y². */
    TANH,
    /** y = 1/(1+exp(-z)); y' = y (1 - y). */
    SIGMOID,
    /** y = max(z, 0); y' = 1 where y is above 0, else 0. */
    RELU;

    /** Replaces z by the function of it, for the numbers [from, to), whole vectors. */
    public void apply(float[] z, int from, int to) {
        switch (this) {
            case TANH -> {
                for (int i = from; i < to; i += WIDTH) {
                    Elementary.tanh(FloatVector.fromArray(SPECIES, z, i)).intoArray(z, i);
                }
            }
            case SIGMOID -> {
                for (int i = from; i < to; i += WIDTH) {
                    Elementary.logistic(FloatVector.fromArray(SPECIES, z, i)).intoArray(z, i);
                }
            }
            case RELU -> {
                for (int i = from; i < to; i += WIDTH) {
                    FloatVector.fromArray(SPECIES, z, i).max(0f).intoArray(z, i);
                }
            }
            case IDENTITY -> {}
        }
    }

    /** dy becomes dz = dy y'(z), with y' from the output y, for {@code count} numbers, whole vectors. */
    public void derive(float[] y, int yAt, float[] dy, int dyAt, int count) {
        switch (this) {
            case TANH -> {
                for (int n = 0; n < count; n += WIDTH) {
                    var out = FloatVector.fromArray(SPECIES, y, yAt + n);
                    var gradient = FloatVector.fromArray(SPECIES, dy, dyAt + n);
                    gradient.sub(gradient.mul(out).mul(out)).intoArray(dy, dyAt + n);
                }
            }
            case SIGMOID -> {
                for (int n = 0; n < count; n += WIDTH) {
                    var out = FloatVector.fromArray(SPECIES, y, yAt + n);
                    var gradient = FloatVector.fromArray(SPECIES, dy, dyAt + n);
                    gradient.mul(out.sub(out.mul(out))).intoArray(dy, dyAt + n);
                }
            }
            case RELU -> {
                for (int n = 0; n < count; n += WIDTH) {
                    var off = FloatVector.fromArray(SPECIES, y, yAt + n).compare(VectorOperators.LE, 0f);
                    FloatVector.fromArray(SPECIES, dy, dyAt + n).blend(0f, off).intoArray(dy, dyAt + n);
                }
            }
            case IDENTITY -> {}
        }
    }
}
