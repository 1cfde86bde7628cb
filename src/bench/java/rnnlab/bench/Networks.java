package rnnlab.bench;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;
import rnnlab.layers.Gru;
import rnnlab.layers.Orthogonal;

/** A job's network in Deeplearning4j's own configuration classes, its weights started as Keras starts them. */
final class Networks {
    private Networks() {}

    /** sparse: Deeplearning4j's own loss for indices as labels; the course's engine takes indices with the plain cross-entropy. */
    static MultiLayerNetwork of(Job job, boolean sparse) {
        boolean every = job.text("target").equals("every");
        boolean values = job.text("target").equals("value");
        var list = new NeuralNetConfiguration.Builder()
                .seed(job.seed())
                .updater(new Adam(job.number("rate")))
                .weightInit(new Glorot())
                .list();
        var layers = job.layers();
        int lastRecurrent = -1;
        for (int k = 0; k < layers.size(); k++) if (layers.get(k).recurrent()) lastRecurrent = k;
        ILossFunction loss = values ? new LossMSE() : every && sparse ? new LossSparseMCXENT() : new LossMCXENT();
        for (int k = 0; k < layers.size(); k++) {
            var layer = layers.get(k);
            if (layer.name().equals("flatten")) continue; // the data come flat
            boolean output = k == layers.size() - 1;
            if (layer.recurrent()) {
                var recurrent = recurrent(layer);
                list.layer(k == lastRecurrent && !every ? new LastTimeStep(recurrent) : recurrent);
            } else if (layer.name().equals("embedding")) {
                list.layer(new EmbeddingSequenceLayer.Builder()
                        .weightInit(new UniformDistribution(-0.05, 0.05))
                        .nIn(job.integer("vocabulary"))
                        .nOut(layer.units())
                        .inputLength(job.integer("length"))
                        .build());
            } else if (layer.name().equals("dropout")) {
                list.layer(new DropoutLayer(1 - layer.size()));
            } else if (layer.name().equals("dense") && output) {
                var activation = values ? Activation.IDENTITY : Activation.SOFTMAX;
                list.layer(
                        every
                                ? new RnnOutputLayer.Builder(loss)
                                        .nOut(layer.units())
                                        .activation(activation)
                                        .build()
                                : new OutputLayer.Builder(loss)
                                        .nOut(layer.units())
                                        .activation(activation)
                                        .build());
            } else {
                throw new IllegalArgumentException("layer " + layer + " has no form in Deeplearning4j here");
            }
        }
        if (lastRecurrent == layers.size() - 1) {
            list.layer(new LossLayer.Builder(loss).activation(Activation.IDENTITY).build());
        }
        int length = job.integer("length");
        list.setInputType(
                layers.get(0).name().equals("flatten")
                        ? InputType.feedForward(length)
                        : InputType.recurrent(job.tokens() ? job.integer("vocabulary") : 1, length));
        var network = new MultiLayerNetwork(list.build());
        network.init();
        return network;
    }

    private static Layer recurrent(Job.Layer layer) {
        return switch (layer.name()) {
            case "simple-rnn" ->
                new SimpleRnn.Builder()
                        .nOut(layer.units())
                        .weightInitRecurrent(new Orthogonal())
                        .activation(Activation.TANH)
                        .build();
            case "lstm" ->
                new LSTM.Builder()
                        .nOut(layer.units())
                        .weightInitRecurrent(new Orthogonal())
                        .activation(Activation.TANH)
                        .forgetGateBiasInit(1)
                        .build();
            case "gru" ->
                new Gru.Builder()
                        .nOut(layer.units())
                        .weightInitRecurrent(new Orthogonal())
                        .build();
            default -> throw new IllegalArgumentException("unknown layer " + layer.name());
        };
    }
}
