package rnnlab.dl4j;

import java.util.Arrays;
import java.util.Random;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.GravesLSTM;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Layers, networks and data that several tests use. */
final class SmallNetworks {

    private SmallNetworks() {}

    static LSTM lstm(int units) {
        return new LSTM.Builder().nOut(units).activation(Activation.TANH).build();
    }

    /** A recurrent layer that the course's engine does not know. */
    @SuppressWarnings("deprecation") // the only unidirectional one that Deeplearning4j has
    static GravesLSTM graves(int units) {
        return new GravesLSTM.Builder().nOut(units).activation(Activation.TANH).build();
    }

    static RnnOutputLayer numbers(int size) {
        return new RnnOutputLayer.Builder(LossFunction.MSE)
                .nOut(size)
                .activation(Activation.IDENTITY)
                .build();
    }

    static RnnOutputLayer classes(int size) {
        return new RnnOutputLayer.Builder(LossFunction.MCXENT)
                .nOut(size)
                .activation(Activation.SOFTMAX)
                .build();
    }

    static OutputLayer numbersAfterTheLastStep(int size) {
        return new OutputLayer.Builder(LossFunction.MSE)
                .nOut(size)
                .activation(Activation.IDENTITY)
                .build();
    }

    static MultiLayerNetwork row(IUpdater updater, int inputs, Layer... layers) {
        return built(list(updater, layers), inputs);
    }

    /** Truncated back-propagation in pieces of so many steps. */
    static MultiLayerNetwork inPieces(int steps, IUpdater updater, int inputs, Layer... layers) {
        var list = list(updater, layers);
        list.backpropType(BackpropType.TruncatedBPTT).tBPTTForwardLength(steps).tBPTTBackwardLength(steps);
        return built(list, inputs);
    }

    private static NeuralNetConfiguration.ListBuilder list(IUpdater updater, Layer... layers) {
        var list = new NeuralNetConfiguration.Builder().seed(6).updater(updater).list();
        for (Layer layer : layers) {
            list.layer(layer);
        }
        return list;
    }

    private static MultiLayerNetwork built(NeuralNetConfiguration.ListBuilder list, int inputs) {
        var network = new MultiLayerNetwork(
                list.setInputType(InputType.recurrent(inputs)).build());
        network.init();
        return network;
    }

    /** Numbers from -1 to 1. */
    static INDArray random(long seed, long... shape) {
        var random = new Random(seed);
        float[] numbers = new float[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = 2 * random.nextFloat() - 1;
        }
        return Nd4j.create(numbers, shape, 'c');
    }

    static INDArray oneHot(long seed, int examples, int classes, int steps) {
        var random = new Random(seed);
        INDArray labels = Nd4j.zeros(examples, classes, steps);
        for (int n = 0; n < examples; n++) {
            for (int t = 0; t < steps; t++) {
                labels.putScalar(n, random.nextInt(classes), t, 1);
            }
        }
        return labels;
    }
}
