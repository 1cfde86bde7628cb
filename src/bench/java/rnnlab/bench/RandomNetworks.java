package rnnlab.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import rnnlab.layers.Gru;
import rnnlab.layers.LastStepOfBoth;

/** A random network of the kinds of layers, options and optimisers that the course's engine knows, and random data for it. */
final class RandomNetworks {

    private static final List<LossFunction> LOSSES = List.of(
            LossFunction.MSE,
            LossFunction.L2,
            LossFunction.MEAN_ABSOLUTE_ERROR,
            LossFunction.L1,
            LossFunction.MCXENT,
            LossFunction.XENT);
    private static final List<Activation> ACTIVATIONS =
            List.of(Activation.TANH, Activation.SIGMOID, Activation.RELU, Activation.IDENTITY);

    final Model network;
    final DataSet data;
    final int batch;

    private final Random random;
    private final int inputs;
    private final int outputs;
    private final int examples;
    private final int steps;
    private final boolean everyStep;
    private final boolean indices;
    private final LossFunction loss;
    private final List<String> about = new ArrayList<>();

    RandomNetworks(long seed) {
        random = new Random(seed);
        Nd4j.getRandom().setSeed(seed);
        batch = 1 + random.nextInt(20);
        examples = batch + random.nextInt(2 * batch);
        inputs = 1 + random.nextInt(6);
        outputs = 2 + random.nextInt(6);
        steps = 2 + random.nextInt(9);
        everyStep = random.nextBoolean();
        indices = random.nextInt(4) == 0;
        loss = one(LOSSES);
        network = random.nextInt(3) == 0 ? graph(seed) : row(seed);
        data = data();
    }

    /** What it is made of. */
    String about() {
        return String.join(" ", about);
    }

    private NeuralNetConfiguration.Builder settings(long seed) {
        var settings = new NeuralNetConfiguration.Builder().seed(seed).updater(updater());
        switch (random.nextInt(6)) {
            case 0 -> settings.l2(0.01);
            case 1 -> settings.l1(0.001);
            case 2 -> settings.weightDecay(0.01);
            default -> {}
        }
        var clipping = GradientNormalization.values();
        if (random.nextInt(3) == 0) {
            settings.gradientNormalization(clipping[random.nextInt(clipping.length)])
                    .gradientNormalizationThreshold(0.5);
        }
        return settings;
    }

    private IUpdater updater() {
        IUpdater updater = one(List.of(
                new Sgd(0.05), new Adam(0.01), new Nesterovs(0.02, 0.9), new RmsProp(0.01), new AdaGrad(0.05)));
        about.add(updater.getClass().getSimpleName());
        return updater;
    }

    private MultiLayerNetwork row(long seed) {
        var list = settings(seed).list();
        if (indices) {
            list.layer(new EmbeddingSequenceLayer.Builder().nIn(inputs + 1).nOut(units()).build());
            about.add("embedding");
        }
        for (int i = random.nextInt(3); i >= 0; i--) {
            if (random.nextInt(5) == 0 && !indices) {
                list.layer(new DropoutLayer(0.8));
                about.add("dropout-layer");
            }
            list.layer(frozen(i == 0 && !everyStep ? last(recurrent()) : recurrent()));
        }
        if (random.nextInt(3) == 0) {
            list.layer(new DenseLayer.Builder().nOut(units()).activation(one(ACTIVATIONS)).build());
            about.add("dense");
        }
        if (random.nextInt(5) == 0) {
            list.layer(new ActivationLayer(one(ACTIVATIONS)));
            about.add("activation-layer");
        }
        list.layer(output());
        if (everyStep && random.nextInt(4) == 0) {
            list.backpropType(BackpropType.TruncatedBPTT).tBPTTForwardLength(3).tBPTTBackwardLength(2 + random.nextInt(2));
            about.add("truncated");
        }
        if (!indices) {
            list.setInputType(InputType.recurrent(inputs));
        } else {
            list.setInputType(InputType.recurrent(inputs + 1));
        }
        var made = new MultiLayerNetwork(list.build());
        made.init();
        return made;
    }

