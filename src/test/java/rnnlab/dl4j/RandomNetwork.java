package rnnlab.dl4j;

import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A small random network of layers in a row, of the kinds that Deeplearning4j computes rightly, and data for it. */
final class RandomNetwork {

    private static final Activation[] ACTIVATIONS = {
        Activation.TANH, Activation.SIGMOID, Activation.RELU, Activation.IDENTITY
    };
    private static final LossFunction[] LOSSES = {
        LossFunction.MSE,
        LossFunction.L2,
        LossFunction.MEAN_ABSOLUTE_ERROR,
        LossFunction.L1,
        LossFunction.MCXENT,
        LossFunction.XENT
    };

    final MultiLayerNetwork network;
    final DataSet data;
    /** Time steps that the loss is summed over by Deeplearning4j. */
    final int steps;

    private final Random random;
    private final StringBuilder words = new StringBuilder();

    RandomNetwork(long seed) {
        random = new Random(seed);
        Nd4j.getRandom().setSeed(seed);
        int batch = 1 + random.nextInt(20);
        int inputs = 1 + random.nextInt(4);
        int outputs = 2 + random.nextInt(4);
        int length = 1 + random.nextInt(7);
        boolean everyStep = random.nextBoolean();
        steps = everyStep ? length : 1;
        var list = new NeuralNetConfiguration.Builder()
                .seed(seed)
                .updater(new Sgd(0.1))
                .list();
        for (int i = random.nextInt(3); i >= 0; i--) {
            Layer layer = recurrent();
            list.layer(i == 0 && !everyStep ? new LastTimeStep(layer) : layer);
        }
        if (random.nextInt(3) == 0) {
            list.layer(new DenseLayer.Builder()
                    .nOut(units())
                    .activation(activation())
                    .build());
        }
        LossFunction loss = LOSSES[random.nextInt(LOSSES.length)];
        Activation last = loss == LossFunction.MCXENT
                ? Activation.SOFTMAX
                : loss == LossFunction.XENT ? Activation.SIGMOID : activation();
        list.layer(
                everyStep
                        ? new RnnOutputLayer.Builder(loss)
                                .nOut(outputs)
                                .activation(last)
                                .build()
                        : new OutputLayer.Builder(loss)
                                .nOut(outputs)
                                .activation(last)
                                .build());
        words.append(loss).append(' ').append(last);
        network = new MultiLayerNetwork(
                list.setInputType(InputType.recurrent(inputs)).build());
        network.init();
        network.setParams(Nd4j.randn(1, network.numParams()).muli(0.5));
        INDArray x = Nd4j.randn(batch, inputs, length);
        data = new DataSet(x, labels(loss, batch, outputs));
        // Deeplearning4j takes the mask of a single step for one of single outputs, which softmax refuses.
        if (everyStep && batch * length > 1 && random.nextInt(3) == 0) {
            mask(batch, length);
        }
    }

    private Layer recurrent() {
        Layer layer = random.nextBoolean()
                ? new LSTM.Builder().nOut(units()).activation(Activation.TANH).build()
                : new SimpleRnn.Builder().nOut(units()).activation(activation()).build();
        if (random.nextInt(4) > 0) {
            words.append(layer.getClass().getSimpleName()).append(' ');
            return layer;
        }
        var modes = Bidirectional.Mode.values();
        var mode = modes[random.nextInt(modes.length)];
        words.append(mode).append(' ').append(layer.getClass().getSimpleName()).append(' ');
        return new Bidirectional(mode, layer);
    }

    private int units() {
        return 1 + random.nextInt(6);
    }

    private Activation activation() {
        return ACTIVATIONS[random.nextInt(ACTIVATIONS.length)];
    }

    private INDArray labels(LossFunction loss, int batch, int outputs) {
        long[] shape = steps > 1 || data() ? new long[] {batch, outputs, steps} : new long[] {batch, outputs};
        if (loss != LossFunction.MCXENT && loss != LossFunction.XENT) {
            return Nd4j.randn(shape);
        }
        INDArray labels = Nd4j.zeros(shape);
        for (int b = 0; b < batch; b++) {
            for (int t = 0; t < steps; t++) {
                int hot = random.nextInt(outputs);
                if (shape.length == 3) {
                    labels.putScalar(b, hot, t, 1);
                } else {
                    labels.putScalar(b, hot, 1);
                }
            }
        }
        return labels;
    }

    private boolean data() {
        return network.getLayerWiseConfigurations()
                        .getConf(network.getnLayers() - 1)
                        .getLayer()
                instanceof RnnOutputLayer;
    }

    /** Hides random steps of the labels, but not all. */
    private void mask(int batch, int length) {
        INDArray mask = Nd4j.zeros(batch, length);
        for (int b = 0; b < batch; b++) {
            for (int t = 0; t < length; t++) {
                mask.putScalar(b, t, random.nextInt(3) == 0 ? 0 : 1);
            }
        }
        mask.putScalar(0, 0, 1);
        data.setLabelsMaskArray(mask);
        words.append(" masked");
    }

    /** How many steps of how many examples count: Deeplearning4j's summed gradient is so many times the engine's. */
    double counted() {
        return data.getLabelsMaskArray() == null
                ? (double) steps * data.numExamples()
                : data.getLabelsMaskArray().sumNumber().doubleValue();
    }

    @Override
    public String toString() {
        return words.toString();
    }
}
