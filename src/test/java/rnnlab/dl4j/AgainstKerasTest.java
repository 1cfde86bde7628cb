package rnnlab.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import rnnlab.Golden;
import rnnlab.engine.Examples;
import rnnlab.layers.Gru;

/**
 * Where Deeplearning4j lacks a layer or computes it wrongly, Keras says what is right: outputs and gradients of
 * recurrent layers with and without masks, in both directions.
 *
 * <p>Keras was asked for the gradient of sum(y dy) + sum(h dlast). A loss of squares |y - (y_keras - d/2)|² has the
 * gradient d at y = y_keras, so such targets make the engine compute the same.
 */
class AgainstKerasTest {

    static Stream<String> cases() {
        List<String> names = new ArrayList<>();
        for (String layer : List.of("simple-rnn", "lstm", "gru-reset-after", "gru-reset-before")) {
            for (String mask : List.of("-mask-left", "-mask-right", "-mask-holes")) {
                names.add(layer + mask);
            }
            for (String mask : List.of("", "-mask-left", "-mask-right")) {
                names.add("bidirectional-" + layer + mask);
            }
        }
        names.addAll(List.of("lstm", "gru-reset-after", "gru-reset-before"));
        names.addAll(List.of("simple-rnn-tanh", "simple-rnn-relu", "simple-rnn-sigmoid", "simple-rnn-linear"));
        return names.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void outputAndGradient(String name) {
        Golden golden = Golden.of(name);
        boolean both = name.startsWith("bidirectional-");
        int inputs = (int) golden.setting("inputs");
        int units = (int) golden.setting("units");
        Layer layer = layer(name, inputs, units);
        var conf = new NeuralNetConfiguration.Builder()
                .updater(new Sgd(0.1))
                .list()
                .layer(both ? new Bidirectional(Bidirectional.Mode.CONCAT, layer) : layer)
                .layer(new RnnLossLayer.Builder(LossFunction.L2)
                        .activation(Activation.IDENTITY)
                        .build())
                .build();
        var network = new MultiLayerNetwork(conf);
        network.init();
        List<Float> weights = new ArrayList<>();
        for (String side : both ? List.of("forward_", "backward_") : List.of("")) {
            weights.addAll(parameters(golden, side, "", name, units));
        }
        network.setParams(Nd4j.create(array(weights)).reshape(1, weights.size()));

        INDArray x = sequences(golden, "x");
        INDArray y = sequences(golden, "y");
        INDArray slope = sequences(golden, "dy");
        int batch = (int) x.size(0);
        int steps = (int) x.size(2);
        // A bidirectional layer of Keras gives zeros at masked steps, which nothing learns from.
        INDArray counts = both && golden.has("mask")
                ? Nd4j.create(golden.floats("mask")).reshape(batch, steps)
                : Nd4j.ones(batch, steps);
        addLast(golden, slope, counts, units);
        var data = new DataSet(x, y.sub(slope.mul(0.5)));
        if (golden.has("mask")) {
            data.setFeaturesMaskArray(Nd4j.create(golden.floats("mask")).reshape(batch, steps));
        }
        data.setLabelsMaskArray(counts);

        CourseEngine course = CourseEngine.of(network);
        if (!golden.has("mask")) {
            Compare.close(
                    y.dup('c').data().asFloat(), course.output(x).get(0).data().asFloat(), 1e-5, "output");
        }
        float[] gradient = course.gradient(DataSetExamples.of(data), AgainstDeeplearning4jTest.all(batch));
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] *= counts.sumNumber().floatValue();
        }
        List<Float> expected = new ArrayList<>();
        for (String side : both ? List.of("forward_", "backward_") : List.of("")) {
            expected.addAll(parameters(golden, side, "d", name, units));
        }
        Compare.close(array(expected), gradient, 2e-5, "gradient");
    }

    @Test
    void anEmbeddingWithPaddingAnLstmAndASoftmax() {
        Golden golden = Golden.of("embedding-lstm-softmax");
        int vocabulary = (int) golden.setting("vocabulary");
        int inputs = (int) golden.setting("inputs");
        int units = (int) golden.setting("units");
        int classes = (int) golden.setting("classes");
        int batch = (int) golden.setting("batch");
        int steps = (int) golden.setting("steps");
        var conf = new NeuralNetConfiguration.Builder()
                .updater(new Sgd(0.1))
                .list()
                .layer(new EmbeddingSequenceLayer.Builder()
                        .nIn(vocabulary)
                        .nOut(inputs)
                        .inputLength(steps)
                        .build())
                .layer(layer("lstm", inputs, 4))
                .layer(new RnnOutputLayer.Builder(LossFunction.SPARSE_MCXENT)
                        .dataFormat(RNNFormat.NCW)
                        .nIn(4)
                        .nOut(classes)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build();
        var network = new MultiLayerNetwork(conf);
        network.init();
        List<Float> weights = all(golden, "", vocabulary, inputs, classes);
        network.setParams(Nd4j.create(array(weights)).reshape(1, weights.size()));
        INDArray tokens = Nd4j.create(golden.floats("tokens")).reshape(batch, steps);
        INDArray labels = Nd4j.create(golden.floats("labels")).reshape(batch, 1, steps);
        INDArray mask = Nd4j.create(golden.floats("mask")).reshape(batch, steps);
        CourseEngine course = CourseEngine.of(network);
        Examples data = DataSetExamples.of(new DataSet(tokens, labels, mask, null));
        int[] rows = AgainstDeeplearning4jTest.all(batch);
        assertEquals(golden.setting("loss"), course.loss(data, rows), 1e-5);
        Compare.close(
                array(all(golden, "d", vocabulary, inputs, classes)), course.gradient(data, rows), 2e-5, "gradient");
    }

    private static List<Float> all(Golden golden, String prefix, int vocabulary, int inputs, int classes) {
        List<Float> all = new ArrayList<>(matrix(golden.floats(prefix + "table"), vocabulary, inputs, new int[] {0}));
        all.addAll(parameters(golden, "", prefix, "lstm", 4));
        all.addAll(matrix(golden.floats(prefix + "dense_kernel"), 4, classes, new int[] {0}));
        all.addAll(matrix(golden.floats(prefix + "dense_bias"), 1, classes, new int[] {0}));
        return all;
    }

    private static Layer layer(String name, int inputs, int units) {
        if (name.contains("gru")) {
            return new Gru.Builder()
                    .nIn(inputs)
                    .nOut(units)
                    .resetAfter(name.contains("after"))
                    .build();
        }
        if (name.contains("lstm")) {
            return new LSTM.Builder()
                    .nIn(inputs)
                    .nOut(units)
                    .activation(Activation.TANH)
                    .build();
        }
        Activation activation = name.contains("relu")
                ? Activation.RELU
                : name.contains("sigmoid")
                        ? Activation.SIGMOID
                        : name.contains("linear") ? Activation.IDENTITY : Activation.TANH;
        return new SimpleRnn.Builder()
                .nIn(inputs)
                .nOut(units)
                .activation(activation)
                .build();
    }

    /**
     * Keras's arrays in the order of Deeplearning4j's vector: columns together, LSTM gates g, f, o, i instead of i, f,
     * g, o.
     */
    private static List<Float> parameters(Golden golden, String side, String prefix, String name, int units) {
        int[] gates = name.contains("lstm")
                ? new int[] {2, 1, 3, 0}
                : name.contains("gru") ? new int[] {0, 1, 2} : new int[] {0};
        List<Float> all = new ArrayList<>();
        for (String array : List.of("kernel", "recurrent", "bias")) {
            String key = prefix + side + array;
            if (!golden.has(key)) {
                key = side + prefix + array;
            }
            float[] values = golden.floats(key);
            int columns = units * gates.length;
            int rows = values.length / columns;
            if (array.equals("bias")) {
                for (int row = 0; row < rows; row++) {
                    float[] bias = java.util.Arrays.copyOfRange(values, row * columns, (row + 1) * columns);
                    all.addAll(matrix(bias, 1, columns, gates));
                }
            } else {
                all.addAll(matrix(values, rows, columns, gates));
            }
        }
        return all;
    }

    /** A matrix [rows][columns] column by column, its blocks of columns in the order {@code gates}. */
    private static List<Float> matrix(float[] values, int rows, int columns, int[] gates) {
        List<Float> all = new ArrayList<>();
        int block = columns / gates.length;
        for (int gate : gates) {
            for (int column = gate * block; column < (gate + 1) * block; column++) {
                for (int row = 0; row < rows; row++) {
                    all.add(values[row * columns + column]);
                }
            }
        }
        return all;
    }

    /**
     * The slope of the last state belongs to the output of the last step; for the half that reads backwards, of the
     * first.
     */
    private static void addLast(Golden golden, INDArray slope, INDArray counts, int units) {
        float[] last = golden.floats("dlast");
        int width = (int) slope.size(1);
        int steps = (int) slope.size(2);
        for (int b = 0; b < slope.size(0); b++) {
            for (int j = 0; j < width; j++) {
                int t = j < units ? steps - 1 : 0;
                while (t >= 0 && t < steps && counts.getDouble(b, t) == 0) {
                    t += j < units ? -1 : 1;
                }
                if (t >= 0 && t < steps) {
                    slope.putScalar(new long[] {b, j, t}, slope.getDouble(b, j, t) + last[b * width + j]);
                }
            }
        }
    }

    /** [B][T][F] as [B][F][T]. */
    private static INDArray sequences(Golden golden, String name) {
        int[] shape = golden.shape(name);
        return Nd4j.create(golden.floats(name))
                .reshape(shape[0], shape[1], shape[2])
                .permute(0, 2, 1)
                .dup('c');
    }

    private static float[] array(List<Float> list) {
        float[] array = new float[list.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = list.get(i);
        }
        return array;
    }
}
