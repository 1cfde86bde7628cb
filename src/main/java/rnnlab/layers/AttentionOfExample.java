package rnnlab.layers;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Attention for one example, forward and backward, in Deeplearning4j's arrays: plain, and apart from the kernels, so
 * that each can be checked by the other. Matrices are [F][T], a column for each step.
 */
final class AttentionOfExample {

    private final Attention attention;
    private final Map<String, INDArray> parameters;
    private final INDArray queries;
    private final INDArray keys;
    private final INDArray values;
    private final double[] mask;
    private final boolean multiHead;
    private final INDArray q;
    private final INDArray k;
    private final INDArray v;
    /** The heads' outputs under one another. */
    private final INDArray o;

    /** @param mask 1 for a key that may be seen, else 0; null for no mask */
    AttentionOfExample(
            Attention attention,
            Map<String, INDArray> parameters,
            INDArray queries,
            INDArray keys,
            INDArray values,
            double[] mask) {
        this.attention = attention;
        this.parameters = parameters;
        this.queries = queries;
        this.keys = keys;
        this.values = values;
        this.mask = mask;
        this.multiHead = attention instanceof MultiHeadAttention;
        boolean additive = attention instanceof AdditiveAttention;
        q = multiHead ? product("Wq", "bq", queries) : additive ? product("W", "b", queries) : queries;
        k = multiHead
                ? product("Wk", "bk", keys)
                : additive ? parameters.get("U").mmul(keys) : keys;
        v = multiHead ? product("Wv", "bv", values) : values;
        o = Nd4j.create(q.dataType(), v.size(0), q.size(1));
        for (int head = 0; head < attention.heads(); head++) {
            part(o, head).assign(part(v, head).mmul(weights(head).transpose()));
        }
    }

    private INDArray product(String weights, String bias, INDArray x) {
        return parameters
                .get(weights)
                .mmul(x)
                .addColumnVector(parameters.get(bias).transpose());
    }

    /** The rows of one head. */
    private INDArray part(INDArray matrix, int head) {
        long rows = matrix.size(0) / attention.heads();
        return matrix.get(NDArrayIndex.interval(head * rows, (head + 1) * rows), NDArrayIndex.all());
    }

    private double scale() {
        boolean scaled = multiHead || attention instanceof DotAttention dot && dot.isScaled();
        return scaled ? 1 / Math.sqrt((double) q.size(0) / attention.heads()) : 1;
    }

    /** p_ij, [Tq][Tk]. */
    private INDArray weights(int head) {
        INDArray e = scores(head);
        for (int i = 0; i < e.rows(); i++) {
            double[] row = e.getRow(i).toDoubleVector();
            e.getRow(i).assign(Nd4j.createFromArray(softmax(row, i)).castTo(e.dataType()));
        }
        return e;
    }

    private INDArray scores(int head) {
        if (!(attention instanceof AdditiveAttention)) {
            return part(q, head).transpose().mmul(part(k, head)).muli(scale());
        }
        INDArray e = Nd4j.create(q.dataType(), q.size(1), k.size(1));
        for (int i = 0; i < e.rows(); i++) {
            e.getRow(i).assign(parameters.get("w").mmul(tanh(i)).reshape(k.size(1)));
        }
        return e;
    }

    /** tanh(q_i + k_j) for all keys, [units][Tk]. */
    private INDArray tanh(int i) {
        return Transforms.tanh(k.addColumnVector(q.getColumn(i, true)), false);
    }

    private boolean sees(int i, int j) {
        return (mask == null || mask[j] != 0) && !(attention.isCausal() && j > i);
    }

    private double[] softmax(double[] e, int i) {
        double max = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < e.length; j++) {
            max = sees(i, j) ? Math.max(max, e[j]) : max;
        }
        double sum = 0;
        for (int j = 0; j < e.length; j++) {
            e[j] = sees(i, j) ? Math.exp(e[j] - max) : 0;
            sum += e[j];
        }
        for (int j = 0; j < e.length && sum > 0; j++) {
            e[j] /= sum;
        }
        return e;
    }

    /** [units][Tq]. */
    INDArray output() {
        return multiHead ? product("Wo", "bo", o) : o;
    }

    /**
     * The gradients of queries, keys and values; those of the parameters are added.
     *
     * @param dy the gradient of the output
     */
    INDArray[] backward(INDArray dy, Map<String, INDArray> gradients) {
        INDArray dO = multiHead ? back("Wo", "bo", o, dy, gradients) : dy;
        INDArray dq = Nd4j.create(q.dataType(), q.shape());
        INDArray dk = Nd4j.create(q.dataType(), k.shape());
        INDArray dv = Nd4j.create(q.dataType(), v.shape());
        for (int head = 0; head < attention.heads(); head++) {
            INDArray p = weights(head);
            part(dv, head).assign(part(dO, head).mmul(p));
            INDArray dp = part(dO, head).transpose().mmul(part(v, head));
            INDArray de = dp.subColumnVector(dp.mul(p).sum(true, 1)).muli(p);
            if (attention instanceof AdditiveAttention) {
                additive(de, dq, dk, gradients);
            } else {
                part(dq, head).assign(part(k, head).mmul(de.transpose()).muli(scale()));
                part(dk, head).assign(part(q, head).mmul(de).muli(scale()));
            }
        }
        if (multiHead) {
            return new INDArray[] {
                back("Wq", "bq", queries, dq, gradients),
                back("Wk", "bk", keys, dk, gradients),
                back("Wv", "bv", values, dv, gradients)
            };
        }
        if (attention instanceof AdditiveAttention) {
            gradients.get("U").addi(dk.mmul(keys.transpose()));
            return new INDArray[] {
                back("W", "b", queries, dq, gradients),
                parameters.get("U").transpose().mmul(dk),
                dv
            };
        }
        return new INDArray[] {dq, dk, dv};
    }

    private void additive(INDArray de, INDArray dq, INDArray dk, Map<String, INDArray> gradients) {
        for (int i = 0; i < de.rows(); i++) {
            INDArray t = tanh(i);
            INDArray row = de.getRow(i, true);
            gradients.get("w").addi(row.mmul(t.transpose()));
            INDArray outer = parameters.get("w").transpose().mmul(row);
            INDArray da = outer.muli(t.mul(t).rsubi(1));
            dq.getColumn(i, true).assign(da.sum(true, 1));
            dk.addi(da);
        }
    }

    /** The gradient of x in y = W x + b. */
    private INDArray back(String weights, String bias, INDArray x, INDArray dy, Map<String, INDArray> gradients) {
        gradients.get(weights).addi(dy.mmul(x.transpose()));
        gradients.get(bias).addi(dy.sum(true, 1).transpose());
        return parameters.get(weights).transpose().mmul(dy);
    }
}
