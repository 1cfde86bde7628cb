package rnnlab.network;

/**
 * What one part of a network hands on to the next, for one example.
 *
 * @param size numbers a time step
 * @param sequence whether there is a time axis; else it is handed on once
 */
public record Shape(int size, boolean sequence) {

    /** As many time steps, of another size. */
    public Shape of(int size) {
        return new Shape(size, sequence);
    }
}