    /** Two ways from the input, which meet. */
    private ComputationGraph graph(long seed) {
        about.add("graph");
        var graph = settings(seed).graphBuilder().addInputs("in");
        String from = "in";
        if (indices) {
            graph.addLayer("table", new EmbeddingSequenceLayer.Builder().nIn(inputs + 1).nOut(units()).build(), "in");
            from = "table";
            about.add("embedding");
        }
        int width = units();
        graph.addLayer("left", recurrent(width), from);
        graph.addLayer("right", recurrent(width), from);
        boolean merge = random.nextBoolean();
        graph.addVertex("both", merge ? new MergeVertex() : new ElementWiseVertex(one(List.of(
                ElementWiseVertex.Op.Add, ElementWiseVertex.Op.Subtract, ElementWiseVertex.Op.Product,
                ElementWiseVertex.Op.Average))), "left", "right");
        about.add(merge ? "merge" : "elementwise");
        String last = "both";
        if (random.nextBoolean()) {
            graph.addLayer("third", recurrent(units()), "both");
            last = "third";
        }
        if (!everyStep) {
            graph.addVertex("last", new LastTimeStepVertex("in"), last);
            last = "last";
        }
        graph.addLayer("out", output(), last).setOutputs("out");
        graph.setInputTypes(InputType.recurrent(indices ? inputs + 1 : inputs));
        var made = new ComputationGraph(graph.build());
        made.init();
        return made;
    }

    private Layer frozen(Layer layer) {
        if (random.nextInt(12) > 0 || layer instanceof LastTimeStep || layer instanceof LastStepOfBoth) {
            return layer;
        }
        about.add("frozen");
        return new FrozenLayer(layer);
    }

    private Layer last(Layer layer) {
        if (layer instanceof Bidirectional both && both.getMode() == Bidirectional.Mode.CONCAT) {
            about.add("last-of-both");
            return new LastStepOfBoth(both);
        }
        return new LastTimeStep(layer);
    }

    private Layer recurrent() {
        Layer layer = recurrent(units());
        if (random.nextInt(4) > 0) {
            return layer;
        }
        var modes = Bidirectional.Mode.values();
        var mode = modes[random.nextInt(modes.length)];
        about.add("bidirectional-" + mode);
        return new Bidirectional(mode, layer);
    }

    private Layer recurrent(int units) {
        double keep = random.nextInt(4) == 0 ? 0.7 : 1;
        int kind = random.nextInt(4);
        about.add(List.of("lstm", "rnn", "gru", "gru-before").get(kind) + units + (keep < 1 ? "-dropout" : ""));
        FeedForwardLayer layer = switch (kind) {
            case 0 -> new LSTM.Builder().nOut(units).activation(Activation.TANH).build();
            case 1 -> new SimpleRnn.Builder().nOut(units).activation(one(ACTIVATIONS)).build();
            default -> new Gru.Builder().nOut(units).resetAfter(kind == 2).build();
        };
        if (keep < 1) {
            layer.setIDropout(new org.deeplearning4j.nn.conf.dropout.Dropout(keep));
        }
        return layer;
    }

    private Layer output() {
        Activation last = switch (loss) {
            case MCXENT -> Activation.SOFTMAX;
            case XENT -> Activation.SIGMOID;
            default -> one(ACTIVATIONS);
        };
        about.add(loss + "-" + last);
        return everyStep
                ? new RnnOutputLayer.Builder(loss).nOut(outputs).activation(last).build()
                : new OutputLayer.Builder(loss).nOut(outputs).activation(last).build();
    }

    private int units() {
        return 1 + random.nextInt(20);
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private DataSet data() {
        INDArray x = Nd4j.randn(examples, inputs, steps);
        if (indices) {
            x = Nd4j.zeros(examples, 1, steps);
            for (int n = 0; n < examples; n++) {
                for (int t = 0; t < steps; t++) {
                    x.putScalar(n, 0, t, random.nextInt(inputs + 1));
                }
            }
        }
        boolean classes = loss == LossFunction.MCXENT || loss == LossFunction.XENT;
        INDArray y = everyStep ? Nd4j.randn(examples, outputs, steps) : Nd4j.randn(examples, outputs);
        if (classes) {
            y = Nd4j.zeros(y.shape());
            for (int n = 0; n < examples; n++) {
                for (int t = 0; t < (everyStep ? steps : 1); t++) {
                    int hot = random.nextInt(outputs);
                    if (everyStep) {
                        y.putScalar(n, hot, t, 1);
                    } else {
                        y.putScalar(n, hot, 1);
                    }
                }
            }
        }
        if (random.nextInt(3) > 0) {
            return new DataSet(x, y);
        }
        about.add("masked");
        INDArray mask = Nd4j.ones(examples, steps);
        for (int n = 0; n < examples; n++) {
            for (int t = 1 + random.nextInt(steps); t < steps; t++) {
                mask.putScalar(n, t, 0);
            }
        }
        return new DataSet(x, y, mask, everyStep ? mask.dup() : null);
    }
}
