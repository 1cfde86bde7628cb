package rnnlab.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GravesLSTM;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import rnnlab.engine.Examples;
import rnnlab.engine.Stream;
import rnnlab.kernel.Workers;
import rnnlab.layers.Gru;
import rnnlab.layers.LastStepOfBoth;

/** What an engine promises besides right numbers. */
class CourseEngineTest {

    @TempDir
    Path folder;

    private final DataSet data = new DataSet(Nd4j.rand(37, 3, 9).muli(2).subi(1), Nd4j.rand(37, 2, 9));

    @Test
    void oneTwoAndFiveThreadsGiveTheSameBits() {
        float[] one = trained(1);
        assertArrayEquals(one, trained(2));
        assertArrayEquals(one, trained(5));
    }

    private float[] trained(int threads) {
        MultiLayerNetwork network = mixed(0.8);
        try (var workers = new Workers(threads)) {
            CourseEngine course = CourseEngine.of(network, workers);
            course.seed(3);
            epochs(course, 4);
        }
        return network.params().toFloatVector();
    }

    @Test
    void dropoutIsDecidedByTheSeed() {
        List<float[]> all = new ArrayList<>();
        for (long seed : new long[] {3, 3, 4}) {
            MultiLayerNetwork network = mixed(0.8);
            CourseEngine course = CourseEngine.of(network);
            course.seed(seed);
            epochs(course, 1);
            all.add(network.params().toFloatVector());
        }
        assertArrayEquals(all.get(0), all.get(1));
        assertFalse(java.util.Arrays.equals(all.get(0), all.get(2)));
    }

    @Test
    void aSavedNetworkGivesTheSameOutputElsewhereAndLearnsOnAsIfNothingHadHappened() throws IOException {
        MultiLayerNetwork whole = mixed(0.8);
        epochs(CourseEngine.of(whole), 4);
        MultiLayerNetwork half = mixed(0.8);
        epochs(CourseEngine.of(half), 2);
        Path file = folder.resolve("network.zip");
        ModelSerializer.writeModel(half, file.toFile(), true);
        MultiLayerNetwork loaded = ModelSerializer.restoreMultiLayerNetwork(file.toFile(), true);
        INDArray x = data.getFeatures();
        assertTrue(
                loaded.output(x).equalsWithEps(CourseEngine.of(half).output(x).get(0), 1e-5));
        assertEquals(half.getIterationCount(), loaded.getIterationCount());
        assertEquals(2, loaded.getEpochCount());

        epochs(CourseEngine.of(loaded), 2);
        assertArrayEquals(whole.params().toFloatVector(), loaded.params().toFloatVector());
        assertArrayEquals(
                whole.getUpdater().getStateViewArray().toFloatVector(),
                loaded.getUpdater().getStateViewArray().toFloatVector());
    }

    @Test
    void listenersOfTheNetworkSeeTheParametersOfTheirStep() {
        MultiLayerNetwork network = mixed(1);
        List<Double> scores = new ArrayList<>();
        network.setListeners(new BaseTrainingListener() {
            @Override
            public void iterationDone(Model model, int iteration, int epoch) {
                scores.add(CourseEngine.of(model).loss(DataSetExamples.of(data), batch(0, 37)));
            }
        });
        CourseEngine course = CourseEngine.of(network);
        Examples examples = DataSetExamples.of(data);
        for (int i = 0; i < 3; i++) {
            course.train(examples, batch(0, 37));
            assertEquals(course.loss(examples, batch(0, 37)), scores.get(i), 1e-7);
        }
        assertTrue(scores.get(2) < scores.get(0));
    }

    @Test
    @SuppressWarnings("deprecation") // no other recurrent layer of Deeplearning4j is unknown to the engine
    void aNetworkWithAnUnknownLayerIsTrainedByDeeplearning4jAndOneLineNamesTheLayer() {
        var network = network(new NeuralNetConfiguration.Builder()
                .updater(new Sgd(0.1))
                .list()
                .layer(new GravesLSTM.Builder()
                        .name("old")
                        .nIn(3)
                        .nOut(4)
                        .activation(Activation.TANH)
                        .build())
                .layer(output(4)));
        Engine engine = Engine.of(network);
        String line = engine.notice().orElseThrow();
        assertTrue(line.contains("layer \"old\" (GravesLSTM)") && !line.contains("\n"), line);
        double before = engine.train(DataSetExamples.of(data), batch(0, 37));
        for (int i = 0; i < 5; i++) {
            engine.train(DataSetExamples.of(data), batch(0, 37));
        }
        assertTrue(engine.loss(DataSetExamples.of(data), batch(0, 37)) < before);
        assertEquals(Engine.of(mixed(1)).notice(), java.util.Optional.empty());
    }

