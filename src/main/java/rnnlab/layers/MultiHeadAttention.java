package rnnlab.layers;

import java.util.List;
import org.deeplearning4j.nn.conf.layers.samediff.SDVertexParams;

/**
 * {@link Attention} by several heads at once (Vaswani et al. 2017, section 3.2.2, <a
 * href="https://arxiv.org/abs/1706.03762">arXiv:1706.03762</a>). Queries, keys and values are each multiplied with
 * weights of their own; each head takes its share of the units and compares by q · k / √(units / heads); what the heads
 * say, side by side, is multiplied once more.
 *
 * <pre>
 *   q = Wq x_q + bq,   k = Wk x_k + bk,   v = Wv x_v + bv,   y = Wo [o_1; ...; o_heads] + bo
 * </pre>
 *
 * <p>Parameters, in this order: Wq [units][F_q], bq, Wk [units][F_k], bk, Wv [units][F_v], bv, Wo [units][units], bo.
 * Output [B][units][Tq].
 *
 * <pre>{@code .addVertex("attention", new MultiHeadAttention(4, 128).causal(), "x")}</pre>
 */
public final class MultiHeadAttention extends Attention {

    private static final long serialVersionUID = 1;

    /** The letters of the four products, as they follow each other. */
    static final List<String> PRODUCTS = List.of("q", "k", "v", "o");

    private int heads;
    private long units;

    /** For reading a saved network. */
    private MultiHeadAttention() {}

    /** @param units a multiple of {@code heads} */
    public MultiHeadAttention(int heads, long units) {
        if (heads < 1 || units < 1 || units % heads != 0) {
            throw new IllegalArgumentException(
                    "heads " + heads + ", units " + units + ": units must be a multiple of heads, both at least 1");
        }
        this.heads = heads;
        this.units = units;
    }

    /** Hides from each query the keys after its own step. */
    public MultiHeadAttention causal() {
        setCausal(true);
        return this;
    }

    @Override
    public int heads() {
        return heads;
    }

    /** Parts that the units are looked at in. */
    public int getHeads() {
        return heads;
    }

    /** For reading a saved network. */
    public void setHeads(int heads) {
        this.heads = heads;
    }

    /** Numbers of the output at a step. */
    public long getUnits() {
        return units;
    }

    /** For reading a saved network. */
    public void setUnits(long units) {
        this.units = units;
    }

    @Override
    void parameters(SDVertexParams parameters) {
        for (String letter : PRODUCTS) {
            long inputs = letter.equals("q")
                    ? getQueriesIn()
                    : letter.equals("k") ? getKeysIn() : letter.equals("v") ? getValuesIn() : units;
            parameters.addWeightParam("W" + letter, units, inputs);
            parameters.addBiasParam("b" + letter, 1, units);
        }
    }

    @Override
    public long outputSize() {
        return units;
    }

    @Override
    void checkSizes() {}

    @Override
    Attention fresh() {
        return new MultiHeadAttention(heads, units);
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other)
                && heads == ((MultiHeadAttention) other).heads
                && units == ((MultiHeadAttention) other).units;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * super.hashCode() + heads) + Long.hashCode(units);
    }
}
