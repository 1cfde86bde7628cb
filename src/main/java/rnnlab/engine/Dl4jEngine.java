package rnnlab.engine;

import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Trains a network by Deeplearning4j's own {@code fit}: slow, but it knows every layer. */
final class Dl4jEngine implements Engine {

    private final MultiLayerNetwork network;

    Dl4jEngine(MultiLayerNetwork network) {
        this.network = network;
        if (!network.isInitCalled()) {
            network.init();
        }
    }

    @Override
    public Optional<String> notice() {
        return Optional.empty();
    }

    @Override
    public void seed(long seed) {
        Nd4j.getRandom().setSeed(seed);
    }

    @Override
    public double train(Examples data, int[] batch) {
        DataSet examples = data.batch(batch);
        network.fit(examples);
        return network.score() / timeSteps(examples);
    }

    @Override
    public double loss(Examples data, int[] batch) {
        DataSet examples = data.batch(batch);
        return network.score(examples) / timeSteps(examples);
    }

    /** Deeplearning4j sums the loss over time. */
    private static double timeSteps(DataSet examples) {
        return examples.getLabels().rank() == 3 ? examples.getLabels().size(2) : 1;
    }

    @Override
    public void writeBack() {}
}
