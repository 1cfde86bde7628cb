package rnnlab.kernel.doubles;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rnnlab.Golden;
import rnnlab.kernel.Workers;

/** Attention and layer normalisation as PyTorch and Keras compute them, output and gradients, to ten digits. */
class AttentionGoldenTest {
    private static final double EXACT = 1e-10;

    private final Workers workers = new Workers(2);
    private int batch;
    private int paddedBatch;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "attention-dot",
                "attention-scaled",
                "attention-scaled-causal",
                "attention-additive",
                "attention-additive-mask",
                "attention-additive-causal"
            })
    void attention(String name) {
        var golden = sized(name);
        int queries = (int) golden.setting("queries"), keys = (int) golden.setting("keys");
        int units = (int) golden.setting("units"), values = (int) golden.setting("values");
        var score = name.contains("additive")
                ? Attention.Score.ADDITIVE
                : name.contains("scaled") ? Attention.Score.SCALED_DOT : Attention.Score.DOT;
        var capacity = new Capacity(queries, paddedBatch, workers);
        var layer = new Attention(score, 1, golden.setting("causal") == 1, units, values, capacity);
        boolean additive = score == Attention.Score.ADDITIVE;
        layer.load(additive ? Slice.of(golden.doubles("scale")) : Slice.NONE);
        Slice q = columns(golden, "q", queries), k = columns(golden, "k", keys), v = columns(golden, "v", keys);
        double[] mask = golden.has("mask") ? columns(golden, "mask", keys).array() : null;
        layer.queries(q, queries).keys(k, v, keys, 0, mask).forward();
        close(columns(golden, "y", queries).array(), layer.output().array());
        double[] g = new double[layer.parameters()];
        double[] dq = new double[q.array().length], dk = new double[k.array().length];
        double[] dv = new double[v.array().length];
        layer.backward(columns(golden, "dy", queries), Slice.of(g), Slice.of(dq), Slice.of(dk), Slice.of(dv));
        close(columns(golden, "dq", queries).array(), dq);
        close(columns(golden, "dk", keys).array(), dk);
        close(columns(golden, "dv", keys).array(), dv);
        assertArrayEquals(additive ? golden.doubles("dscale") : new double[0], g, EXACT);
    }

    @Test
    void layerNormalisation() {
        var golden = sized("attention-layer-norm");
        int steps = (int) golden.setting("steps"), units = (int) golden.setting("units");
        var layer = new LayerNorm(units, 1e-3, new Capacity(steps, paddedBatch, workers));
        layer.load(Slice.of(joined(golden.doubles("gain"), golden.doubles("bias"))));
        Slice x = columns(golden, "x", steps);
        layer.forward(x, steps);
        close(columns(golden, "y", steps).array(), layer.output().array());
        double[] g = new double[2 * units], dx = new double[x.array().length];
        layer.backward(x, steps, columns(golden, "dy", steps), Slice.of(g), Slice.of(dx));
        close(columns(golden, "dx", steps).array(), dx);
        assertArrayEquals(joined(golden.doubles("dgain"), golden.doubles("dbias")), g, EXACT);
    }

    @Test
    void crossEntropyWithLabelSmoothing() {
        var golden = sized("attention-label-smoothing");
        int steps = (int) golden.setting("steps"), inputs = (int) golden.setting("inputs");
        int classes = (int) golden.setting("classes");
        var layer = new SoftmaxCrossEntropy(inputs, classes, new Capacity(steps, paddedBatch, workers))
                .smoothing(golden.setting("smoothing"));
        layer.load(Slice.of(joined(golden.doubles("W"), golden.doubles("b"))));
        int[] labels = new int[steps * paddedBatch];
        double[] weights = new double[labels.length];
        for (int i = 0; i < steps * batch; i++) {
            int at = i / batch * paddedBatch + i % batch;
            labels[at] = golden.ints("labels")[i % batch * steps + i / batch];
            weights[at] = 1;
        }
        var count = new LossWeights(weights, steps, paddedBatch, 1.0 / (steps * batch));
        Slice x = columns(golden, "x", steps);
        double[] g = new double[layer.parameters()], dx = new double[x.array().length];
        double sum = layer.train(x, labels, count, Slice.of(g), Slice.of(dx));
        assertEquals(golden.setting("loss"), sum / (steps * batch), EXACT);
        assertEquals(golden.setting("loss"), layer.loss(x, labels, count) / (steps * batch), EXACT);
        assertArrayEquals(joined(golden.doubles("dW"), golden.doubles("db")), g, EXACT);
        close(columns(golden, "dx", steps).array(), dx);
    }

    private static double[] joined(double[] first, double[] second) {
        double[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private Golden sized(String name) {
        var golden = Golden.of(name);
        batch = (int) golden.setting("batch");
        paddedBatch = Vectors.pad(batch);
        return golden;
    }

    /** [B][T][F] as [T][F][paddedBatch]. */
    private Slice columns(Golden golden, String name, int steps) {
        double[] from = golden.doubles(name);
        int size = from.length / batch / steps;
        double[] to = new double[steps * size * paddedBatch];
        for (int b = 0; b < batch; b++) {
            for (int i = 0; i < steps * size; i++) {
                to[i * paddedBatch + b] = from[b * steps * size + i];
            }
        }
        return Slice.of(to);
    }

    /** In the columns that are examples. */
    private void close(double[] expected, double[] actual) {
        for (int i = 0; i < actual.length; i++) {
            actual[i] = i % paddedBatch < batch ? actual[i] : 0;
        }
        assertArrayEquals(expected, actual, EXACT);
    }
}
