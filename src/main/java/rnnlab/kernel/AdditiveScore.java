package rnnlab.kernel;

import static rnnlab.kernel.Vectors.SPECIES;
import static rnnlab.kernel.Vectors.WIDTH;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * e_ij = sum over u of w_u tanh(q_iu + k_ju), with q and k already products with weights of their own (Bahdanau et al.
 * 2015). The parameters w [heads][d] are the layer's only ones.
 */
final class AdditiveScore implements AttentionScore {
    private final int size;
    /** The gradient of w, a vector for each number of each task; [task][d][vector]. */
    private final float[] dw;

    private Slice w;

    /** @param size d, the numbers of a head */
    AdditiveScore(int size, int tasks) {
        this.size = size;
        this.dw = new float[tasks * size * WIDTH];
    }

    @Override
    public float queryFactor() {
        return 1;
    }

    @Override
    public void load(Slice parameters) {
        w = parameters;
    }

    @Override
    public void forward(int head, int rows, int keys, AttentionScratch s) {
        float[] q = s.q.array(), k = s.k.array(), p = s.p.array(), weights = w.array();
        int wAt = w.at() + head * size;
        for (int i = 0; i < rows; i++) {
            int qRow = s.q.at() + i * s.q.row();
            for (int j = 0; j < keys; j++) {
                int kRow = s.k.at() + j * s.k.row();
                var sum = FloatVector.zero(SPECIES);
                for (int u = 0; u < size; u++) {
                    var a = FloatVector.fromArray(SPECIES, q, qRow + u * WIDTH)
                            .add(FloatVector.fromArray(SPECIES, k, kRow + u * WIDTH));
                    sum = Elementary.tanh(a).fma(FloatVector.broadcast(SPECIES, weights[wAt + u]), sum);
                }
                FloatVector.zero(SPECIES).add(sum).intoArray(p, s.p.at() + i * s.p.row() + j * WIDTH);
            }
        }
    }

    @Override
    public void backward(int head, int rows, int keys, AttentionScratch s, int task) {
        float[] q = s.q.array(), k = s.k.array(), dp = s.dp.array(), dq = s.dq.array(), dk = s.dk.array();
        for (int i = 0; i < rows; i++) {
            int scores = s.dp.at() + i * s.dp.row();
            for (int u = 0; u < size; u++) {
                var qiu = FloatVector.fromArray(SPECIES, q, s.q.at() + i * s.q.row() + u * WIDTH);
                var wu = FloatVector.broadcast(SPECIES, w.array()[w.at() + head * size + u]);
                int dwAt = (task * size + u) * WIDTH;
                var dqSum = FloatVector.zero(SPECIES);
                var dwSum = FloatVector.fromArray(SPECIES, dw, dwAt);
                for (int j = 0; j < keys; j++) {
                    int at = s.k.at() + j * s.k.row() + u * WIDTH;
                    var t = Elementary.tanh(
                            FloatVector.fromArray(SPECIES, k, at).add(qiu));
                    var de = FloatVector.fromArray(SPECIES, dp, scores + j * WIDTH);
                    // The slope of tanh is 1 - tanh².
                    var g = de.mul(wu);
                    var da = g.sub(g.mul(t).mul(t));
                    dqSum = da.add(dqSum);
                    dwSum = de.fma(t, dwSum);
                    FloatVector.fromArray(SPECIES, dk, at).add(da).intoArray(dk, at);
                }
                FloatVector.zero(SPECIES).add(dqSum).intoArray(dq, s.dq.at() + i * s.dq.row() + u * WIDTH);
                FloatVector.zero(SPECIES).add(dwSum).intoArray(dw, dwAt);
            }
        }
    }

    @Override
    public void flush(int tasksPerHead, Slice gradients) {
        float[] g = gradients.array();
        for (int task = 0; task < dw.length / (size * WIDTH); task++) {
            int at = gradients.at() + task / tasksPerHead * size;
            for (int u = 0; u < size; u++) {
                g[at + u] += Vectors.sum(dw, (task * size + u) * WIDTH);
            }
        }
        Arrays.fill(dw, 0f);
    }
}
