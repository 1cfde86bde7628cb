package rnnlab.kernel;

import static rnnlab.kernel.AttentionScratch.clear;

/**
 * e_ij = q_i · k_j, times a factor: 1 (Luong et al. 2015) or 1/√d for heads of d numbers (Vaswani et al. 2017).
 *
 * @param size d, rounded up to whole tiles
 */
record DotScore(float queryFactor, int size) implements AttentionScore {

    @Override
    public void forward(int head, int rows, int keys, AttentionScratch s) {
        clear(s.p, rows);
        LaneProducts.add(rows, keys, size, s.q, s.k.transposed(), s.p);
    }

    @Override
    public void backward(int head, int rows, int keys, AttentionScratch s, int task) {
        clear(s.dq, rows);
        LaneProducts.add(rows, size, keys, s.dp, s.k, s.dq);
        LaneProducts.add(keys, size, rows, s.dp.transposed(), s.q, s.dk);
    }
}
