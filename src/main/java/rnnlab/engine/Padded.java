package rnnlab.engine;

import java.util.Arrays;

/**
 * Sequences of different lengths as one array: zeros after the end of the shorter ones, and a mask that hides them.
 *
 * @param values [N][T][F], T of the longest
 * @param mask [N][T]
 */
record Padded(Column values, Column mask) {

    /** @throws IllegalArgumentException when all are empty, or a step has another size than the first */
    static Padded of(double[][][] sequences) {
        int steps = Arrays.stream(sequences).mapToInt(s -> s.length).max().orElse(0);
        int size = Arrays.stream(sequences)
                .filter(s -> s.length > 0)
                .mapToInt(s -> s[0].length)
                .findFirst()
                .orElse(0);
        if (steps == 0 || size == 0) {
            throw new IllegalArgumentException("sequences: all are empty; at least one step of one number");
        }
        float[] values = new float[sequences.length * steps * size];
        float[] mask = new float[sequences.length * steps];
        for (int n = 0; n < sequences.length; n++) {
            for (int t = 0; t < sequences[n].length; t++) {
                double[] now = sequences[n][t];
                if (now.length != size) {
                    throw new IllegalArgumentException("sequences: step " + t + " of example " + n + " has "
                            + now.length + " numbers, the first step has " + size);
                }
                for (int i = 0; i < size; i++) {
                    values[(n * steps + t) * size + i] = (float) now[i];
                }
                mask[n * steps + t] = 1;
            }
        }
        return new Padded(
                Column.values(values, sequences.length, steps, size, true), Column.mask(mask, sequences.length, steps));
    }
}
