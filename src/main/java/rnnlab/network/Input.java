package rnnlab.network;

import java.util.List;

/**
 * Where examples enter a network.
 *
 * @param reader the kind of layer that reads it, for messages
 * @param shape of an example; for indices, the size is how many different ones there are
 * @param indices whether an embedding looks them up
 */
public record Input(String name, String reader, Shape shape, boolean indices) implements Source {

    @Override
    public List<Input> maskedBy() {
        return List.of(this);
    }
}
