package rnnlab.text;

import java.util.Arrays;

/** One-hot vectors: as long as the vocabulary, zero but for a one at the token's index. */
public final class OneHot {

    private OneHot() {}

    /**
     * One vector for each index.
     *
     * @param size the vocabulary's size V
     * @return [T][V]
     */
    public static float[][] of(int[] indices, int size) {
        float[][] vectors = new float[indices.length][size];
        for (int t = 0; t < indices.length; t++) {
            if (indices[t] < 0 || indices[t] >= size) {
                throw new IllegalArgumentException("indices: " + indices[t] + " is not allowed; 0 to " + (size - 1));
            }
            vectors[t][indices[t]] = 1;
        }
        return vectors;
    }

    /** The index of the one in each vector, [T]. */
    public static int[] indices(float[][] vectors) {
        return Arrays.stream(vectors).mapToInt(OneHot::index).toArray();
    }

    private static int index(float[] vector) {
        int best = 0;
        for (int i = 1; i < vector.length; i++) {
            best = vector[i] > vector[best] ? i : best;
        }
        return best;
    }

    /** The memory of T one-hot vectors of V float numbers, in bytes; as indices they take 4 T. */
    public static long bytes(long length, long size) {
        return length * size * Float.BYTES;
    }
}
