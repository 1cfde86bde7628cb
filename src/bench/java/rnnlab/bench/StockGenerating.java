package rnnlab.bench;

import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Characters by Deeplearning4j's own network: output() on the last window, or rnnTimeStep() from the carried state. */
final class StockGenerating {
    private StockGenerating() {}

    /** One-hot characters, LSTM, softmax at each step. */
    static MultiLayerNetwork network(Job job) {
        var network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .list()
                .layer(new LSTM.Builder()
                        .nIn(job.integer("symbols"))
                        .nOut(job.integer("hidden"))
                        .activation(Activation.TANH)
                        .build())
                .layer(new RnnOutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(job.integer("hidden"))
                        .nOut(job.integer("symbols"))
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
        network.init();
        return network;
    }

    static void run(Job job, Turns turns) {
        var network = network(job);
        var random = new Random(1);
        int symbols = job.integer("symbols");
        boolean carried = job.text("peers").equals("carried");
        int[] window = random.ints(job.integer("length"), 0, symbols).toArray();
        turns.ready(network.numParams(), "");
        while (turns.begin()) {
            for (int k = 0; k < job.integer("characters"); k++) {
                int next = draw(carried ? step(network, window, symbols) : last(network, window, symbols), random);
                System.arraycopy(window, 1, window, 0, window.length - 1);
                window[window.length - 1] = next;
            }
            turns.end(Double.NaN);
        }
    }

    private static float[] step(MultiLayerNetwork network, int[] window, int symbols) {
        INDArray x = Nd4j.zeros(1, symbols, 1);
        x.putScalar(0, window[window.length - 1], 0, 1);
        return network.rnnTimeStep(x).reshape(symbols).toFloatVector();
    }

    private static float[] last(MultiLayerNetwork network, int[] window, int symbols) {
        INDArray x = Nd4j.zeros(1, symbols, window.length);
        for (int t = 0; t < window.length; t++) x.putScalar(0, window[t], t, 1);
        INDArray y = network.output(x);
        var p = new float[symbols];
        for (int k = 0; k < symbols; k++) p[k] = y.getFloat(0, k, window.length - 1);
        return p;
    }

    /** An index drawn with these probabilities. */
    static int draw(float[] p, Random random) {
        double u = random.nextDouble();
        for (int k = 0; k < p.length; k++) {
            u -= p[k];
            if (u < 0) return k;
        }
        return p.length - 1;
    }
}
