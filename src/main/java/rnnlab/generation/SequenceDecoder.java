package rnnlab.generation;

import java.util.List;
import java.util.Optional;

/** A model that reads a source and then writes a target token by token, many at once. */
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