    @Test
    void theLastStepOfBothHalvesOfABidirectionalLayerIsDeeplearning4jsOwn() {
        var network = network(new NeuralNetConfiguration.Builder()
                .seed(2)
                .updater(new Sgd(0.5))
                .list()
                .layer(new LastStepOfBoth(new Bidirectional(lstm(3, 4))))
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(8)
                        .nOut(2)
                        .activation(Activation.IDENTITY)
                        .build()));
        INDArray x = data.getFeatures();
        INDArray y = data.getLabels()
                .get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(0))
                .dup();
        MultiLayerNetwork theirs = network.clone();
        INDArray start = network.params().dup();
        CourseEngine course = CourseEngine.of(network);
        Compare.close(
                network.output(x).dup('c').data().asFloat(),
                course.output(x).get(0).data().asFloat(),
                1e-5,
                "output");
        for (int i = 0; i < 10; i++) {
            course.train(DataSetExamples.of(new DataSet(x, y)), batch(0, 37));
            theirs.fit(x, y);
        }
        course.writeBack();
        Compare.close(
                theirs.params().sub(start).toFloatVector(),
                network.params().sub(start).toFloatVector(),
                1e-4,
                "change of parameters");
    }

    @Test
    void theOutputOfPaddedSequencesIsDeeplearning4jsOwn() {
        var network = network(new NeuralNetConfiguration.Builder()
                .seed(2)
                .list()
                .layer(new LastTimeStep(lstm(3, 4)))
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(4)
                        .nOut(2)
                        .activation(Activation.IDENTITY)
                        .build()));
        INDArray x = data.getFeatures();
        INDArray mask = Nd4j.ones(x.size(0), x.size(2));
        for (int n = 0; n < x.size(0); n++) {
            for (int t = 1 + n % (int) x.size(2); t < x.size(2); t++) {
                mask.putScalar(n, t, 0);
            }
        }
        float[] expected = network.output(x, false, mask, null).dup('c').data().asFloat();
        var padded = DataSetExamples.of(new DataSet(x, Nd4j.zeros(x.size(0), 2), mask, null));
        Compare.close(
                expected, CourseEngine.of(network).output(padded).get(0).data().asFloat(), 1e-5, "output");
        var slow = new OwnFitEngine(network, "this test wants it");
        Compare.close(expected, slow.output(padded).get(0).dup('c').data().asFloat(), 1e-6, "Deeplearning4j's");
    }

    @Test
    void aBidirectionalNetworkIsNotReadStepByStep() {
        var network = network(new NeuralNetConfiguration.Builder()
                .list()
                .layer(new Bidirectional(lstm(3, 4)))
                .layer(output(8)));
        var engines = List.of(CourseEngine.of(network), new OwnFitEngine(network, "this test wants it"));
        for (Engine engine : engines) {
            var e = assertThrows(UnsupportedOperationException.class, engine::stream);
            assertTrue(e.getMessage().contains("bidirectional"), e.getMessage());
        }
    }

    @Test
    void aStreamReadsWithTheParametersOfEachStepWhateverReadsIt() {
        float[] x = {0.3f, -0.2f, 0.5f};
        int[] all = {0, 1};
        var data = DataSetExamples.of(new DataSet(Nd4j.rand(2, 3, 4), Nd4j.rand(2, 2, 4)));
        for (String reader : List.of("cells", "a graph", "Deeplearning4j")) {
            MultiLayerNetwork network = network(new NeuralNetConfiguration.Builder()
                    .seed(1)
                    .updater(new Sgd(0.5))
                    .list()
                    .layer(new DenseLayer.Builder()
                            .nIn(3)
                            .nOut(4)
                            .hasBias(!reader.equals("a graph"))
                            .build())
                    .layer(output(4)));
            Engine engine = reader.equals("Deeplearning4j")
                    ? new OwnFitEngine(network, "this test wants it")
                    : CourseEngine.of(network);
            Stream stream = engine.stream();
            float[] before = stream.next(x);
            engine.train(data, all);
            float[] after = stream.next(x);
            INDArray whole =
                    engine.output(Nd4j.create(x, new long[] {1, 3, 1}, 'c')).get(0);
            Compare.close(whole.dup('c').data().asFloat(), after, 1e-6, reader);
            assertTrue(Math.abs(before[0] - after[0]) > 1e-3, reader + ": training changes the prediction");
        }
    }

    @Test
    void aStreamGivesStepByStepWhatTheNetworkGivesForTheWholeSequence() {
        MultiLayerNetwork network = mixed(1);
        CourseEngine course = CourseEngine.of(network);
        INDArray whole = network.output(data.getFeatures());
        Stream stream = course.stream();
        for (int example = 0; example < 2; example++) {
            stream.reset();
            for (int t = 0; t < 9; t++) {
                float[] y = stream.next(column(data.getFeatures(), example, t));
                assertArrayEquals(column(whole, example, t), y, 1e-5f);
            }
        }
    }

    @Test
    void streamsOfSeveralSequencesCanBeReordered() {
        var network = network(new NeuralNetConfiguration.Builder()
                .seed(2)
                .updater(new Sgd(0.1))
                .list()
                .layer(lstm(5, 6))
                .layer(new Gru.Builder().nIn(6).nOut(4).build())
                .layer(output(4)));
        Stream beams = CourseEngine.of(network).stream();
        beams.next(new int[] {1, 2, 3});
        beams.reorder(new int[] {2, 2, 0});
        float[][] y = beams.next(new int[] {4, 0, 4});
        Stream alone = CourseEngine.of(network).stream();
        alone.next(3);
        assertArrayEquals(alone.next(4), y[0], 1e-6f);
        alone.reset();
        alone.next(1);
        assertArrayEquals(alone.next(4), y[2], 1e-6f);
    }

    @Test
    void truncatedBackPropagationCarriesTheStateAndStopsTheGradient() {
        // One step of plain gradient descent on pieces of 4 steps; back length 2.
        MultiLayerNetwork network = truncated(4, 2);
        MultiLayerNetwork reference = truncated(4, 2);
        CourseEngine course = CourseEngine.of(network);
        double loss = course.train(DataSetExamples.of(data), batch(0, 37));
        course.writeBack();
        assertEquals(3, network.getIterationCount());

        // The same by central differences: the parameters that act before the cut are those of a frozen copy.
        double sum = 0;
        INDArray w = reference.params();
        INDArray start = w.dup();
        for (int from = 0; from < 9; from += 4) {
            int to = Math.min(9, from + 4);
            int cut = Math.max(from, to - 2);
            INDArray frozen = w.dup();
            float[] gradient = new float[(int) w.length()];
            for (int i = 0; i < gradient.length; i++) {
                double[] sides = new double[2];
                for (int side = 0; side < 2; side++) {
                    INDArray moved = frozen.dup();
                    moved.putScalar(i, frozen.getFloat(i) + (side == 0 ? 0.01f : -0.01f));
                    sides[side] = pieceLoss(frozen, moved, from, cut, to);
                }
                gradient[i] = (float) ((sides[0] - sides[1]) / 0.02);
            }
            sum += pieceLoss(frozen, frozen, from, cut, to) * (to - from);
            w.subi(Nd4j.create(gradient).reshape(w.shape()).mul(0.5));
            starts.add(frozen);
        }
        assertEquals(sum / 9, loss, 1e-5);
        Compare.close(
                w.sub(start).toFloatVector(),
                network.params().sub(start).toFloatVector(),
                2e-3,
                "change of parameters");
    }

    /** The parameters at each piece so far. */
    private final List<INDArray> starts = new ArrayList<>();

    /**
     * The mean loss of steps [from, to) when the recurrent layer has the parameters {@code frozen} up to {@code cut}
     * and {@code moved} from there; the output layer has {@code moved} at all steps.
     */
    private double pieceLoss(INDArray frozen, INDArray moved, int from, int cut, int to) {
        double sum = 0;
        for (int b = 0; b < 37; b++) {
            double[] h = new double[2];
            for (int t = 0; t < to; t++) {
                INDArray w = t >= cut ? moved : t >= from ? frozen : starts.get(t / 4);
                double[] next = new double[2];
                for (int j = 0; j < 2; j++) {
                    double z = w.getDouble(10 + j);
                    for (int k = 0; k < 3; k++) {
                        z += w.getDouble(j * 3 + k) * data.getFeatures().getDouble(b, k, t);
                    }
                    for (int k = 0; k < 2; k++) {
                        z += w.getDouble(6 + j * 2 + k) * h[k];
                    }
                    next[j] = Math.tanh(z);
                }
                h = next;
                if (t >= from) {
                    for (int j = 0; j < 2; j++) {
                        double y = moved.getDouble(16 + j)
                                + moved.getDouble(12 + j * 2) * h[0]
                                + moved.getDouble(13 + j * 2) * h[1];
                        sum += Math.pow(y - data.getLabels().getDouble(b, j, t), 2) / 2;
                    }
                }
            }
        }
        return sum / 37 / (to - from);
    }

    private static MultiLayerNetwork truncated(int forward, int backward) {
        var conf = new NeuralNetConfiguration.Builder()
                .seed(9)
                .updater(new Sgd(0.5))
                .list()
                .layer(new SimpleRnn.Builder()
                        .nIn(3)
                        .nOut(2)
                        .activation(Activation.TANH)
                        .build())
                .layer(output(2))
                .backpropType(BackpropType.TruncatedBPTT)
                .tBPTTForwardLength(forward)
                .tBPTTBackwardLength(backward)
                .build();
        var network = new MultiLayerNetwork(conf);
        network.init();
        return network;
    }

    @Test
    void trainingInterruptedInTheMiddleOfASequenceKeepsWhatItHasLearnt() throws IOException {
        MultiLayerNetwork network = truncated(4, 4);
        CourseEngine course = CourseEngine.of(network);
        Thread.currentThread().interrupt();
        course.train(DataSetExamples.of(data), batch(0, 37));
        assertTrue(Thread.interrupted());
        course.writeBack();
        assertEquals(1, network.getIterationCount());

        MultiLayerNetwork firstPiece = truncated(4, 4);
        CourseEngine reference = CourseEngine.of(firstPiece);
        reference.train(part(0, 4), batch(0, 37));
        reference.writeBack();
        assertArrayEquals(firstPiece.params().toFloatVector(), network.params().toFloatVector());
        assertFalse(firstPiece.params().equals(truncated(4, 4).params()));

        Path file = folder.resolve("network.zip");
        ModelSerializer.writeModel(network, file.toFile(), true);
        MultiLayerNetwork loaded = ModelSerializer.restoreMultiLayerNetwork(file.toFile(), true);
        INDArray x = data.getFeatures();
        Compare.close(
                loaded.output(x).dup('c').data().asFloat(),
                CourseEngine.of(network).output(x).get(0).data().asFloat(),
                1e-5,
                "output");
    }

    @Test
    void statefulBatchesContinueTheSequencesOfTheBatchBefore() {
        // Without learning (rate 0), the loss of two halves read on is that of the whole.
        var network = network(new NeuralNetConfiguration.Builder()
                .seed(2)
                .updater(new Sgd(0))
                .list()
                .layer(lstm(3, 4))
                .layer(output(4)));
        CourseEngine course = CourseEngine.of(network);
        double whole = course.loss(DataSetExamples.of(data), batch(0, 37));
        var first = new Examples[] {part(0, 5), part(5, 9)};
        course.stateful(true);
        for (int twice = 0; twice < 2; twice++) {
            double sum = 5 * course.train(first[0], batch(0, 37)) + 4 * course.train(first[1], batch(0, 37));
            assertEquals(whole, sum / 9, 1e-6);
            course.resetState();
        }
    }

    private Examples part(int from, int to) {
        var part = NDArrayIndex.interval(from, to);
        return DataSetExamples.of(new DataSet(
                data.getFeatures().get(NDArrayIndex.all(), NDArrayIndex.all(), part),
                data.getLabels().get(NDArrayIndex.all(), NDArrayIndex.all(), part)));
    }

    private static float[] column(INDArray array, int example, int step) {
        float[] column = new float[(int) array.size(1)];
        for (int i = 0; i < column.length; i++) {
            column[i] = array.getFloat(example, i, step);
        }
        return column;
    }

    private void epochs(CourseEngine course, int count) {
        Examples examples = DataSetExamples.of(data);
        for (int epoch = 0; epoch < count; epoch++) {
            for (int from = 0; from < 37; from += 16) {
                course.train(examples, batch(from, Math.min(37, from + 16)));
            }
            course.endEpoch();
        }
    }

    static int[] batch(int from, int to) {
        return java.util.stream.IntStream.range(from, to).toArray();
    }

    /** SimpleRnn, LSTM and GRU in a row. */
    private static MultiLayerNetwork mixed(double keep) {
        return network(new NeuralNetConfiguration.Builder()
                .seed(7)
                .updater(new Adam(0.01))
                .dropOut(keep)
                .list()
                .layer(new SimpleRnn.Builder()
                        .nIn(3)
                        .nOut(33)
                        .activation(Activation.TANH)
                        .build())
                .layer(lstm(33, 17))
                .layer(new Gru.Builder().nIn(17).nOut(5).build())
                .layer(output(5)));
    }

    private static LSTM lstm(int in, int out) {
        return new LSTM.Builder().nIn(in).nOut(out).activation(Activation.TANH).build();
    }

    private static RnnOutputLayer output(int in) {
        return new RnnOutputLayer.Builder(LossFunction.MSE)
                .nIn(in)
                .nOut(2)
                .activation(Activation.IDENTITY)
                .build();
    }

    private static MultiLayerNetwork network(NeuralNetConfiguration.ListBuilder layers) {
        var conf = layers.build();
        long inputs = ((org.deeplearning4j.nn.conf.layers.FeedForwardLayer)
                        InputReader.innermost(conf.getConf(0).getLayer()))
                .getNIn();
        layers.setInputType(InputType.recurrent(inputs));
        var network = new MultiLayerNetwork(layers.build());
        network.init();
        return network;
    }
}
