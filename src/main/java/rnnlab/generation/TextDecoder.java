package rnnlab.generation;

import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * A model of text as a decoder: its one source is a prompt, and each hypothesis is a way to go on from it. A model
 * reads as many texts as at its start, so rows that nobody needs repeat the last one.
 */
final class TextDecoder implements SequenceDecoder {

    private final NextToken model;
    private final int rows;

    /** @param rows the most hypotheses there may be */
    TextDecoder(NextToken model, int rows) {
        this.model = model;
        this.rows = rows;
    }

    /** Reads the prompt but for its last token, which is the first step. */
    @Override
    public void start(List<int[]> prompts) {
        model.reset();
        int[] prompt = prompts.get(0);
        for (int t = 0; t < prompt.length - 1; t++) {
            int token = prompt[t];
            model.read(rows(i -> token));
        }
    }

    @Override
    public float[][] step(int[] tokens) {
        return model.read(rows(i -> tokens[Math.min(i, tokens.length - 1)]));
    }

    @Override
    public void reorder(int[] from) {
        model.reorder(rows(i -> from[Math.min(i, from.length - 1)]));
    }

    @Override
    public Optional<float[]> attention(int b) {
        return Optional.empty();
    }

    private int[] rows(IntUnaryOperator row) {
        return IntStream.range(0, rows).map(row).toArray();
    }
}
