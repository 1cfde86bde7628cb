package rnnlab.generation;

import java.util.Arrays;

/** A model whose next token depends on the last one alone: what comes out can be computed by hand. */
final class MarkovChain implements NextToken {

    private final float[][] table;
    private int[] last = new int[0];
    int reads;

    /** @param table [last token][next token] */
    MarkovChain(float[][] table) {
        this.table = table;
    }

    @Override
    public float[][] read(int... tokens) {
        reads++;
        if (last.length > 0 && last.length != tokens.length) {
            throw new IllegalStateException("reorder first");
        }
        last = tokens.clone();
        return Arrays.stream(tokens).mapToObj(t -> table[t].clone()).toArray(float[][]::new);
    }

    @Override
    public void reorder(int... from) {
        int[] old = last;
        last = Arrays.stream(from).map(i -> old[i]).toArray();
    }

    @Override
    public void reset() {
        last = new int[0];
    }
}
