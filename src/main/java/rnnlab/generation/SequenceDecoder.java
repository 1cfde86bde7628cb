package rnnlab.generation;

import java.util.List;
import java.util.Optional;

/**
 * A model that writes a sentence for each sentence that it has read, token by token: the half of a translator that is
 * asked for its next word. Several hypotheses are written side by side; B is how many there are now.
 */
public interface SequenceDecoder {

    /**
     * Reads the source sentences (token numbers, any lengths); hypothesis b belongs to source b and is at its
     * beginning.
     */
    void start(List<int[]> sources);

    /** Each hypothesis reads one more token; returns the probabilities of its next token [B][V]. */
    float[][] step(int[] tokens);

    /** Hypothesis b goes on from where hypothesis from[b] stood; the number may change. */
    void reorder(int[] from);

    /** Attention over the source positions at the last step of hypothesis b, where the network has it. */
    Optional<float[]> attention(int b);
}
