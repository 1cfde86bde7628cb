package rnnlab.network;

import java.util.List;
import java.util.stream.Stream;

/**
 * A network: its vertices in an order in which they can compute, where examples enter and predictions leave, and how it
 * learns.
 *
 * @param parameters the length of the one vector of all parameters
 */
public record Network(
        List<Input> inputs,
        List<Vertex> vertices,
        List<Output> outputs,
        Truncation truncation,
        Learning learning,
        int parameters) {

    /** Whether everything that enters and leaves has a time axis. */
    public boolean allSequences() {
        return Stream.concat(inputs.stream().map(Input::shape), outputs.stream().map(Output::shape))
                .allMatch(Shape::sequence);
    }
}
