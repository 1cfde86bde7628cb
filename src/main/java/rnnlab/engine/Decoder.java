package rnnlab.engine;

import java.util.List;
import java.util.Optional;

/**
 * A network that writes a sequence token by token: with the inputs "source" and "target" it reads the source first, and
 * then, one at a time, the tokens that it has written itself. Many sequences at once.
 */
public interface Decoder {

    /** The name of the input that is read as a whole. */
    String SOURCE = "source";

    /** The name of the input that is read token by token. */
    String TARGET = "target";

    /**
     * Reads the sources, with the parameters of now. Hypothesis b belongs to source b and is at its beginning.
     *
     * @param sources indices, of any lengths; of a network without source, only how many there are counts
     * @throws IllegalArgumentException for a source that is empty or an index that the network does not have
     */
    void start(List<int[]> sources);

    /**
     * Each hypothesis reads one more token.
     *
     * @param tokens one for each hypothesis
     * @return what the network predicts next, [hypothesis][L]; probabilities where it predicts classes
     */
    float[][] step(int[] tokens);

    /** Hypothesis b goes on from where hypothesis {@code from[b]} stands; their number may change. */
    void reorder(int[] from);

    /**
     * How hypothesis b weighed the steps of its source at its last step, [Ts] with the sum 1: the mean over the heads
     * of the last layer that attends to the source. Empty when there is none.
     */
    Optional<float[]> attention(int b);
}
