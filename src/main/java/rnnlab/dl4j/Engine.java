package rnnlab.dl4j;

import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.api.ndarray.INDArray;
import rnnlab.engine.Decoder;
import rnnlab.engine.Examples;
import rnnlab.engine.Stream;

/**
 * Trains and evaluates one Deeplearning4j network, a batch at a time.
 *
 * <p>A loss is the mean over the batch and over the time steps that no mask hides (natural logarithm), as lectures
 * define it. Deeplearning4j's own score is the sum over time divided by the batch alone, so without masks it is T times
 * this loss, for T steps; and so is its gradient.
 */
public interface Engine {

    /**
     * The engine for a {@code MultiLayerNetwork} or {@code ComputationGraph}; the network is initialised when it is not
     * yet. It is a {@link CourseEngine} where every part of the network is known to it, and else Deeplearning4j's own
     * fit.
     */
    static Engine of(Model network) {
        if (!VectorModule.isThere()) {
            return new OwnFitEngine(
                    network, "the Vector API is missing: start Java with --add-modules jdk.incubator.vector");
        }
        try {
            return CourseEngine.of(network);
        } catch (UnknownPartException e) {
            return new OwnFitEngine(network, "the course's engine does not know " + e.getMessage());
        }
    }

    /** What the network reads at a time step, as its first layer that has a size says it. */
    long inputSize();

    /** Numbers that the network's first output predicts at a time step. */
    long outputSize();

    /** One line that says why Deeplearning4j's own, slower fit trains this network; empty when it does not. */
    Optional<String> notice();

    /** Decides what dropout drops from here on. */
    void seed(long seed);

    /**
     * One step of the optimiser; several with truncated back-propagation through time.
     *
     * @param batch indices of the examples in {@code data}
     * @return the loss before the step
     * @throws IllegalArgumentException when the data do not fit the network, are not finite where no mask hides them,
     *     or name a class that it does not have; or when Deeplearning4j cannot train it, with its words
     * @throws ArithmeticException when the loss or its gradient is not finite; the network keeps the parameters of the
     *     last good step
     */
    double train(Examples data, int[] batch);

    /** How many steps of the optimiser the network has done in its life. */
    int iteration();

    /** How many epochs the network has done in its life. */
    int epoch();

    /**
     * How many steps of the optimiser a batch of these examples is: 1, or more with truncated back-propagation through
     * time.
     */
    int stepsPerBatch(Examples data);

    /** The loss on these examples, without dropout and without learning. */
    double loss(Examples data, int[] batch);

    /**
     * Whether a batch goes on from the state where the one before ended: example i of it continues example i. Off
     * unless told.
     *
     * @throws UnsupportedOperationException with {@code true}, when Deeplearning4j trains: its fit always starts from
     *     zero
     */
    void stateful(boolean stateful);

    /**
     * Scales the gradient of all parameters together down to this norm where it is greater, after the clipping of the
     * layers. {@link Double#POSITIVE_INFINITY}, as at first: never.
     *
     * <p>Source: R. Pascanu et al., On the difficulty of training recurrent neural networks (2013).
     *
     * @throws UnsupportedOperationException when Deeplearning4j trains: it clips each layer alone
     */
    void clipGlobalNorm(double limit);

    /** The next batch starts from zero state. */
    void resetState();

    /** The prediction of each output for features [N][F][T] or [N][F], as {@code network.output} gives it. */
    List<INDArray> output(INDArray... features);

    /** The same for the features of these examples and their masks; what it predicts at a masked step means nothing. */
    List<INDArray> output(Examples data);

    /**
     * The network read step by step, with the parameters that the engine has at each step: those of the last step of
     * training, also where they are not written back yet.
     *
     * @throws UnsupportedOperationException when a layer reads its sequence from the end
     * @throws IllegalArgumentException when the network has several inputs or outputs, or its input has no time steps
     */
    Stream stream();

    /**
     * The network as a writer of sequences, token by token after a source.
     *
     * @throws IllegalArgumentException when its inputs and outputs are others than {@link Decoder} names
     */
    Decoder decoder();

    /**
     * Counts an epoch as done and writes back.
     *
     * @throws ArithmeticException when the last step made a parameter infinite
     */
    void endEpoch();

    /** Copies parameters and the optimiser's state into the network, which is then usable for everything. */
    void writeBack();
}
