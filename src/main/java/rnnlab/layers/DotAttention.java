package rnnlab.layers;

import org.deeplearning4j.nn.conf.layers.samediff.SDVertexParams;

/**
 * {@link Attention} by the product of query and key, without parameters: e_ij = q_i · k_j (Luong et al. 2015, <a
 * href="https://arxiv.org/abs/1508.04025">arXiv:1508.04025</a>), or scaled, e_ij = q_i · k_j / √F. Queries and keys
 * have F numbers a step. Output [B][size of the values][Tq].
 *
 * <pre>{@code .addVertex("context", new DotAttention(), "decoder", "encoder")}</pre>
 */
public final class DotAttention extends Attention {

    private static final long serialVersionUID = 1;

    private boolean scaled;

    /** Attention without scale. */
    public DotAttention() {}

    /** Divides the scores by √F. */
    public DotAttention scaled() {
        scaled = true;
        return this;
    }

    /** Hides from each query the keys after its own step. */
    public DotAttention causal() {
        setCausal(true);
        return this;
    }

    /** Whether the scores are divided by √F. */
    public boolean isScaled() {
        return scaled;
    }

    /** For reading a saved network. */
    public void setScaled(boolean scaled) {
        this.scaled = scaled;
    }

    @Override
    void parameters(SDVertexParams parameters) {}

    @Override
    public long outputSize() {
        return getValuesIn();
    }

    @Override
    void checkSizes() {
        if (getQueriesIn() != getKeysIn()) {
            throw new IllegalStateException(words() + ": queries have " + getQueriesIn() + " numbers a step, keys "
                    + getKeysIn() + "; they must be equal, or use AdditiveAttention or MultiHeadAttention");
        }
    }

    @Override
    Attention fresh() {
        var copy = new DotAttention();
        copy.scaled = scaled;
        return copy;
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other) && scaled == ((DotAttention) other).scaled;
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + Boolean.hashCode(scaled);
    }
}
