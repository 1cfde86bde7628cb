package rnnlab.generation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A decoder whose probabilities are a function of the source and of all tokens so far: what is right can be computed.
 */
public final class ScriptedDecoder implements SequenceDecoder {

    private final BiFunction<int[], List<Integer>, float[]> script;
    private List<int[]> sources = List.of();
    private List<List<Integer>> read = List.of();
    int steps;
    int widest;

    /** @param script from a source and what was read, [START] included, to the probabilities of the next token [V] */
    public ScriptedDecoder(BiFunction<int[], List<Integer>, float[]> script) {
        this.script = script;
    }

    @Override
    public void start(List<int[]> all) {
        sources = all;
        read = all.stream().map(source -> List.<Integer>of()).toList();
    }

    @Override
    public float[][] step(int[] tokens) {
        if (tokens.length != read.size()) {
            throw new IllegalStateException(
                    tokens.length + " tokens for " + read.size() + " hypotheses: reorder first");
        }
        steps++;
        widest = Math.max(widest, tokens.length);
        var longer = new ArrayList<List<Integer>>();
        var p = new float[tokens.length][];
        for (int b = 0; b < tokens.length; b++) {
            var all = new ArrayList<>(read.get(b));
            all.add(tokens[b]);
            longer.add(all);
            p[b] = script.apply(sources.get(b), all);
        }
        read = longer;
        return p;
    }

    @Override
    public void reorder(int[] from) {
        List<int[]> oldSources = sources;
        List<List<Integer>> old = read;
        sources = Arrays.stream(from).mapToObj(oldSources::get).toList();
        read = Arrays.stream(from).mapToObj(old::get).toList();
    }

    @Override
    public Optional<float[]> attention(int b) {
        return Optional.of(new float[sources.get(b).length]);
    }
}
