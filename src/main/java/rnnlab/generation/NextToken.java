package rnnlab.generation;

import org.deeplearning4j.nn.api.Model;

/**
 * A model that reads tokens one after the other and each time says what may come next. Its state is carried along: a
 * step costs the same however long the text is.
 */
public interface NextToken {

    /**
     * A trained network, read token by token. Its own input decides how a token enters: as an index where it begins
     * with an embedding, one-hot where its input is as large as the vocabulary, and as the number index / V where it
     * has one input.
     *
     * @param network a {@code MultiLayerNetwork} or {@code ComputationGraph}
     */
    static NextToken of(Model network) {
        return NetworkReader.of(network);
    }

    /**
     * Reads the next token of each of some texts; the first call after a reset decides how many texts there are.
     *
     * @param tokens [text]
     * @return the probabilities of the token after it, [text][V]
     */
    float[][] read(int... tokens);

    /** Text i goes on from where text {@code from[i]} is now; as many texts as before. */
    void reorder(int... from);

    /** Forgets what was read. */
    void reset();
}
