package rnnlab.translation;

import java.util.List;
import java.util.Optional;

/**
 * A translation, step by step.
 *
 * @param source the tokens that were read
 * @param tokens that were written, {@link rnnlab.text.Vocabulary#END} the last one where it came to its end
 * @param text that the tokens are
 * @param choices at each step, the likeliest tokens with their probabilities, the likeliest one first
 * @param attention at each step over the source's positions [T][S]; empty where the network has none
 */
public record Translation(
        List<String> source,
        List<String> tokens,
        String text,
        List<List<Choice>> choices,
        Optional<float[][]> attention) {

    /** A token that may come next. */
    public record Choice(String token, double probability) {}
}
