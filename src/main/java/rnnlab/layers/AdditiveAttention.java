package rnnlab.layers;

import org.deeplearning4j.nn.conf.layers.samediff.SDVertexParams;

/**
 * {@link Attention} by a small network, e_ij = w · tanh(W q_i + b + U k_j) (Bahdanau, Cho, Bengio 2015, <a
 * href="https://arxiv.org/abs/1409.0473">arXiv:1409.0473</a>). Parameters: W [units][F_q], b [units], U [units][F_k], w
 * [1][units]. Output [B][size of the values][Tq].
 *
 * <pre>{@code .addVertex("context", new AdditiveAttention(64), "decoder", "encoder")}</pre>
 */
public final class AdditiveAttention extends Attention {

    private static final long serialVersionUID = 1;

    /** Weights of the queries, [units][F_q]. */
    public static final String W = "W";
    /** Bias, [1][units]. */
    public static final String B = "b";
    /** Weights of the keys, [units][F_k]. */
    public static final String U = "U";
    /** Weights of the score, [1][units]. */
    public static final String SCORE = "w";

    private long units;

    /** For reading a saved network. */
    private AdditiveAttention() {}

    /** @param units of the small network */
    public AdditiveAttention(long units) {
        if (units < 1) {
            throw new IllegalArgumentException("units: " + units + " is not allowed; at least 1");
        }
        this.units = units;
    }

    /** Hides from each query the keys after its own step. */
    public AdditiveAttention causal() {
        setCausal(true);
        return this;
    }

    /** Units of the small network. */
    public long getUnits() {
        return units;
    }

    /** For reading a saved network. */
    public void setUnits(long units) {
        this.units = units;
    }

    @Override
    void parameters(SDVertexParams parameters) {
        parameters.addWeightParam(W, units, getQueriesIn());
        parameters.addBiasParam(B, 1, units);
        parameters.addWeightParam(U, units, getKeysIn());
        parameters.addWeightParam(SCORE, 1, units);
    }

    @Override
    public long outputSize() {
        return getValuesIn();
    }

    @Override
    void checkSizes() {}

    @Override
    Attention fresh() {
        return new AdditiveAttention(units);
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other) && units == ((AdditiveAttention) other).units;
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + Long.hashCode(units);
    }
}
