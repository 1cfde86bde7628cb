package rnnlab.kernel;

/**
 * An array from an index on: where a layer's parameters lie among all, or the numbers of the first time step.
 *
 * <p>Slices are made for a call of a layer, not for each time step; a loop reads array and index as local variables.
 */
public record Slice(float[] array, int at) {
    /** No array: for what is left out, as a gradient that nobody wants. */
    public static final Slice NONE = new Slice(null, 0);

    /** A whole array. */
    public static Slice of(float[] array) {
        return new Slice(array, 0);
    }

    /** What begins {@code count} numbers later. */
    public Slice plus(int count) {
        return new Slice(array, at + count);
    }

    /** Whether there is no array. */
    public boolean isNone() {
        return array == null;
    }
}
