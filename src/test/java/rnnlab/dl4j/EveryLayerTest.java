package rnnlab.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rnnlab.dl4j.SequenceLayers.STEPS;
import static rnnlab.dl4j.SmallNetworks.lstm;
import static rnnlab.dl4j.SmallNetworks.numbers;
import static rnnlab.dl4j.SmallNetworks.numbersAfterTheLastStep;
import static rnnlab.dl4j.SmallNetworks.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import rnnlab.engine.Examples;

/**
 * A network that Deeplearning4j trains is trained here: by the engine with the same numbers, or by Deeplearning4j
 * with a line that says so. What Deeplearning4j refuses is refused with a sentence, or trained.
 *
 * <p>Each kind of layer comes at another place of another kind of network in each run; the message names the seed.
 */
class EveryLayerTest {

    private static final int N = 4;
    private static final int[] ALL = {0, 1, 2, 3};

    /** For each network that both trained whether the engine did. */
    private static final List<Boolean> trained = new ArrayList<>();

    @AfterAll
    static void mostKindsWereTrainedAndManyByTheEngine() {
        long plans = trained.stream().filter(course -> course).count();
        assertTrue(trained.size() > 90 && plans > 35, trained.size() + " trained, " + plans + " by the engine");
    }

    static Stream<SequenceLayers.Kind> kinds() {
        return SequenceLayers.all().stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void isTrainedAsDeeplearning4jTrainsItOrRefusedWithASentence(SequenceLayers.Kind kind) {
        long seed = System.nanoTime();
        var random = new Random(seed);
        boolean graph = random.nextBoolean();
        boolean indices = kind.name().startsWith("Embedding");
        boolean first = indices || random.nextBoolean();
        boolean dense = random.nextBoolean();
        String what = kind + (graph ? " in a graph" : " in a row") + (first ? ", first" : ", after an LSTM")
                + (dense ? ", before a dense layer" : "") + ", seed " + seed;
        Supplier<List<Layer>> layers = () -> row(kind, first, dense);
        Model stock = built(graph, layers.get());
        Model ours = built(graph, layers.get());
        // Small numbers: a recurrent layer that cubes its sums soon leaves what can be counted with.
        INDArray x = indices ? indices(random) : random(seed, N, 3, STEPS).muli(0.3);
        compare(what, kind, stock, ours, x, seed);
    }

    @Test
    void aDropoutLayerThatComesFirstIsKnownToTheEngine() {
        for (boolean graph : new boolean[] {false, true}) {
            Engine engine = Engine.of(built(graph, List.of(new DropoutLayer(0.5), lstm(3), numbers(2))));
            assertEquals(Optional.empty(), engine.notice());
            INDArray x = random(1, N, 3, STEPS);
            engine.train(DataSetExamples.of(new DataSet(x, random(2, N, 2, STEPS))), ALL);
            float[] y = engine.stream().next(x.getFloat(0, 0, 0), x.getFloat(0, 1, 0), x.getFloat(0, 2, 0));
            assertEquals(engine.output(x).get(0).getFloat(0, 1, 0), y[1], 1e-5f);
        }
    }

    private static List<Layer> row(SequenceLayers.Kind kind, boolean first, boolean dense) {
        List<Layer> layers = new ArrayList<>(first ? List.of() : List.of(lstm(3)));
        Layer layer = kind.layer().get();
        layers.add(layer);
        if (dense) {
            layers.add(
                    new DenseLayer.Builder().nOut(3).activation(Activation.TANH).build());
        }
        layers.add(givesSequences(layer) ? numbers(2) : numbersAfterTheLastStep(2));
        return layers;
    }

    private static INDArray indices(Random random) {
        INDArray x = Nd4j.create(N, 1, STEPS);
        for (int i = 0; i < N * STEPS; i++) {
            x.putScalar(i / STEPS, 0, i % STEPS, random.nextInt(SequenceLayers.VOCABULARY));
        }
        return x;
    }

    private static void compare(String what, SequenceLayers.Kind kind, Model stock, Model ours, INDArray x, long seed) {
        INDArray start = stock.params().dup();
        DataSet data;
        try {
            data = new DataSet(x, random(seed + 1, output(stock, x).shape()));
            Nd4j.getRandom().setSeed(seed);
            fit(stock, data);
        } catch (RuntimeException e) {
            refused(what, ours, x, e);
            return;
        }
        Engine engine = Engine.of(ours);
        if (data.getLabels().size(0) != N) {
            refused(what, ours, x, new IllegalStateException("labels of another number of examples"));
            return;
        }
        boolean course = engine.notice().isEmpty();
        trained.add(course);
        Nd4j.getRandom().setSeed(seed);
        Examples examples = DataSetExamples.of(data);
        double loss = engine.train(examples, ALL);
        engine.writeBack();
        long steps = data.getLabels().rank() == 3 ? data.getLabels().size(2) : 1;
        if (!(course && kind.random())) {
            assertEquals(stock.score() / steps, loss, 1e-4 * Math.max(1, loss), what);
            // Deeplearning4j's gradient is the sum over time, the engine's the mean.
            Compare.close(
                    stock.params().sub(start).toFloatVector(),
                    ours.params().sub(start).mul(course ? steps : 1).toFloatVector(),
                    1e-3,
                    what);
        }
        assertTrue(Double.isFinite(engine.loss(examples, ALL)), what);
        Compare.close(
                output(ours, x).dup('c').data().asFloat(),
                engine.output(examples).get(0).dup('c').data().asFloat(),
                1e-4,
                what);
        readStepByStep(what, engine, x, data.getLabels().rank());
    }

    /** The stream's last answer is that of the whole sequence, unless a sentence says why it has none. */
    private static void readStepByStep(String what, Engine engine, INDArray x, int rank) {
        float[] y = {};
        try {
            rnnlab.engine.Stream stream = engine.stream();
            for (int t = 0; t < x.size(2); t++) {
                y = x.size(1) == 1
                        ? stream.next((int) x.getDouble(0, 0, t))
                        : stream.next(x.getFloat(0, 0, t), x.getFloat(0, 1, t), x.getFloat(0, 2, t));
            }
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            sentence(what, e);
            return;
        }
        INDArray whole = engine.output(x).get(0);
        for (int j = 0; j < y.length; j++) {
            double last = rank == 3 ? whole.getDouble(0, j, whole.size(2) - 1) : whole.getDouble(0, j);
            assertEquals(last, y[j], 1e-4, what + ", step by step");
        }
    }

    /** What Deeplearning4j refuses is trained by the engine, or refused with a sentence. */
    private static void refused(String what, Model ours, INDArray x, RuntimeException theirs) {
        for (INDArray labels : List.of(random(1, N, 2, STEPS), random(1, N, 2))) {
            try {
                Engine engine = Engine.of(ours);
                engine.train(DataSetExamples.of(new DataSet(x, labels)), ALL);
                assertTrue(
                        engine.notice().isEmpty(), () -> what + ": Deeplearning4j trained it, but before: " + theirs);
            } catch (RuntimeException e) {
                sentence(what, e);
            }
        }
    }

    private static void sentence(String what, RuntimeException e) {
        assertTrue(
                e.getMessage() != null && e.getStackTrace()[0].getClassName().startsWith("rnnlab."),
                () -> what + ": raw " + e);
    }

    private static INDArray output(Model model, INDArray x) {
        return model instanceof MultiLayerNetwork row ? row.output(x) : ((ComputationGraph) model).output(x)[0];
    }

    private static void fit(Model model, DataSet data) {
        if (model instanceof MultiLayerNetwork row) {
            row.fit(data);
        } else {
            ((ComputationGraph) model).fit(data);
        }
    }

    private static boolean givesSequences(Layer layer) {
        try {
            return layer.getOutputType(0, InputType.recurrent(3, STEPS)).getType() == InputType.Type.RNN;
        } catch (IllegalStateException e) {
            return true; // it reads each step alone, between two preprocessors
        }
    }

    private static Model built(boolean graph, List<Layer> layers) {
        var builder = new NeuralNetConfiguration.Builder().seed(3).updater(new Sgd(0.1));
        InputType type = InputType.recurrent(3, STEPS);
        if (graph) {
            var vertices = builder.graphBuilder().addInputs("in").setInputTypes(type);
            for (int i = 0; i < layers.size(); i++) {
                vertices.addLayer("v" + i, layers.get(i), i == 0 ? "in" : "v" + (i - 1));
            }
            var network = new ComputationGraph(
                    vertices.setOutputs("v" + (layers.size() - 1)).build());
            network.init();
            return network;
        }
        var list = builder.list();
        layers.forEach(list::layer);
        var network = new MultiLayerNetwork(list.setInputType(type).build());
        network.init();
        return network;
    }
}
